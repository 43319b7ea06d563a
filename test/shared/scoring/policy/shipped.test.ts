import { checkPlan } from '@traguardo/shared/plans'
import { checkPolicy, compilePlan, SHIPPED_POLICIES } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan, atLeast, atMost, byDate, cell, onceMeasure } from '../../../support/scoring'
import { CLOSED, scoreOf } from '../../../support/scores'

const of = (code: string) => SHIPPED_POLICIES.find((one) => one.code === code) ?? expect.fail(code)

/** Five results under a policy, at the close: at least 10, at most 10, a day, one missed, one that is not applicable. */
function results(code: string): readonly (number | null)[] {
  const policy = of(code)
  const worth = (
    target: Parameters<typeof scoreOf>[0],
    value: Parameters<typeof cell>[1],
    kind: 'count' | 'date' = 'count',
  ) =>
    scoreOf(target, [cell('A', value)], { policy, measures: [onceMeasure('A', { kind })], today: CLOSED }).achievement
  return [
    worth(atLeast(10), 9),
    worth(atMost(10), 12.5),
    worth(byDate('2021-06-30'), '2021-07-10', 'date'),
    worth(atLeast(10), 2),
    worth(atLeast(10), { type: 'not-applicable' }),
  ].map((one) => (one === null ? null : Math.round(one * 1e9) / 1e9))
}

describe('the policies that are shipped', () => {
  it('[SC92.1] are sound, each with a title and where it comes from', () => {
    expect(SHIPPED_POLICIES.map(({ code }) => code)).toEqual([
      ...['default', 'cciaa-ms-2019', 'cciaa-ms-2021', 'cciaa-mt-2020', 'isr-2018'],
      ...['lineare', 'raggiunto-o-no', 'quattro-soglie', 'soglia-atteso-eccellente'],
    ])
    for (const policy of SHIPPED_POLICIES) {
      expect([policy.code, checkPolicy(policy)]).toEqual([policy.code, []])
      expect(policy.title).not.toBe('')
    }
    const without = SHIPPED_POLICIES.filter(({ source = '' }) => source.length < 20)
    expect(without.map(({ code }) => code)).toEqual(['default'])
  })

  it.each<[string, readonly (number | null)[]]>([
    ['cciaa-ms-2019', [0.9, 0.8, 0, 0.2, null]],
    ['cciaa-ms-2021', [0.9, 0.8, 0, 0.2, null]],
    ['cciaa-mt-2020', [0.9, 0.8, 0, 0.2, null]],
    ['isr-2018', [0.9, 0.8, 0, 0.2, null]],
    ['lineare', [0.9, 0.75, 0, 0.2, null]],
    ['raggiunto-o-no', [0, 0, 0, 0, null]],
    ['quattro-soglie', [0.75, 0.75, 0, 0, null]],
    ['soglia-atteso-eccellente', [0.8, 0.6, 0, 0, null]],
  ])('[SC92.2] five results under %s', (code, expected) => expect(results(code)).toEqual(expected))

  it('[SC92.3] name the bands as the documents do', () => {
    const bandOf = (code: string, value: number) =>
      scoreOf(atLeast(10), [cell('A', value)], { policy: of(code), today: CLOSED }).band?.name
    expect([10, 9, 5, 4].map((value) => bandOf('cciaa-ms-2019', value))).toEqual([
      ...['raggiunto', 'raggiunto', 'parzialmente raggiunto', 'assolutamente non raggiunto'],
    ])
    expect([10, 9.99].map((value) => bandOf('isr-2018', value))).toEqual(['realizzato', 'non realizzato'])
    expect([12, 11, 9, 7].map((value) => bandOf('soglia-atteso-eccellente', value))).toEqual([
      ...['eccellente', 'atteso', 'sopra la soglia', 'sotto la soglia'],
    ])
  })

  it('[SC92.4] can be followed by their code alone', () => {
    for (const policy of SHIPPED_POLICIES) {
      const plan = aPlan({ policy: policy.code })
      expect(checkPlan(plan)).toEqual([])
      expect(compilePlan(plan, 2021).policy).toBe(policy)
    }
  })
})
