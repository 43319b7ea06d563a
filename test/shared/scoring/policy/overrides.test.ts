import type { Plan, Policy, Target } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { checkPolicy, explainScore, policyInPlan } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, atLeast, cell, individual, onceMeasure } from '../../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../../support/scores'

type Override = NonNullable<Policy['overrides']>[number]

/** One indicator on each level, all 9 against at least 10; the sheet S is of a manager, T of a controller. */
const plan = aPlan({
  measures: [onceMeasure('A')],
  objectives: [...aPlan().objectives, individual('P1', 'S', 100), individual('P2', 'T', 100)],
  sheets: [
    { code: 'S', title: 'Dirigente', person: 'sg', unit: 'U1', weightTotal: 100 },
    { code: 'T', title: 'Controllo', person: 'cdg', unit: 'U1', weightTotal: 100 },
  ],
  indicators: [
    anIndicator('strategico', { objective: 'S1' }),
    anIndicator('operativo'),
    anIndicator('dirigente', { objective: 'P1' }),
    anIndicator('controllo', { objective: 'P2' }),
  ],
})
const CODES = ['strategico', 'operativo', 'dirigente', 'controllo'] as const
const under = (...overrides: readonly Override[]) =>
  nodesOf(plan, [cell('A', 9)], { policy: aPolicy({ overrides }), today: CLOSED })
const worths = (...overrides: readonly Override[]) => {
  const nodes = under(...overrides)
  return CODES.map((code) => get(nodes, `indicators/${code}`).achievement)
}
const met = { grows: 'met-or-not' } as const

describe('other settings for some', () => {
  it('[SC95.1] hold for a level, for the sheets of a role, for named indicators, and where all of it fits', () => {
    expect(worths({ of: { level: 'operational' }, ...met })).toEqual([0.9, 0, 0.9, 0.9])
    expect(worths({ of: { level: 'individual' }, ...met })).toEqual([0.9, 0.9, 0, 0])
    expect(worths({ of: { role: 'manager' }, ...met })).toEqual([0.9, 0.9, 0, 0.9])
    expect(worths({ of: { indicators: ['strategico', 'controllo'] }, ...met })).toEqual([0, 0.9, 0.9, 0])
    expect(worths({ of: { role: 'manager', indicators: ['controllo'] }, ...met })).toEqual([0.9, 0.9, 0.9, 0.9])
  })

  it('[SC95.2] of two the later one counts, each for what it says', () => {
    const steps = [
      { from: 0.9, worth: 0.75 },
      { from: 0, worth: 0 },
    ]
    const [, operational] = worths(
      { of: { level: 'operational' }, ...met },
      { of: { indicators: ['operativo'] }, grows: 'ratio', steps },
    )
    expect(operational).toBe(0.75)
    expect(
      worths({ of: { indicators: ['operativo'] }, grows: 'ratio', steps }, { of: { level: 'operational' }, ...met })[1],
    ).toBe(0)
  })

  it('[SC95.3] and where none holds the policy does', () => expect(worths()).toEqual([0.9, 0.9, 0.9, 0.9]))

  it('[SC95.1] they hold for what no number target judges too: a day, a level, zero over zero', () => {
    const late = { dates: { graceDays: 30, lossPerDay: 1 } }
    const onDay = (overrides: readonly Override[]) =>
      scoreOf({ year: 2021, printed: 'x', type: 'by-date', date: '2021-06-30' }, [cell('A', '2021-07-10')], {
        measures: [onceMeasure('A', { kind: 'date' })],
        policy: aPolicy({ overrides }),
      }).achievement
    expect([
      onDay([]),
      onDay([{ of: { level: 'operational' }, ...late }]),
      onDay([{ of: { level: 'strategic' }, ...late }]),
    ]).toEqual([0, 1, 0])
  })

  it('[SC95.5] bands of a level name its results alone', () => {
    const bands = [
      { code: 'pieno', name: 'pieno', from: 0.95, edge: 'in', tone: 'good' },
      { code: 'scarso', name: 'scarso', from: 0, edge: 'in', tone: 'poor' },
    ] as const
    const nodes = under({ of: { level: 'sheet' }, bands }, { of: { level: 'body' }, bands })
    const named = ['body/B', 'areas/AS1', 'sheets/S', 'indicators/dirigente'].map((key) => get(nodes, key).band?.name)
    expect(named).toEqual(['scarso', 'raggiunto', 'scarso', 'raggiunto'])
    const manager = under({ of: { level: 'sheet', role: 'manager' }, bands })
    expect(['sheets/S', 'sheets/T'].map((key) => get(manager, key).band?.name)).toEqual(['scarso', 'raggiunto'])
  })

  it('[SC95.4] that hold for nobody, say nothing, name what is not there or make a faulty policy are refused', () => {
    const kinds = (...overrides: readonly Override[]) =>
      checkPolicy(aPolicy({ overrides })).map(({ key, said }) => `${key} ${said.kind}`)
    expect(kinds({ of: {}, ...met })).toEqual(['overrides override-empty'])
    expect(kinds({ of: { level: 'sheet' } })).toEqual(['overrides override-nothing'])
    expect(kinds({ of: { level: 'sheet' }, dates: { graceDays: 0, lossPerDay: 0 } })).toEqual(['overrides dates-free'])
    expect(kinds({ of: { level: 'sheet' }, ...met })).toEqual([])
    const named = aPolicy({ overrides: [{ of: { indicators: ['operativo', 'altro'] }, ...met }] })
    expect(policyInPlan(named, plan).map(({ said }) => said)).toEqual([
      { kind: 'override-unknown', at: 1, indicator: 'altro' },
    ])
  })
})

describe('no target for the year', () => {
  const before: readonly Target[] = [
    { ...atLeast(20, 2019), printed: '>= 20' },
    { ...atLeast(18, 2020), printed: '>= 18' },
    { year: 2020, printed: 'x', type: 'first-year' },
  ]
  const without = (noTarget: NonNullable<Policy['noTarget']>, targets: readonly Target[] = []) =>
    scoreOf(null, [cell('A', 9)], { indicator: { targets }, policy: aPolicy({ noTarget }) })

  it('[SC96.1] is worth 0, and counts in what stands above', () => {
    expect(without('zero')).toMatchObject({ achievement: 0, absence: { type: 'no-target' }, rule: 'SC96' })
    expect(without('left-out')).toMatchObject({ achievement: null, rule: 'SC14' })
    const two = aPlan({
      measures: [onceMeasure('A')],
      indicators: [anIndicator('I1', { targets: [] }), anIndicator('I2')],
    })
    const above = (noTarget: NonNullable<Policy['noTarget']>) =>
      get(nodesOf(two, [cell('A', 10)], { policy: aPolicy({ noTarget }) }), 'objectives/O1').achievement
    expect([above('zero'), above('left-out')]).toEqual([0.5, 1])
  })

  it('[SC96.2] is judged by the last one before that is a number', () => {
    expect(without('last-year', before)).toMatchObject({ achievement: 0.5, rule: 'SC10' })
    expect(without('last-year', []).achievement).toBeNull()
    expect(without('left-out', before).achievement).toBeNull()
  })

  it('[SC96.3] says of which year the target is', () => {
    const lent = without('last-year', before)
    expect(explainScore(lent)).toContain("obiettivo >= 18 (del 2020, perché quest'anno non ne ha): ")
    expect(explainScore(lent, 'en')).toContain('target >= 18 (of 2020, since this year has none): ')
    expect(explainScore(without('last-year', [...before, atLeast(9, 2021)]))).not.toContain('2021')
  })
})

describe('a little off an "exactly" target', () => {
  it('[SC98.1] meets it as far as the policy says, on each side', () => {
    const policy = aPolicy({ equals: 'met-or-not', equalsWithin: { under: 0.1, over: 0 } })
    const worth = (value: number, wanted = 10) =>
      scoreOf({ year: 2021, printed: `= ${wanted}`, type: 'equals', value: wanted }, [cell('A', value)], { policy })
        .achievement
    expect([8.9, 9, 10, 10.1].map((value) => worth(value))).toEqual([0, 1, 1, 0])
    expect([-9, -11].map((value) => worth(value, -10))).toEqual([0, 1])
  })
})

describe('the plan with all of it', () => {
  it('[SC95.4] is sound', () => {
    const policy = aPolicy({
      cap: 1.2,
      noTarget: 'zero',
      equalsWithin: { under: 0.05, over: 0.1 },
      thresholds: { least: 0.5, excellent: 1.2, inside: 'flat' },
      overrides: [{ of: { level: 'sheet', role: 'manager' }, bands: aPolicy().bands }],
    })
    const whole: Plan = { ...plan, policy: 'prova', policies: [policy] }
    expect(checkPlan(whole)).toEqual([])
  })
})
