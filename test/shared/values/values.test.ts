import type { MeasureKind } from '@traguardo/shared/model'
import { formatDate, formatNumber, formatPercent, formatValue, parseEntry } from '@traguardo/shared/values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const number = (value: number) => ({ ok: true, value: { type: 'number', number: value } })
const date = (day: string) => ({ ok: true, value: { type: 'date', date: day } })
const refused = (code: string) => ({ ok: false, error: { code } })

describe('typed text', () => {
  it.each([
    ['1.234,5', 1234.5],
    ['1234.5', 1234.5],
    ['1234,5', 1234.5],
    ['1 234,5', 1234.5],
    ["1'234,5", 1234.5],
    ['1,234,567.8', 1234567.8],
    ['1.354.646,77', 1354646.77],
    ['1.234', 1234],
    ['1,234', 1.234],
    ['0,5', 0.5],
    ['12', 12],
    ['92,5 %', 92.5],
    ['-3,2', -3.2],
  ])('[VA1] %s is %d', (text, value) => {
    expect(parseEntry(text, { kind: 'number' })).toEqual(number(value))
  })

  it.each([
    '1,2,3',
    '1.2.3',
    'dodici',
    '1e5',
    '0x10',
    '--1',
    '1.23.456',
    'NaN',
    'Infinity',
    '5/9/2021',
    '9'.repeat(400),
  ])('[VA1] %s is no number', (text) =>
    expect(parseEntry(text, { kind: 'number' })).toMatchObject(refused('NOT_A_NUMBER')),
  )

  it.each([
    ['5/9/2021', '2021-09-05'],
    ['05-09-2021', '2021-09-05'],
    ['5.9.2021', '2021-09-05'],
    ['2021-09-05', '2021-09-05'],
    [' 31/12/2020 ', '2020-12-31'],
  ])('[VA2] %s is a day', (text, day) => expect(parseEntry(text, { kind: 'date' })).toEqual(date(day)))

  it.each(['30/2/2021', '5/13/2021', '5/9/21', '44444', 'domani', '00/01/1900'])('[VA2] %s is no day', (text) =>
    expect(parseEntry(text, { kind: 'date' })).toMatchObject(refused('NOT_A_DATE')),
  )

  it('[VA3] empty is n.d., zero is zero', () => {
    expect(parseEntry('  ', { kind: 'count' })).toEqual({ ok: true, value: null })
    expect(parseEntry('0', { kind: 'count' })).toEqual(number(0))
  })

  it.each(['n.a.', 'N.A.', 'na', 'non applicabile'])('[VA4] %s does not apply', (text) =>
    expect(parseEntry(text, { kind: 'count' })).toEqual({ ok: true, value: { type: 'not-applicable' } }),
  )

  it.each<[string, MeasureKind, string]>([
    ['2,5', 'count', 'NOT_A_COUNT'],
    ['-1', 'count', 'NEGATIVE'],
    ['-1', 'days', 'NEGATIVE'],
    ['-1', 'percentage', 'NEGATIVE'],
    ['12', 'date', 'NOT_A_DATE'],
  ])('[VA5] %s is no %s', (text, kind, code) => expect(parseEntry(text, { kind })).toMatchObject(refused(code)))

  it('[VA5] money and plain numbers may be negative', () => {
    expect(parseEntry('-1', { kind: 'money' })).toEqual(number(-1))
  })

  it('never throws, and never gives a number that is none', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.constantFrom<MeasureKind>('number', 'count', 'date', 'money'),
        (text, kind) => {
          const result = parseEntry(text, { kind })
          return !result.ok || result.value?.type !== 'number' || Number.isFinite(result.value.number)
        },
      ),
    )
  })
})

describe('shown values', () => {
  it.each([
    [1354646.77, '1.354.646,77'],
    [1.005, '1,01'],
    [2.675, '2,68'],
    [0.125, '0,13'],
    [-1.005, '-1,01'],
    [1234, '1.234'],
    [-0, '0'],
    [0.004, '0'],
  ])('[VA6] %d is shown %s', (value, text) => expect(formatNumber(value)).toBe(text))

  it('[VA6] percent, dates, n.d. and n.a.', () => {
    expect(formatValue({ type: 'number', number: 66.92 }, '%')).toBe('66,92 %')
    expect(formatPercent(0.925)).toBe('92,50 %')
    expect(formatPercent(null)).toBe('n.d.')
    expect(formatDate('2020-12-09')).toBe('09/12/2020')
    expect(formatValue(null, '%')).toBe('n.d.')
    expect(formatValue({ type: 'not-applicable' })).toBe('n.a.')
    expect(formatValue({ type: 'number', number: 0 }, 'N.')).toBe('0 N.')
  })

  it('[VA9] what is shown, typed again, is the same number', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((value) => value / 100)
    fc.assert(
      fc.property(cents, (value) => {
        const result = parseEntry(formatNumber(value), { kind: 'number' })
        return result.ok && result.value?.type === 'number' && result.value.number === value + 0
      }),
    )
  })
})
