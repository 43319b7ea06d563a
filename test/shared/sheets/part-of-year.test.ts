import { addDays, daysBetween } from '@traguardo/shared/calendar'
import { type HolderDays, holderOn } from '@traguardo/shared/people'
import { DEFAULT_POLICY } from '@traguardo/shared/scoring'
import { countedPart, proRata } from '@traguardo/shared/sheets'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const byDays = { ...DEFAULT_POLICY, partYear: 'days' } as const
const year = fc.constantFrom(2023, 2024)
/** Days of a year and of those beside it, by their number. */
const marks = fc.uniqueArray(fc.integer({ min: -400, max: 800 }), { minLength: 1, maxLength: 8 })
const dayAt = (of: number, at: number) => addDays(`${of}-01-01`, at)
const part = (days: HolderDays, of: number) => countedPart(byDays, days, of) ?? expect.fail()
const sum = (parts: readonly { readonly held: number }[]) => parts.reduce((all, { held }) => all + held, 0)

/** Holders who follow each other without a day between them, from ever to for ever. */
function following(of: number, at: readonly number[]): readonly HolderDays[] {
  const begins = [...at].sort((a, b) => a - b).map((mark) => dayAt(of, mark))
  return [null, ...begins].map((from, index) => {
    const next = begins[index]
    return { from, to: next === undefined ? null : addDays(next, -1) }
  })
}

describe('the part of a year of whoever holds a position for some of its days', () => {
  it('[RI75.1] with the parts of the others, sums to the whole where one follows the other, and so does what counts', () => {
    fc.assert(
      fc.property(year, marks, fc.double({ min: 0, max: 1.5, noNaN: true }), (of, at, achievement) => {
        const parts = following(of, at).map((days) => part(days, of))
        expect(parts.every((one) => one.held >= 0 && one.of === daysBetween(`${of}-01-01`, `${of + 1}-01-01`))).toBe(
          true,
        )
        expect(sum(parts)).toBe(parts[0]?.of)
        const counted = parts.reduce((all, one) => all + (proRata(achievement, one) ?? 0), 0)
        expect(counted).toBeCloseTo(achievement, 10)
      }),
    )
  })

  it('[RI75.2] has each day once, and a day that nobody holds in nobody’s', () => {
    fc.assert(
      fc.property(year, marks, fc.integer({ min: 0, max: 127 }), (of, at, there) => {
        const holders = following(of, at).filter((_, index) => Math.floor(there / 2 ** index) % 2 === 1)
        const days = Array.from({ length: part({ from: null, to: null }, of).of }, (_, index) => dayAt(of, index))
        expect(sum(holders.map((one) => part(one, of)))).toBe(days.filter((day) => holderOn(holders, day)).length)
      }),
    )
  })

  it('[RI75.1] counts the first day and the last, in a leap year too', () => {
    expect(part({ from: '2023-01-01', to: '2023-01-01' }, 2023)).toEqual({ held: 1, of: 365 })
    expect(part({ from: '2024-02-29', to: null }, 2024)).toEqual({ held: 307, of: 366 })
    expect(part({ from: null, to: '2022-12-31' }, 2023).held).toBe(0)
    expect(proRata(0.8, { held: 73, of: 365 })).toBeCloseTo(0.16, 12)
    expect(proRata(null, { held: 73, of: 365 })).toBeNull()
  })

  it('[RI75.3] is not shared out where the policy says nothing', () => {
    expect(countedPart(DEFAULT_POLICY, { from: '2023-07-01', to: null }, 2023)).toBeNull()
  })
})
