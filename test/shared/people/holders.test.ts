import { type HolderDays, holderOn, holdsOn, shareADay } from '@traguardo/shared/people'
import { addDays } from '@traguardo/shared/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const BEGIN = '2021-01-01'
const DAYS = 60
const dayAt = (at: number) => addDays(BEGIN, at)
const everyDay = Array.from({ length: DAYS }, (_, at) => dayAt(at))
const bound = fc.option(fc.integer({ min: 5, max: DAYS - 5 }), { nil: null })
const span: fc.Arbitrary<HolderDays> = fc
  .tuple(bound, bound)
  .map(([a, b]) => (a !== null && b !== null && a > b ? [b, a] : [a, b]))
  .map(([a, b]) => ({
    from: a === null || a === undefined ? null : dayAt(a),
    to: b === null || b === undefined ? null : dayAt(b),
  }))

describe('who holds a position', () => {
  it('[RI61.1] holds it from the first day to the last, both included', () => {
    const days = { from: '2021-03-01', to: '2021-03-31' }
    const held = ['2021-02-28', '2021-03-01', '2021-03-31', '2021-04-01'].map((day) => holdsOn(days, day))
    expect(held).toEqual([false, true, true, false])
    expect(holdsOn({ from: null, to: null }, '1999-01-01')).toBe(true)
  })

  it('[RI61.2] two share a day exactly where there is a day that both hold', () => {
    fc.assert(
      fc.property(span, span, (one, other) => {
        const isThere = everyDay.some((day) => holdsOn(one, day) && holdsOn(other, day))
        expect(shareADay(one, other)).toBe(isThere)
        expect(shareADay(other, one)).toBe(isThere)
      }),
    )
  })

  it('[RI61.2] of holders who share no day there is one at most on each, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), fc.integer({ min: 0, max: DAYS - 1 }), (spans, at) => {
        const apart: HolderDays[] = []
        for (const one of spans) if (!apart.some((other) => shareADay(one, other))) apart.push(one)
        const day = dayAt(at)
        const holding = apart.filter((one) => holdsOn(one, day))
        expect(holding.length).toBeLessThan(2)
        expect(holderOn([...apart].reverse(), day)).toBe(holding[0] ?? null)
      }),
    )
  })
})
