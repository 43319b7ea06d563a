import type { CellValue, Indicator, Measure, Plan, Policy, Target } from '@traguardo/shared/model'
import { explainScore } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  byDate,
  cell,
  operational,
  strategic,
} from '../../support/scoring'
import { aPolicy, CLOSED, get, MID_YEAR, nodesOf, scoreOf } from '../../support/scores'

const none = { type: 'not-applicable' } as const
const both = { by: 'units', units: ['U1', 'U2'] } as const
const year = (...numbers: readonly (number | null)[]): readonly CellValue[] =>
  numbers.flatMap((number, at) => (number === null ? [] : [cell('A', number, { period: at + 1 })]))

describe('what is due of a measure', () => {
  const covered = (measure: Partial<Measure>, values: readonly CellValue[], today = CLOSED, plan: Partial<Plan> = {}) =>
    scoreOf(atLeast(10), values, { measures: [aMeasure('A', measure)], today, plan }).coverage

  it.each(['sum', 'mean', 'max'] as const)('[SC62.1] of a %s each period', (aggregation) => {
    expect(covered({ aggregation }, year(4))).toBe(1 / 3)
    expect(covered({ aggregation }, year(4, null, 5))).toBe(2 / 3)
    expect(covered({ aggregation }, year(4, 8, 5))).toBe(1)
  })

  it('[SC62.2] of a last value the last period', () => {
    expect(covered({ aggregation: 'last' }, year(4, 5))).toBe(0)
    expect(covered({ aggregation: 'last' }, year(null, null, 5))).toBe(1)
    expect(covered({ aggregation: 'last' }, year(4, 5), MID_YEAR)).toBe(1)
    expect(covered({ aggregation: 'last' }, year(4), MID_YEAR)).toBe(0)
    // Brought before its time, it is later than the one that is due.
    expect(covered({ aggregation: 'last' }, year(null, null, 5), MID_YEAR)).toBe(1)
  })

  it('[SC62.3] a date once, in whatever period', () => {
    const date = (period: number) => [cell('A', '2021-04-20', { period })]
    const worth = (values: readonly CellValue[]) =>
      scoreOf(byDate('2021-04-30'), values, { measures: [aMeasure('A', { kind: 'date' })], today: CLOSED }).coverage
    expect([worth(date(1)), worth(date(3)), worth([])]).toEqual([1, 1, 0])
  })

  it('[SC62.3] a date of which the latest counts in each period: a later one may be to come', () => {
    const dates = (...periods: number[]) => periods.map((period) => cell('A', `2021-0${period}-20`, { period }))
    const worth = (values: readonly CellValue[]) => {
      const measures = [aMeasure('A', { kind: 'date', aggregation: 'max' })]
      const { coverage, achievement } = scoreOf(byDate('2021-02-28'), values, { measures, today: CLOSED })
      return [coverage, achievement]
    }
    expect([worth(dates(1)), worth(dates(1, 2)), worth(dates(1, 2, 3))]).toEqual([
      [1 / 3, 0],
      [2 / 3, 0],
      [1, 0],
    ])
  })

  it('[SC62.4] in the periods that it names and in no other', () => {
    expect(covered({ due: [3] }, year(null, null, 5))).toBe(1)
    expect(covered({ due: [1, 3] }, year(null, 4, 5))).toBe(0.5)
    expect(covered({ due: [3] }, [], MID_YEAR)).toBeNull()
  })

  it('[SC62.5] from each of its units', () => {
    const ofTwo = { entry: both, due: [2] }
    expect(covered(ofTwo, [cell('A', 10)])).toBe(0.5)
    expect(covered(ofTwo, [cell('A', 10), cell('A', 10, { unit: 'U2' })])).toBe(1)
    const date = { ...ofTwo, kind: 'date' } as const
    const day = scoreOf(byDate('2021-04-30'), [cell('A', '2021-04-20')], {
      measures: [aMeasure('A', date)],
      today: CLOSED,
    })
    expect(day).toMatchObject({ coverage: 0.5, achievement: 0, absence: { type: 'missing' } })
  })

  it('[SC62.6] nothing of a period in which the unit was not there', () => {
    const units = aPlan().units.map((unit) => (unit.code === 'U1' ? { ...unit, from: '2021-05-01' } : unit))
    expect(covered({}, year(null, 4, 5), CLOSED, { units })).toBe(1)
    expect(covered({}, year(null, 4, 5))).toBe(2 / 3)
  })

  it('[SC62.7] and n.a. is an answer', () => {
    expect(covered({}, [...year(4, 5), cell('A', none, { period: 3 })])).toBe(1)
  })

  it('[SC62.8] before the close what has opened, at the close everything', () => {
    expect([covered({}, year(4), '2021-08-31'), covered({}, year(4), '2021-09-01'), covered({}, year(4))]).toEqual([
      ...[1, 1 / 2, 1 / 3],
    ])
    // What came before it was due is there.
    expect(covered({ due: [3] }, year(null, null, 4), MID_YEAR)).toBe(1)
  })
})

describe('the coverage', () => {
  const plan = (changes: Partial<Plan>) => aPlan({ measures: [aMeasure('A'), aMeasure('B', { due: [2] })], ...changes })

  it('[SC63.1] of an indicator is the mean of what is there of its measures', () => {
    const ratio = anIndicator('I1', { formula: 'A / B * (A - B)' })
    const of = (values: readonly CellValue[]) =>
      get(nodesOf(plan({ indicators: [ratio] }), values, { today: CLOSED }), 'indicators/I1').coverage
    expect(of([cell('A', 1)])).toBeCloseTo(1 / 6)
    expect(of([cell('A', 1), cell('B', 1)])).toBeCloseTo(2 / 3)
    expect(of([...year(1, 1, 1), cell('B', 1)])).toBe(1)
  })

  it('[SC63.1] has the event of a target in it', () => {
    const event: Target = { type: 'after-event', event: 'E', amount: 9, unit: 'days', year: 2021, printed: '' }
    const measures = ['A', 'E'].map((code) => aMeasure(code, { kind: 'date' }))
    const of = (values: readonly CellValue[]) => scoreOf(event, values, { measures, today: CLOSED }).coverage
    expect([of([]), of([cell('E', '2021-05-01')]), of([cell('E', '2021-05-01'), cell('A', '2021-05-02')])]).toEqual([
      ...[0, 0.5, 1],
    ])
  })

  it('[SC63.1] is whole where zero over zero is met by the policy', () => {
    const ratio = {
      measures: [aMeasure('A', { due: [2] }), aMeasure('B', { due: [2] })],
      indicator: { formula: 'A / B' },
    }
    const values = [cell('A', 0), cell('B', 0)]
    for (const today of [MID_YEAR, CLOSED])
      expect(scoreOf(atLeast(1), values, { ...ratio, today, policy: aPolicy({ zeroOverZero: 'met' }) })).toMatchObject({
        ...{ achievement: 1, coverage: 1 },
      })
  })

  it('[SC63.2] of what the system computes is that of the scores it is made of', () => {
    const computed = aMeasure('MEAN', { kind: 'percentage', entry: { by: 'computed', what: 'operational-mean' } })
    const all = plan({
      measures: [aMeasure('A'), computed],
      objectives: [strategic('S1'), operational('O1')],
      indicators: [anIndicator('I1'), anIndicator('IM', { formula: 'MEAN', objective: 'S1', unit: '%' })],
    })
    const of = (values: readonly CellValue[], today: string) => get(nodesOf(all, values, { today }), 'indicators/IM')
    expect(of(year(4), CLOSED)).toMatchObject({ coverage: 1 / 3, achievement: 0 })
    expect(of(year(5, 5, 5), CLOSED)).toMatchObject({ coverage: 1, achievement: 1 })
    expect(of(year(5), MID_YEAR).coverage).toBe(0.5)
  })

  it('[SC63.3] is none where nothing is due, and what stands above is covered by the others', () => {
    const late = plan({
      measures: [aMeasure('A', { due: [3] }), aMeasure('B', { due: [2] })],
      indicators: [anIndicator('I1'), anIndicator('I2', { formula: 'B' })],
    })
    const nodes = nodesOf(late, [cell('B', 10)])
    expect(get(nodes, 'indicators/I1').coverage).toBeNull()
    expect(get(nodes, 'objectives/O1').coverage).toBe(1)
    expect(get(nodesOf(late, []), 'objectives/O1').coverage).toBe(0)
  })

  it('[SC63.4] of several days is the share of those that were answered', () => {
    const dates: Target = { type: 'by-dates', dates: ['2021-04-30', '2021-12-31'], year: 2021, printed: '' }
    const of = (today: string) =>
      scoreOf(dates, [cell('A', '2021-04-20', { period: 1 })], { measures: [aMeasure('A', { kind: 'date' })], today })
    expect([of(MID_YEAR).coverage, of(CLOSED).coverage]).toEqual([1, 0.5])
  })
})

describe('a year that is closed', () => {
  const worth = (
    target: Target,
    values: readonly CellValue[],
    policy = aPolicy(),
    indicator: Partial<Indicator> = {},
  ) =>
    scoreOf(target, values, {
      today: CLOSED,
      policy,
      indicator,
      measures: [aMeasure('A'), aMeasure('B', { due: [2] })],
    })

  it('[SC64.1] has no value of what is there in part, and scores it 0', () => {
    expect(worth(atMost(10), year(4))).toMatchObject({ achievement: 0, coverage: 1 / 3, rule: 'SC16' })
    expect(worth(atMost(10), year(4)).indicator?.value).toBeNull()
    expect(worth(atMost(10), year(4, 5, 8)).achievement).toBeCloseTo(10 / 17)
    expect(worth(atLeast(10), [...year(5, 6), cell('A', none, { period: 3 })]).achievement).toBe(1)
    // Zero over zero, not applicable: not while the rest of it is not there.
    const ratio = { formula: 'A / B' }
    expect(worth(atLeast(1), [...year(0), cell('B', 0)], aPolicy(), ratio).achievement).toBe(0)
    expect(worth(atLeast(1), [...year(0, 0, 0), cell('B', 0)], aPolicy(), ratio).achievement).toBeNull()
  })

  it('[SC64.2] counts what is proven already, by the policy', () => {
    const proven = aPolicy({ missingAtClose: 'proven' })
    expect(worth(atLeast(10), year(4), proven).achievement).toBe(0.4)
    expect(worth(atMost(10), year(4), proven)).toMatchObject({ achievement: 0, absence: { type: 'missing' } })
    expect(worth(atMost(10), year(4, 2, 2), proven).achievement).toBe(1)
    const ratio = { formula: 'A / B' }
    expect(worth(atLeast(1), [...year(4), cell('B', 8)], proven, ratio).achievement).toBe(0.5)
    expect(worth(atLeast(1), [...year(4, 1, 1)], proven, ratio).achievement).toBe(0)
    const inverse = { formula: 'B / A' }
    expect(worth(atLeast(1), [...year(4), cell('B', 8)], proven, inverse).achievement).toBe(0)
  })

  it('[SC64.2] of a mean, or of what may be below zero, a part proves nothing', () => {
    const proven = aPolicy({ missingAtClose: 'proven' })
    const of = (measure: Partial<Measure>) =>
      scoreOf(atLeast(10), year(8), { today: CLOSED, policy: proven, measures: [aMeasure('A', measure)] }).achievement
    expect([of({}), of({ aggregation: 'max' }), of({ aggregation: 'mean' }), of({ kind: 'money' })]).toEqual([
      ...[0.8, 0.8, 0, 0],
    ])
  })
})

describe('before the close', () => {
  const measures = [aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2', 'U3'] } })]
  const units = [...aPlan().units, { code: 'U3', name: 'Servizio Tre', kind: 'service' as const, parent: 'ENTE' }]
  const score = (values: readonly CellValue[], policy: Partial<Policy> = {}) =>
    scoreOf(atLeast(10), values, { measures, plan: { units }, policy: aPolicy(policy) })
  const first = [cell('A', 10, { period: 1 }), cell('A', 10)]
  const third = [cell('A', 1, { unit: 'U3', period: 1 }), cell('A', 1, { unit: 'U3' })]

  it('[SC65.1] a score that little is known of has no band', () => {
    expect(score(first)).toMatchObject({ achievement: 1, band: null, coverage: 1 / 3 })
    expect(score([...first, ...third]).band).toMatchObject({ code: 'met' })
    expect(score(first, { leastCoverage: 0.3 }).band).toMatchObject({ code: 'met' })
    expect(score([...first, ...third], { leastCoverage: 0.7 }).band).toBeNull()
    const closed = scoreOf(atLeast(10), first, { measures, plan: { units }, today: CLOSED })
    expect(closed).toMatchObject({ achievement: 0, band: { code: 'not-met' } })
  })

  it('[SC65.2] says that it is provisional, and of how much', () => {
    expect(explainScore(score(first))).toContain('provvisorio: 1 unità su 3')
    expect(explainScore(score(first), 'en')).toContain('provisional: 1 of 3 units')
    expect(explainScore(score(first.slice(1)))).toContain('provvisorio: 1 valore su 6')
    const whole = [...first, ...third, cell('A', 1, { unit: 'U2', period: 1 }), cell('A', 1, { unit: 'U2' })]
    expect(explainScore(score(whole))).not.toContain('provvisorio')
    const above = get(nodesOf(aPlan({ measures, units }), first), 'objectives/O1')
    expect(above).toMatchObject({ isProvisional: true, band: null })
    expect(explainScore(above)).toContain('provvisorio: copertura 33,33 %')
  })

  it('[SC65.3] at the close it says what is there of what is missing', () => {
    const closed = scoreOf(atLeast(10), year(4), { today: CLOSED, measures: [aMeasure('A')] })
    expect(explainScore(closed)).toContain('manca: Misura A (1 valore su 3)')
    expect(explainScore(closed, 'en')).toContain('Misura A (1 of 3 values)')
  })
})
