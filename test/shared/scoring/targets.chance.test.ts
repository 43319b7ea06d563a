import { achieveNumber } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../../support/scores'

describe('properties', () => {
  const policies = fc.record({
    grows: fc.constantFrom('ratio', 'met-or-not', 'from-baseline' as const),
    shrinks: fc.constantFrom('ratio', 'linear', 'met-or-not', 'from-baseline' as const),
    cap: fc.constantFrom(1, 1.2, 2),
  })
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const start = fc.option(number)
  const types = fc.constantFrom('at-least', 'more-than', 'at-most', 'less-than' as const)

  it('[SC30.1] [SC30.2] [SC31] by any policy a better value is never worth less, and nothing more than the cap', () => {
    fc.assert(
      fc.property(policies, types, number, start, number, number, (changes, type, wanted, baseline, one, other) => {
        const policy = aPolicy(changes)
        const [low, high] = one < other ? [one, other] : [other, one]
        const worth = (value: number) => achieveNumber(value, { type, value: wanted }, policy, baseline).achievement
        const [better, worse] = type === 'at-least' || type === 'more-than' ? [high, low] : [low, high]
        expect(worth(better)).toBeGreaterThanOrEqual(worth(worse))
        for (const value of [low, high]) {
          expect(worth(value)).toBeGreaterThanOrEqual(0)
          expect(worth(value)).toBeLessThanOrEqual(policy.cap)
        }
      }),
      { numRuns: sampleOf(20_000) },
    )
  })
})
