import type { Policy } from '@traguardo/shared/model'
import { checkPolicy } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepped } from '../../../../shared/src/scoring/achieve'
import { aPolicy } from '../../../support/scores'

type Steps = NonNullable<Policy['steps']>

const of = (steps: Steps, cap = 1) =>
  aPolicy({ cap, steps, bands: [{ code: 'a', name: 'A', from: 0, edge: 'in', tone: 'good' }] })

/** Steps that fall, each flat or rising up to what the one above is worth at its beginning. */
const chanceSteps = fc
  .array(
    fc.record({
      wide: fc.integer({ min: 1, max: 30 }),
      rise: fc.integer({ min: 1, max: 20 }),
      slope: fc.integer({ min: 0, max: 20 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => {
    let [from, worth] = [0, 0]
    const steps = parts.map(({ wide, rise, slope }) => {
      const step = { from: from / 100, worth: worth / 100, to: (worth + slope) / 100 }
      from += wide
      worth += slope + rise
      return step
    })
    return of(steps.reverse(), 3)
  })

describe('steps of a policy', () => {
  const sloped = of(
    [
      { from: 1, worth: 1, to: 1.2 },
      { from: 0.8, worth: 0.6, to: 1 },
      { from: 0, worth: 0 },
    ],
    1.2,
  )

  it('[SC91.1] inside a step the worth rises in proportion between its ends', () => {
    const worth = [0, 0.79, 0.8, 0.85, 0.9, 0.999999, 1, 1.1, 1.2].map(
      (one) => Math.round(stepped(one, sloped) * 1e6) / 1e6,
    )
    expect(worth).toEqual([0, 0, 0.6, 0.7, 0.8, 0.999998, 1, 1.1, 1.2])
    expect(stepped(0.8 - 1e-15, sloped)).toBe(0.6)
    expect(checkPolicy(sloped)).toEqual([])
  })

  it('[SC91.1] a step that ends above where the next begins, or falls inside, is refused', () => {
    const ends = (to: number) =>
      checkPolicy(
        of([
          { from: 0.8, worth: 0.6 },
          { from: 0, worth: 0.2, to },
        ]),
      ).map(({ said }) => said.kind)
    expect([ends(0.6), ends(0.61), ends(0.1)]).toEqual([[], ['steps-worth'], ['steps-worth']])
  })

  it('[SC91.2] more is never worth less', () => {
    fc.assert(
      fc.property(
        chanceSteps,
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (policy, a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)]
          return (
            checkPolicy(policy).every(({ key }) => key !== 'steps') &&
            stepped(less, policy) <= stepped(more, policy) + 1e-9
          )
        },
      ),
    )
  })
})
