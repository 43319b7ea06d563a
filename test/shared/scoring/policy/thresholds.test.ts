import type { NumberTarget, Target } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { achieveNumber, checkPolicy } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, cell, onceMeasure } from '../../../support/scoring'
import { aPolicy, scoreOf } from '../../../support/scores'

const policyOf = (inside: 'flat' | 'proportional') =>
  aPolicy({ cap: 1.5, thresholds: { least: 0.5, excellent: 1.2, inside } })
const grows = { type: 'at-least', least: 80, value: 100, excellent: 120 } as const
const shrinks = { type: 'at-most', least: 30, value: 20, excellent: 10 } as const
const worths = (target: NumberTarget, values: readonly number[], inside: 'flat' | 'proportional') =>
  values.map((value) => Math.round(achieveNumber(value, target, policyOf(inside)).achievement * 1e9) / 1e9)

describe('a target with thresholds of its own', () => {
  it('[SC97.1] is worth what the last one reached is', () => {
    expect(worths(grows, [79, 80, 99, 100, 119, 120, 500], 'flat')).toEqual([0, 0.5, 0.5, 1, 1, 1.2, 1.2])
    expect(worths(shrinks, [31, 30, 21, 20, 11, 10, 0], 'flat')).toEqual([0, 0.5, 0.5, 1, 1, 1.2, 1.2])
    const { excellent: _, ...without } = grows
    expect(worths(without, [79, 80, 100, 500], 'flat')).toEqual([0, 0.5, 1, 1])
  })

  it('[SC97.2] is worth what lies between two of them, in proportion', () => {
    expect(worths(grows, [79, 80, 90, 100, 110, 120, 500], 'proportional')).toEqual([0, 0.5, 0.75, 1, 1.1, 1.2, 1.2])
    expect(worths(shrinks, [31, 30, 25, 20, 15, 10], 'proportional')).toEqual([0, 0.5, 0.75, 1, 1.1, 1.2])
  })

  it('[SC97.1] goes through the score, and counts for nothing where the policy gives them no worth', () => {
    const target: Target = { year: 2021, printed: '>= 10', ...grows, least: 8, value: 10, excellent: 12 }
    const worth = (policy = policyOf('flat')) => scoreOf(target, [cell('A', 9)], { policy })
    expect(worth()).toMatchObject({ achievement: 0.5, rule: 'SC97' })
    expect(worth(aPolicy())).toMatchObject({ achievement: 0.9, rule: 'SC10' })
  })

  it('[SC97.3] is never worth less for a value that is further on the way', () => {
    const number = fc.integer({ min: -200, max: 200 })
    fc.assert(
      fc.property(
        fc.uniqueArray(number, { minLength: 3, maxLength: 3 }),
        fc.double({ min: -300, max: 300, noNaN: true }),
        fc.double({ min: -300, max: 300, noNaN: true }),
        fc.constantFrom('flat' as const, 'proportional' as const),
        fc.constantFrom('at-least' as const, 'more-than' as const, 'at-most' as const, 'less-than' as const),
        (marks, a, b, inside, type) => {
          const isUp = type === 'at-least' || type === 'more-than'
          const [least, value, excellent] = [...marks].sort((x, y) => (isUp ? x - y : y - x)) as [
            number,
            number,
            number,
          ]
          const [behind, ahead] = a < b === isUp ? [a, b] : [b, a]
          const worth = (of: number) =>
            achieveNumber(of, { type, least, value, excellent }, policyOf(inside)).achievement
          return worth(behind) <= worth(ahead) + 1e-9
        },
      ),
    )
  })

  it('[SC97.4] has them in their order, and they are worth more and more', () => {
    const faults = (rule: object) => {
      const target = { year: 2021, printed: 'x', ...rule } as Target
      const plan = aPlan({ measures: [onceMeasure('A')], indicators: [anIndicator('I1', { targets: [target] })] })
      return checkPlan(plan).map(({ code, params }) => `${code} ${params?.['kind']}`)
    }
    expect([faults(grows), faults(shrinks)]).toEqual([[], []])
    const wrong = ['TARGET thresholds']
    expect(faults({ ...grows, least: 100 })).toEqual(wrong)
    expect(faults({ ...grows, excellent: 90 })).toEqual(wrong)
    expect(faults({ ...shrinks, least: 15 })).toEqual(wrong)
    expect(faults({ ...grows, type: 'equals' })).toEqual(wrong)
    const worth = (excellent: number) =>
      checkPolicy(aPolicy({ cap: 1.1, thresholds: { least: 0.5, excellent, inside: 'flat' } })).map(
        ({ said }) => said.kind,
      )
    expect([worth(0.9), worth(1), worth(1.1), worth(1.2)]).toEqual([['thresholds'], [], [], ['thresholds']])
  })
})
