import type { MeasureKind } from '@traguardo/shared/model'
import { formatDate, formatNumber, formatPercent, formatValue, parseEntry } from '@traguardo/shared/values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const number = (value: number) => ({ ok: true, value: { type: 'number', number: value } })
const date = (day: string) => ({ ok: true, value: { type: 'date', date: day } })
const refused = (code: string) => ({ ok: false, error: { code } })

describe('typed text', () => {
  const isNumber = (text: string, value: number) => expect(parseEntry(text, { kind: 'number' })).toEqual(number(value))

  it.each([
    ['1234.5', 1234.5],
    ['1234,5', 1234.5],
    ['0,5', 0.5],
    ['12', 12],
    ['-3,2', -3.2],
  ])('[VA1.1] %s is %d', isNumber)

  it.each([
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ["1'234,5", 1234.5],
    ['1,234,567.8', 1234567.8],
    ['1.354.646,77', 1354646.77],
  ])('[VA1.2] %s is %d', isNumber)

  it('[VA1.3] 1.234 is a thousand and more', () => isNumber('1.234', 1234))

  it('[VA1.4] 1,234 is one and a bit', () => isNumber('1,234', 1.234))

  it('[VA13.2] 92,5 % is 92,5', () => isNumber('92,5 %', 92.5))

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
  ])('[VA1.7] %s is no number', (text) =>
    expect(parseEntry(text, { kind: 'number' })).toMatchObject(refused('NOT_A_NUMBER')),
  )

  it.each([
    ['5/9/2021', '2021-09-05'],
    ['05-09-2021', '2021-09-05'],
    ['5.9.2021', '2021-09-05'],
    ['2021-09-05', '2021-09-05'],
    [' 31/12/2020 ', '2020-12-31'],
  ])('[VA2.1] %s is a day', (text, day) => expect(parseEntry(text, { kind: 'date' })).toEqual(date(day)))

  it.each(['30/2/2021', '5/13/2021', '5/9/21', '44444', 'domani', '00/01/1900'])('[VA2.2] %s is no day', (text) =>
    expect(parseEntry(text, { kind: 'date' })).toMatchObject(refused('NOT_A_DATE')),
  )

  it('[VA3.1] empty is n.d.', () => expect(parseEntry('  ', { kind: 'count' })).toEqual({ ok: true, value: null }))

  it('[VA3.2] zero is zero', () => expect(parseEntry('0', { kind: 'count' })).toEqual(number(0)))

  it.each(['n.a.', 'N.A.', 'na', 'non applicabile'])('[VA4] %s does not apply', (text) =>
    expect(parseEntry(text, { kind: 'count' })).toEqual({ ok: true, value: { type: 'not-applicable' } }),
  )

  it.each<[string, MeasureKind, string]>([
    ['-1', 'count', 'NEGATIVE'],
    ['-1', 'days', 'NEGATIVE'],
    ['-1', 'percentage', 'NEGATIVE'],
  ])('[VA5.2] %s is no %s', (text, kind, code) => expect(parseEntry(text, { kind })).toMatchObject(refused(code)))

  it.each(['money', 'number'] as const)('[VA5.2] %s may be negative', (kind) => {
    expect(parseEntry('-1', { kind })).toEqual(number(-1))
  })

  it('[VA5.1] a half is no count', () => {
    expect(parseEntry('2,5', { kind: 'count' })).toMatchObject(refused('NOT_A_COUNT'))
    expect(parseEntry('2', { kind: 'count' })).toEqual(number(2))
  })

  it.each(['5/9/2021', '2021-09-05', '5.9.2021'])('[VA5.3] the date %s is no number', (text) =>
    expect(parseEntry(text, { kind: 'number' })).toMatchObject(refused('NOT_A_NUMBER')),
  )

  it.each(['12', '44444', '2021'])('[VA5.4] the number %s is no date', (text) =>
    expect(parseEntry(text, { kind: 'date' })).toMatchObject(refused('NOT_A_DATE')),
  )

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
    [1.005, '1,01'],
    [2.675, '2,68'],
    [0.125, '0,13'],
    [-1.005, '-1,01'],
    [-0, '0'],
    [0.004, '0'],
  ])('[VA6.1] %d is shown %s', (value, text) => expect(formatNumber(value)).toBe(text))

  it('[VA6.2] numbers, percentages and dates in Italian', () => {
    expect([formatNumber(1354646.77), formatNumber(1234)]).toEqual(['1.354.646,77', '1.234'])
    expect(formatValue({ type: 'number', number: 66.92 }, '%')).toBe('66,92 %')
    expect(formatPercent(0.925)).toBe('92,50 %')
    expect(formatDate('2020-12-09')).toBe('09/12/2020')
    expect(formatValue({ type: 'number', number: 0 }, 'N.')).toBe('0 N.')
  })

  it('[VA6.3] n.d. where there is nothing, and n.a. where it does not apply', () => {
    expect(formatPercent(null)).toBe('n.d.')
    expect(formatValue(null, '%')).toBe('n.d.')
    expect(formatValue({ type: 'not-applicable' })).toBe('n.a.')
  })

  it('[VA9.1] what is shown, typed again, is the same number', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((value) => value / 100)
    fc.assert(
      fc.property(cents, (value) => {
        const result = parseEntry(formatNumber(value), { kind: 'number' })
        return result.ok && result.value?.type === 'number' && result.value.number === value + 0
      }),
    )
  })
})
