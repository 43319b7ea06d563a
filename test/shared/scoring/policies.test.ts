import type { BandRule, Plan, Policy } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import {
  checkPolicy,
  compilePlan,
  DEFAULT_POLICY,
  explainScore,
  MASSA_CARRARA_2019,
  policyOf,
  SHIPPED_POLICIES,
} from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import {
  onceMeasure,
  anIndicator,
  aPlan,
  atMost,
  cell,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../support/scores'

const measures = ['A', 'B', 'C'].map((code) => onceMeasure(code))
const indicator = (code: string, formula: string, objective = 'O1', weight?: number) =>
  anIndicator(code, { formula, objective, ...(weight === undefined ? {} : { weight }) })

describe('absence by the policy', () => {
  const objective = { measures, indicators: [indicator('I1', 'A'), indicator('I2', 'B')] }
  const worth = (policy: Policy, today?: string) =>
    get(nodesOf(aPlan(objective), [cell('A', 10)], { policy, ...(today ? { today } : {}) }), 'objectives/O1')
      .achievement

  it('[SC15.2] missing in mid-year is left out', () => expect(worth(aPolicy())).toBe(1))

  it('[SC15.3] missing in mid-year counts as 0 by the policy', () => {
    expect(worth(aPolicy({ missing: 'zero' }))).toBe(0.5)
  })

  it('[SC16.3] missing at the close is left out by the policy', () => {
    expect([worth(aPolicy(), CLOSED), worth(aPolicy({ missingAtClose: 'left-out' }), CLOSED)]).toEqual([0.5, 1])
  })

  it('[SC15.4] what is not due yet is never 0 in mid-year', () => {
    const policy = aPolicy({ missing: 'zero' })
    expect(get(nodesOf(aPlan(objective), [], { policy, today: '2021-02-01' }), 'objectives/O1').achievement).toBeNull()
  })

  it('[SC17.3] 0 / 0 is not applicable, or met, or not met', () => {
    const zero = (zeroOverZero: Policy['zeroOverZero']) =>
      scoreOf(atMost(5), [cell('A', 0), cell('B', 0)], {
        measures,
        indicator: { formula: 'A / B' },
        policy: aPolicy({ zeroOverZero }),
      }).achievement
    expect([zero('not-applicable'), zero('met'), zero('not-met')]).toEqual([null, 1, 0])
  })
})

describe('what stands above, by the policy', () => {
  const plan = aPlan({
    measures,
    objectives: [strategic('S1'), operational('O1')],
    indicators: [indicator('I1', 'A', 'O1', 60), indicator('I2', 'B', 'O1', 40), indicator('I3', 'C', 'S1')],
  })
  const values = [cell('A', 10), cell('B', 5), cell('C', 2)]
  const worth = (policy: Policy, key = 'objectives/O1', of = values) =>
    get(nodesOf(plan, of, { policy }), key).achievement
  const combine = (how: 'mean' | 'sum' | 'worst' | 'share-met') =>
    aPolicy({ objectives: { combine: how, weights: 'printed' } })

  // 60 of 100 % and 40 of 50 %.
  it('[SC46.1] an objective is the mean of its indicators', () => expect(worth(combine('mean'))).toBe(0.8))

  it('[SC46.3] an objective is the worst of its indicators', () => expect(worth(combine('worst'))).toBe(0.5))

  it('[SC46.4] an objective is the share met of its indicators', () => expect(worth(combine('share-met'))).toBe(0.6))

  it('[SC46.2] an objective is the sum of its indicators, and shares nothing out again', () => {
    expect(worth(combine('sum'))).toBe(0.8)
    const only = [cell('A', 10)]
    expect([worth(combine('mean'), 'objectives/O1', only), worth(combine('sum'), 'objectives/O1', only)]).toEqual([
      1, 0.6,
    ])
  })

  it('[SC46.5] indicators by equal weights', () => {
    expect(worth(aPolicy({ indicatorWeights: 'equal' }))).toBe(0.75)
  })

  it('[SC21.3] any proportion of own indicators to operational objectives', () => {
    const own = (own: number, operational: number) =>
      worth(aPolicy({ strategic: { own, operational } }), 'objectives/S1')
    // The own indicator has 20 %, the operational objective 80 %.
    expect(own(60, 40)).toBeCloseTo(0.6 * 0.2 + 0.4 * 0.8, 12)
    expect(own(50, 50)).toBeCloseTo(0.5, 12)
    expect(own(0, 100)).toBeCloseTo(0.8, 12)
  })

  describe('areas', () => {
    const areas = [
      { code: 'AS1', title: 'Una', weight: 75, resources: [{ year: 2021, euro: 100 }] },
      { code: 'AS2', title: 'Due', weight: 25, resources: [{ year: 2021, euro: 900 }] },
    ]
    const two: Plan = aPlan({
      measures,
      areas,
      objectives: [strategic('S1'), strategic('S2', 'AS2')],
      indicators: [indicator('I1', 'A', 'S1'), indicator('I2', 'B', 'S2')],
    })
    const body = (weights: 'equal' | 'printed' | 'resources') =>
      get(nodesOf(two, values, { policy: aPolicy({ body: { combine: 'mean', weights } }) }), 'body/B').achievement

    it('[SC46.5] weigh the same', () => expect(body('equal')).toBe(0.75))

    it('[SC46.6] weigh what is printed', () => expect(body('printed')).toBe(0.875))

    it('[SC46.7] weigh their resources', () => expect(body('resources')).toBe(0.55))
  })

  it('[SC46.8] money per objective is earned without compensation', () => {
    const paid = aPlan({
      measures,
      objectives: [individual('P1', 'S', 3000), individual('P2', 'S', 1000)],
      sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 4000 }],
      indicators: [indicator('I1', 'A', 'P1'), indicator('I2', 'B', 'P2')],
    })
    const earned = (policy: Policy) => get(nodesOf(paid, [cell('B', 10)], { policy }), 'sheets/S').achievement
    expect([earned(aPolicy()), earned(aPolicy({ weights: 'money' }))]).toEqual([1, 0.25])
    // Without a value the larger objective earns nothing, and the smaller nothing more.
    expect(checkPlan({ ...paid, policies: [aPolicy({ weights: 'money' })], policy: 'prova' })).toEqual([])
  })
})

describe('bands, points and judgement', () => {
  const bands: readonly BandRule[] = [
    { code: 'ottimo', name: 'Ottimo', from: 0.9, edge: 'out', tone: 'good' },
    { code: 'buono', name: 'Buono', from: 0.7, edge: 'in', tone: 'fair' },
    { code: 'scarso', name: 'Scarso', from: 0, edge: 'in', tone: 'poor' },
  ]
  const plan = aPlan({
    measures,
    objectives: [individual('P1', 'S', 100), individual('P2', 'T', 100)],
    sheets: [
      { code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 },
      { code: 'T', title: 'Altra', person: 'bruno', unit: 'U2', weightTotal: 100 },
    ],
    indicators: [indicator('I1', 'A', 'P1'), indicator('I2', 'B', 'P2')],
  })
  const sheet = (policy: Policy, value: number) =>
    get(nodesOf(plan, [cell('A', value), cell('B', value)], { policy }), 'sheets/S')

  const banded = aPolicy({
    bands,
    unitBands: [{ unit: 'U2', bands: bands.map((band) => ({ ...band, edge: 'in' as const })) }],
  })

  it('[SC28.4] each side of an edge as the policy says', () => {
    expect([10, 9, 7, 6].map((value) => sheet(banded, value).band?.name)).toEqual([
      'Ottimo',
      'Buono',
      'Buono',
      'Scarso',
    ])
  })

  it('[SC28.5] other thresholds for a unit', () => {
    const nodes = nodesOf(plan, [cell('A', 9), cell('B', 9)], { policy: banded })
    expect([get(nodes, 'sheets/S').band?.code, get(nodes, 'sheets/T').band?.code]).toEqual(['buono', 'ottimo'])
  })

  const pointed = aPolicy({
    points: [
      { from: 0.9, least: 28, most: 30 },
      { from: 0.6, least: 18, most: 27 },
      { from: 0, least: 0, most: 0 },
    ],
  })

  it('[SC49.2] inside a step the evaluator picks', () => {
    expect(sheet(pointed, 8).points).toEqual({ least: 18, most: 27 })
  })

  it('[SC49.1] a table turns the achievement of a sheet into points', () => {
    expect([10, 9, 6, 5].map((value) => sheet(pointed, value).points?.least)).toEqual([28, 28, 18, 0])
    expect(sheet(aPolicy(), 10).points).toBeNull()
  })

  describe('a score by hand', () => {
    const judgements = [
      {
        about: 'indicators/I1',
        year: 2021,
        score: 80,
        reason: 'Evento non imputabile',
        by: 'OIV',
        approvedBy: 'SG',
        at: '2021-09-05T10:00:00.000Z',
      },
    ]
    const judged = (judgement: Policy['judgement'], values = [cell('A', 5)]) =>
      nodesOf({ ...plan, judgements }, values, { policy: aPolicy({ judgement }) })
    const overridden = get(judged('override'), 'indicators/I1')

    it('[SC50.5] counts for nothing where the policy allows none', () => {
      expect(get(judged('none'), 'indicators/I1')).toMatchObject({ achievement: 0.5, manual: null, rule: 'SC10' })
    })

    it('[SC50.6] of what stands on no sheet counts only where the policy lets everything be judged', () => {
      const ofBody = { ...aPlan({ measures }), judgements }
      const scoreBy = (judged: Policy['judged']) =>
        get(nodesOf(ofBody, [cell('A', 5)], { policy: aPolicy({ judgement: 'override', judged }) }), 'indicators/I1')
      expect(scoreBy('everything').achievement).toBe(0.8)
      expect(scoreBy('sheets')).toMatchObject({ achievement: 0.5, manual: null })
    })

    it('[SC50.1] stands where there is none', () => {
      expect(get(judged('where-missing'), 'indicators/I1')).toMatchObject({ achievement: 0.5, manual: null })
      expect(get(judged('where-missing', []), 'indicators/I1')).toMatchObject({
        achievement: 0.8,
        manual: { instead: null },
      })
    })

    it('[SC50.2] stands in place of any', () => {
      expect(overridden).toMatchObject({ achievement: 0.8, rule: 'SC50' })
      expect(get(judged('override'), 'sheets/S').achievement).toBe(0.8)
    })

    it('[SC50.3] shows as such with its reason', () => {
      expect(overridden).toMatchObject({ manual: { reason: 'Evento non imputabile' } })
      expect(explainScore(overridden)).toContain('dato dal valutatore (OIV, 05/09/2021): «Evento non imputabile»')
    })

    it('[SC50.4] shows what the rules gave', () => {
      expect(overridden).toMatchObject({ manual: { instead: 0.5 } })
      expect(explainScore(overridden)).toContain('; le regole davano 50,00 %')
    })
  })
})

describe('a policy is data', () => {
  it('[SC51.7] those that are shipped are sound, and say where they come from', () => {
    expect(SHIPPED_POLICIES.flatMap(checkPolicy)).toEqual([])
    // "40% ... obiettivi operativi", "60% ... indicatori", "10%", "50%", "assolutamente non raggiunti": section 4 of the plan 2019.
    expect(MASSA_CARRARA_2019.strategic).toEqual({ own: 60, operational: 40 })
    expect(MASSA_CARRARA_2019.bands.map(({ from }) => from)).toEqual([0.9, 0.5, 0])
    expect(MASSA_CARRARA_2019.bands.at(-1)?.name).toBe('assolutamente non raggiunto')
    expect(MASSA_CARRARA_2019.source).toContain('sezione 4')
  })

  // What a user writes: four flat steps, straight lines, nothing for what is missing, own bands.
  const mine: Policy = {
    ...DEFAULT_POLICY,
    code: 'mia',
    version: 3,
    title: 'Regole della casa',
    shrinks: 'linear',
    cap: 1.2,
    steps: [
      { from: 1.1, worth: 1 },
      { from: 1, worth: 0.75 },
      { from: 0.7, worth: 0.5 },
      { from: 0, worth: 0.25 },
    ],
    missing: 'zero',
    bands: [
      { code: 'alto', name: 'Alto', from: 0.7, edge: 'in', tone: 'good' },
      { code: 'basso', name: 'Basso', from: 0, edge: 'in', tone: 'poor' },
    ],
  }
  const plan = aPlan({ policies: [mine], policyYears: [{ year: 2022, policy: 'mia' }], measures })

  it('[SC51.6] a third one, written by a user into the plan file, is used in its year', () => {
    expect(checkPlan(plan)).toEqual([])
    expect([policyOf(plan, 2021).code, policyOf(plan, 2022).code]).toEqual(['default', 'mia'])
    expect(compilePlan(plan, 2022).policy).toMatchObject({ code: 'mia', version: 3 })
    const worth = (value: number) => scoreOf(atMost(10), [cell('A', value)], { policy: mine }).achievement
    // 2 - 9 / 10 = 1.1; 2 - 10 / 10; 2 - 13 / 10 = 0.7; 2 - 20 / 10 = 0.
    expect([9, 10, 13, 20].map(worth)).toEqual([1, 0.75, 0.5, 0.25])
  })

  const refused = (changes: Partial<Policy>, key: string) => {
    const faults = checkPolicy({ ...mine, ...changes })
    expect(faults.map((fault) => fault.key)).toContain(key)
    expect(checkPlan({ ...plan, policies: [{ ...mine, ...changes }] }).map(({ path }) => path.join('.'))).toContain(
      `policies.0.${key}`,
    )
  }

  it.each<[Partial<Policy>, string]>([
    [{ bands: [] }, 'bands'],
    [{ bands: [...mine.bands].reverse() }, 'bands'],
    [{ bands: mine.bands.map((band) => ({ ...band, code: 'x' })) }, 'bands'],
    [{ bands: mine.bands.slice(0, 1) }, 'bands'],
    [{ unitBands: [{ unit: 'U1', bands: [] }] }, 'unitBands'],
    [{ steps: [{ from: 1, worth: 0.5 }] }, 'steps'],
  ])('[SC51.1] %j is refused', refused)

  it.each<[Partial<Policy>, string]>([
    [
      {
        steps: [
          { from: 1, worth: 0.5 },
          { from: 0, worth: 0.6 },
        ],
      },
      'steps',
    ],
    [{ points: [{ from: 0, least: 3, most: 2 }] }, 'points'],
  ])('[SC51.2] %j is refused', refused)

  it.each<[Partial<Policy>, string]>([
    [{ progress: { shares: [0.5, 0.3, 1], lateFrom: 0.5 } }, 'progress'],
    [{ progress: { shares: [0.3, 0.5], lateFrom: 0.5 } }, 'progress'],
  ])('[SC51.3] %j is refused', refused)

  it('[SC51.4] a strategic objective made of nothing is refused', () =>
    refused({ strategic: { own: 0, operational: 0 } }, 'strategic'))

  it('[SC51.5] a policy that nobody knows is a fault', () => {
    expect(checkPlan(aPlan({ policy: 'nessuna', measures })).map(({ code }) => code)).toEqual(['UNKNOWN_POLICY'])
  })
})
