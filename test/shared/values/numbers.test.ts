import type { MeasureKind } from '@traguardo/shared/model'
import { editNumber, isTwoWay, type NumberRule, parseEntry, parseNumber } from '@traguardo/shared/values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const read = (text: string, rule: NumberRule = {}) => {
  const result = parseNumber(text, rule)
  return result.ok ? result.value : result.error.code
}
/** Numbers that a field can hold: of up to 15 digits, the last of them up to 12 places behind the point. */
const numbers = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`) + 0)
const groups = (whole: string, mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark)

describe('a number as it is typed', () => {
  it.each([
    ['1000.50', 1000.5],
    ['−3,5', -3.5],
    ['  7  ', 7],
    ['', null],
  ])('[VA1.1] «%s» is %s', (text, number) => expect(read(text)).toBe(number))

  it.each([
    ['1.000,5', 1000.5],
    ['1,000.50', 1000.5],
    ['12\u00a0345,6', 12345.6],
  ])('[VA1.2] «%s» is %s', (text, number) => expect(read(text)).toBe(number))

  it('[VA1.5] no thousands begin with a zero', () => {
    expect([read('0.125'), read('0,125'), read('0.000.001')]).toEqual([0.125, 0.125, 'NOT_A_NUMBER'])
  })

  it.each(['1 2', '12 34', '1 2345'])('[VA1.6] «%s» is no number: its blanks part no thousands', (text) =>
    expect(read(text)).toBe('NOT_A_NUMBER'),
  )

  it.each(['1.000.50', '1,000,5', '1e3', 'abc', '.', '-', '1-2', '５'])(
    '[VA1.7] «%s» is no number, and none is made of it',
    (text) => expect(read(text)).toBe('NOT_A_NUMBER'),
  )

  it('[VA13.2] may have the sign of its kind beside it', () => {
    expect(read('33 %', { signs: ['%'] })).toBe(33)
    expect(read('33%', { signs: ['%'] })).toBe(33)
    expect(read('€ 1.000,50', { signs: ['€'] })).toBe(1000.5)
    expect(read('1000.50 €', { signs: ['€'] })).toBe(1000.5)
  })

  it('[VA13.3] may have no other sign beside it', () => {
    for (const [text, rule] of [
      ['33 %', {}],
      ['33 %', { signs: ['€'] }],
      ['33 €', { signs: ['%'] }],
      ['€ 33 €', { signs: ['€'] }],
      ['% 33', { signs: ['%'] }],
      ['33 %%', { signs: ['%'] }],
    ] as const)
      expect([text, read(text, rule)]).toEqual([text, 'NOT_A_NUMBER'])
  })

  it('[VA13.1] is the same in a field of a measure', () => {
    const kinds: readonly MeasureKind[] = ['count', 'percentage', 'days', 'money', 'number']
    const typed = fc.oneof(
      numbers.map(editNumber),
      fc.stringMatching(/^[-€]? ?[\d., ]{1,9} ?[%€]?$/),
      fc.string({ maxLength: 12 }),
    )
    const signs = { percentage: ['%'], money: ['€'], number: ['%', '€'] } as const
    fc.assert(
      fc.property(typed, fc.constantFrom(...kinds), (text, kind) => {
        const entry = parseEntry(text, { kind })
        const number = parseNumber(text, { signs: signs[kind as keyof typeof signs] ?? [] })
        if (!entry.ok) return
        const typed = entry.value?.type === 'number' ? entry.value.number : null
        expect(number.ok ? number.value : 'n.a.').toBe(entry.value?.type === 'not-applicable' ? 'n.a.' : typed)
      }),
      { numRuns: 2000, examples: [['NA', 'count']] },
    )
  })

  it('[VA9.2] stands in its field so that it is read back to the last bit', () => {
    fc.assert(
      fc.property(numbers, (number) => void expect(read(editNumber(number))).toBe(number)),
      { numRuns: 2000 },
    )
  })

  it('[VA1.1] [VA1.2] is one number in both notations', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000_000 })
    const fraction = fc.stringMatching(/^\d{1,4}$/)
    fc.assert(
      fc.property(whole, fraction, (left, right) => {
        const [digits, number] = [String(left), Number(`${left}.${right}`)]
        for (const text of [`${groups(digits, '.')},${right}`, `${groups(digits, ' ')},${right}`, `${digits},${right}`])
          expect([text, read(text)]).toEqual([text, number])
        const english = `${groups(digits, ',')}.${right}`
        expect([english, isTwoWay(english) || read(english)]).toEqual([english, isTwoWay(english) || number])
      }),
    )
  })

  it('[VA14.1] is in doubt exactly where the other notation reads another number', () => {
    const swapped = (text: string) => text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{0,5}[.,]\d{1,4}$/), (text) => {
        const [one, other] = [read(text), read(swapped(text))]
        expect([text, isTwoWay(text)]).toEqual([text, one !== other])
      }),
    )
    expect(isTwoWay('0,125')).toBe(false)
    expect(isTwoWay('1.234 €')).toBe(true)
  })

  it('[RI47.2] keeps all its digits, or is refused', () => {
    expect(read('0,1234567890123456789')).toBe('NUMBER_INEXACT')
    expect(read('9'.repeat(30))).toBe('NOT_A_NUMBER')
    expect(read('2,5', { whole: true })).toBe('NOT_A_COUNT')
  })
})
