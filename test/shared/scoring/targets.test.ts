import type {
  Aggregation,
  CellValue,
  Comparison,
  Measure,
  MeasureKind,
  Policy,
  Target,
  TargetRule,
} from '@traguardo/shared/model'
import { explainScore, targetWords } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, byDate, cell } from '../../support/scoring'
import { aPolicy, CLOSED, scoreOf } from '../../support/scores'

const target = (rule: TargetRule, printed = 'stampato'): Target => ({ year: 2021, printed, ...rule })
const of = (type: 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equals', value: number) =>
  target({ type, value })
const measured = (kind: MeasureKind, aggregation: Aggregation = 'last', more: Partial<Measure> = {}) => [
  aMeasure('A', { kind, aggregation, ...more }),
]
const plain = { measures: measured('number', 'last', { due: [2] }) }
const achieved = (rule: Target, value: number, policy = aPolicy()) =>
  scoreOf(rule, [cell('A', value)], { ...plain, policy }).achievement

describe('numbers', () => {
  it.each([
    [of('more-than', 60), 61, 1],
    [of('more-than', 60), 30, 0.5],
    [of('less-than', 20), 19, 1],
    [of('less-than', 20), 40, 0.5],
    // ITP < -10: -12 is met, -5 is -5 / -10 of it, 3 says nothing.
    [of('less-than', -10), -12, 1],
    [of('less-than', -10), -5, 0.5],
    [of('less-than', -10), 3, 0],
    [of('more-than', 0), 1, 1],
  ])('[SC33.1] %j with %d is worth %d', (rule, value, expected) => expect(achieved(rule, value)).toBe(expected))

  it('[SC33.2] on the target itself, or a hair beside it, what must be beyond it is not whole', () => {
    expect([60, 59.99999].map((value) => achieved(of('more-than', 60), value))).toEqual([0.9999, 0.9999])
    expect([20, 20.000001].map((value) => achieved(of('less-than', 20), value))).toEqual([0.9999, 0.9999])
    expect([60.01, 54].map((value) => achieved(of('more-than', 60), value))).toEqual([1, 0.9])
  })

  it('[SC33.4] on a target of 0 "more than" and "less than" are not met', () => {
    expect([achieved(of('more-than', 0), 0), achieved(of('less-than', 0), 0)]).toEqual([0, 0])
  })

  it('[SC33.3] on the target itself "more than" is not met where only met counts', () => {
    const policy = aPolicy({ grows: 'met-or-not', shrinks: 'met-or-not' })
    expect([60, 60.1].map((value) => achieved(of('more-than', 60), value, policy))).toEqual([0, 1])
    expect([60, 59].map((value) => achieved(of('at-least', 60), value, policy))).toEqual([1, 0])
    expect([20, 19].map((value) => achieved(of('less-than', 20), value, policy))).toEqual([0, 1])
  })

  it('[SC34.1] equals is met on its target', () => {
    expect([2, 0, -2].map((wanted) => achieved(of('equals', wanted), wanted))).toEqual([1, 1, 1])
  })

  it.each([
    [2, 1, 0.5],
    [2, 4, 0.5],
    [100, 101, 100 / 101],
    [-2, -4, 0.5],
  ])('[SC34.2] equals %d with %d is worth %d', (wanted, value, expected) =>
    expect(achieved(of('equals', wanted), value)).toBe(expected),
  )

  it('[SC34.3] equals is not met where the target is 0 or of another sign', () => {
    expect([achieved(of('equals', 0), 3), achieved(of('equals', 2), -2)]).toEqual([0, 0])
  })

  it('[SC34.4] met or not, by the policy', () => {
    expect([1, 2].map((value) => achieved(of('equals', 2), value, aPolicy({ equals: 'met-or-not' })))).toEqual([0, 1])
  })
})

describe('other ways from value to achievement', () => {
  // 2,5 days against at most 2: 2 / 2.5, 2 - 2.5 / 2, not met.
  it.each([
    ['ratio', 0.8],
    ['linear', 0.75],
    ['met-or-not', 0],
  ] as const)('[SC35.1] 2,5 days against at most 2, %s, is worth %d', (shrinks, expected) =>
    expect(achieved(of('at-most', 2), 2.5, aPolicy({ shrinks }))).toBe(expected),
  )

  it.each([
    ['ratio', 0.75],
    ['met-or-not', 0],
  ] as const)('[SC35.2] 60 against at least 80, %s, is worth %d', (grows, expected) =>
    expect(achieved(of('at-least', 80), 60, aPolicy({ grows }))).toBe(expected),
  )

  const fromBaseline = (type: 'at-least' | 'at-most', wanted: number, baseline: number, value: number) => {
    const indicator = { baseline: { year: 2020, printed: `${baseline}`, value: baseline } }
    const policy = aPolicy({ grows: 'from-baseline', shrinks: 'from-baseline' })
    return scoreOf(of(type, wanted), [cell('A', value)], { ...plain, indicator, policy }).achievement
  }

  it.each([
    // From 40 to 80: 60 is half the way.
    ['at-least', 80, 40, 60, 0.5],
    ['at-least', 80, 40, 30, 0],
    ['at-least', 80, 40, 90, 1],
    // From 10 days to 4: 7 is half the way.
    ['at-most', 4, 10, 7, 0.5],
    ['at-most', 4, 10, 12, 0],
  ] as const)('[SC35.3] %s %d from %d: %d is worth %d', (type, wanted, baseline, value, expected) =>
    expect(fromBaseline(type, wanted, baseline, value)).toBe(expected),
  )

  it.each([
    // Met or not, and no division by zero.
    ['at-least', 80, 80, 79, 0],
    ['at-least', 80, 80, 80, 1],
    ['at-least', 80, 90, 70, 0],
  ] as const)('[SC35.4] %s %d from %d already: %d is worth %d', (type, wanted, baseline, value, expected) =>
    expect(fromBaseline(type, wanted, baseline, value)).toBe(expected),
  )

  it('[SC35.5] without a baseline the quotient stands', () => {
    expect(achieved(of('at-least', 80), 40, aPolicy({ grows: 'from-baseline' }))).toBe(0.5)
  })

  it('[SC35.6] beyond the target counts up to the cap', () => {
    const policy = aPolicy({ cap: 1.5 })
    expect([100, 120, 200, 90].map((value) => achieved(of('at-least', 100), value, policy))).toEqual([1, 1.2, 1.5, 0.9])
    expect([2, 1.6, 0].map((value) => achieved(of('at-most', 2), value, policy))).toEqual([1, 1.25, 1.5])
  })

  const doneOn = (day: string, dates: Policy['dates']) =>
    scoreOf(byDate('2021-06-30'), [cell('A', day)], { measures: measured('date'), policy: aPolicy({ dates }) })
      .achievement

  it.each([
    [{ graceDays: 0, lossPerDay: 1 }, '2021-07-01', 0],
    [{ graceDays: 5, lossPerDay: 1 }, '2021-07-06', 0],
    [{ graceDays: 0, lossPerDay: 0.125 }, '2021-07-02', 0.75],
  ])('[SC36.1] %j: done on %s for the 30/06 is worth %d', (dates, day, expected) =>
    expect(doneOn(day, dates)).toBe(expected),
  )

  it('[SC36.2] five days late within five of grace cost nothing', () => {
    expect(doneOn('2021-07-05', { graceDays: 5, lossPerDay: 1 })).toBe(1)
  })

  it('[SC36.3] half a year late is worth 0 and not less', () => {
    expect(doneOn('2021-12-31', { graceDays: 0, lossPerDay: 0.125 })).toBe(0)
  })

  it('[SC41] flat steps: on the target 75, beyond it 100, near it 50', () => {
    const steps = [
      { from: 1.1, worth: 1 },
      { from: 1, worth: 0.75 },
      { from: 0.8, worth: 0.5 },
      { from: 0, worth: 0 },
    ]
    const policy = aPolicy({ cap: 2, steps })
    expect([120, 110, 109, 100, 80, 79].map((value) => achieved(of('at-least', 100), value, policy))).toEqual([
      1, 1, 0.75, 0.75, 0.5, 0,
    ])
  })
})

describe('milestones', () => {
  const dates = target({ type: 'by-dates', dates: ['2021-06-30', '2021-12-31'] })
  const about = { measures: measured('date') }

  const first = cell('A', '2021-06-28', { period: 2 })
  const late = cell('A', '2021-07-02', { period: 2 })
  const second = cell('A', '2021-12-30', { period: 3 })
  const worth = (values: Parameters<typeof scoreOf>[1], today = CLOSED) => scoreOf(dates, values, { ...about, today })

  it('[SC37.1] two dates count each for itself', () => {
    expect(worth([first, second]).achievement).toBe(1)
    expect(worth([late, second]).achievement).toBe(0.5)
  })

  it('[SC37.3] a date is answered in whatever period it was entered', () => {
    const early = cell('A', '2021-06-28', { period: 1 })
    expect(worth([early, second]).achievement).toBe(1)
  })

  it('[SC37.6] a date that is not entered is not met at the close', () => {
    expect(worth([first]).achievement).toBe(0.5)
    expect(worth([]).achievement).toBe(0)
  })

  it('[SC37.5] a date that is not entered is left out in mid-year', () => {
    expect(worth([first], '2021-09-05').achievement).toBe(1)
    expect(worth([], '2021-09-05')).toMatchObject({ achievement: null, absence: { type: 'missing' } })
    expect(worth([], '2021-05-05')).toMatchObject({ achievement: null, absence: { type: 'not-due' } })
  })

  it('[SC37.4] by the policy one late date loses all', () => {
    const policy = aPolicy({ milestones: 'all-or-nothing' })
    expect(scoreOf(dates, [late, second], { ...about, policy, today: CLOSED }).achievement).toBe(0)
  })

  it('[SC37.2] days after the end of each period, as days', () => {
    const rule = target({ type: 'after-each-period', days: 30 }, '30')
    const values = [cell('A', 15, { period: 1 }), cell('A', 31, { period: 2 }), cell('A', 30, { period: 3 })]
    const node = scoreOf(rule, values, { measures: measured('days', 'max'), today: CLOSED })
    // 15 and 30 of 30 days are in time; 31 is 30 / 31 of it.
    expect(node.achievement).toBeCloseTo((1 + 30 / 31 + 1) / 3, 12)
    expect(node.rule).toBe('SC37')
  })

  it('[SC37.7] days after the end of each period, as dates and in working days', () => {
    const rule = target({ type: 'after-each-period', days: 3, counted: 'working' })
    // 30 April 2021 is a Friday: Monday 3, Tuesday 4, Wednesday 5 May.
    const worth = (day: string) => scoreOf(rule, [cell('A', day, { period: 1 })], about).achievement
    expect([worth('2021-05-05'), worth('2021-05-06')]).toEqual([1, 0])
  })
})

describe('within a time of an event', () => {
  const rule = (more: Partial<Extract<TargetRule, { type: 'after-event' }>> = {}) =>
    target({ type: 'after-event', event: 'B', amount: 1, unit: 'months', ...more })
  const measures = [...measured('date'), aMeasure('B', { kind: 'date', aggregation: 'last' })]
  const worth = (more: Parameters<typeof rule>[0], event: string | null, done: string | null, today = CLOSED) =>
    scoreOf(rule(more), [cell('B', event), cell('A', done)], { measures, today })

  it('[SC38.1] counts from the day of the event', () => {
    expect(worth({ amount: 30, unit: 'days' }, '2021-01-31', '2021-03-02').achievement).toBe(1)
    expect(worth({ amount: 30, unit: 'days' }, '2021-01-30', '2021-03-02').achievement).toBe(0)
  })

  it('[SC38.5] counts in months up to the last day of a shorter one', () => {
    expect(worth({}, '2021-01-31', '2021-02-28').achievement).toBe(1)
    expect(worth({}, '2021-01-31', '2021-03-01').achievement).toBe(0)
  })

  it('[SC38.3] "less than" a month leaves its last day out', () => {
    expect(worth({ strict: true }, '2021-01-31', '2021-02-28').achievement).toBe(0)
    expect(worth({ strict: true }, '2021-01-31', '2021-02-27').achievement).toBe(1)
  })

  it('[SC38.4] counts in working days', () => {
    // Friday 2 April 2021, two working days over Easter: Wednesday 7.
    expect(worth({ amount: 2, unit: 'working-days' }, '2021-04-02', '2021-04-07').achievement).toBe(1)
    expect(worth({ amount: 2, unit: 'working-days' }, '2021-04-02', '2021-04-08').achievement).toBe(0)
  })

  it('[SC38.8] without the event it is missing, and 0 when the year is closed', () => {
    expect(worth({}, null, null, '2021-09-05')).toMatchObject({ achievement: null, absence: { type: 'missing' } })
    expect(worth({}, null, null, CLOSED)).toMatchObject({ achievement: 0, absence: { type: 'missing' }, coverage: 0 })
  })

  it('[SC38.2] with an event that did not happen it is not applicable, before and after the close', () => {
    for (const today of ['2021-09-05', CLOSED]) {
      const node = scoreOf(rule({}), [cell('B', { type: 'not-applicable' })], { measures, today })
      expect(node).toMatchObject({
        achievement: null,
        absence: { type: 'not-applicable', why: 'no-event' },
        coverage: 0.5,
      })
      expect(explainScore(node)).toContain("l'evento da cui decorre il termine non è avvenuto")
    }
  })

  it('[SC38.6] with the event and nothing done it is missing, and 0 when the year is closed', () => {
    expect(worth({}, '2021-01-31', null, '2021-09-05')).toMatchObject({
      achievement: null,
      absence: { type: 'missing' },
    })
    expect(worth({}, '2021-01-31', null)).toMatchObject({ achievement: 0, rule: 'SC16' })
  })

  it('[SC38.7] the days that it took, where they are entered as days', () => {
    const days = [aMeasure('A', { kind: 'days', aggregation: 'mean' }), measures[1] ?? aMeasure('B')]
    const node = scoreOf(rule({ amount: 30, unit: 'days' }), [cell('A', 40)], { measures: days })
    expect(node.achievement).toBe(0.75)
  })
})

describe('against something else', () => {
  it('[SC39.1] an earlier year, from what was entered then', () => {
    const rule = target({ type: 'against-year', back: 1, comparison: '<' }, 'x < x-1')
    const worth = (now: number, before: number) =>
      scoreOf(rule, [cell('A', now), cell('A', before, { year: 2020 })], plain)
    expect(worth(8, 10).achievement).toBe(1)
    expect(worth(20, 10).achievement).toBe(0.5)
    expect(worth(8, 10).indicator?.reference).toBe(10)
    expect(explainScore(worth(8, 10))).toContain('obiettivo x < x-1 (10 N.)')
  })

  const fourBack = target({ type: 'against-year', back: 4, comparison: '>=' })
  const two = [cell('A', 2)]

  it('[SC39.1] four years back', () => {
    expect(scoreOf(fourBack, [...two, cell('A', 8, { year: 2017 })], plain).achievement).toBe(0.25)
  })

  it('[SC39.8] the mean of three years, and nothing where one of them is not known', () => {
    const rule = target({ type: 'against-year', back: 1, years: 3, comparison: '>=' }, 'x >= media del triennio')
    const then = (...values: readonly number[]) => values.map((value, at) => cell('A', value, { year: 2020 - at }))
    const scored = scoreOf(rule, [cell('A', 6), ...then(3, 9, 12)], plain)
    expect([scored.achievement, scored.indicator?.reference]).toEqual([0.75, 8])
    expect(targetWords(rule)).toBe('>= della media di 3 anni, fino a un anno prima')
    expect(scoreOf(rule, [cell('A', 6), ...then(3, 9)], plain)).toMatchObject({
      achievement: null,
      absence: { type: 'no-reference' },
    })
    const baseline = { year: 2020, printed: '4', value: 4 }
    expect(scoreOf(rule, [cell('A', 6)], { ...plain, indicator: { baseline } }).achievement).toBeNull()
  })

  it('[SC39.2] or the baseline of that year, where nothing was entered in it', () => {
    const worth = (year: number, ...then: CellValue[]) =>
      scoreOf(fourBack, [...two, ...then], {
        ...plain,
        indicator: { baseline: { year, printed: '4', value: 4 } },
      }).achievement
    expect([worth(2017), worth(2017, cell('A', 8, { year: 2017 })), worth(2018)]).toEqual([0.5, 0.25, null])
  })

  it('[SC39.3] or left out, where neither is known', () => {
    expect(scoreOf(fourBack, two, { ...plain, today: CLOSED })).toMatchObject({
      achievement: null,
      absence: { type: 'no-reference', what: 'earlier-year' },
    })
  })

  it('[SC39.1] [SC39.3] the same by a formula: x / x-1', () => {
    const indicator = { formula: 'A / previous_year(A)' }
    const values = [cell('A', 6), cell('A', 4, { year: 2020 })]
    expect(scoreOf(of('at-least', 1), values, { ...plain, indicator }).indicator?.value).toEqual({
      type: 'number',
      number: 1.5,
    })
    expect(scoreOf(of('at-least', 1), [cell('A', 6)], { ...plain, indicator, today: CLOSED })).toMatchObject({
      achievement: null,
      absence: { type: 'no-reference' },
    })
  })

  const figure = { printed: '0,70', value: 0.7 }
  const benchmarks = [{ code: 'B395', title: 'Riscossioni', unit: '', year: 2020, cluster: figure }]
  const benchmarked = { ...plain, plan: { benchmarks }, indicator: { benchmark: 'B395' } }
  const besides = (value: number, margin?: number, comparison: Comparison = '>=') =>
    scoreOf(
      target({ type: 'against-benchmark', scope: 'cluster', comparison, ...(margin ? { margin } : {}) }),
      [cell('A', value)],
      benchmarked,
    ).achievement

  it('[SC39.4] a benchmark', () => expect([besides(0.7), besides(0.35)]).toEqual([1, 0.5]))

  it('[SC39.5] a benchmark with its margin', () => {
    expect([besides(0.69, 0.02), besides(0.71, 0.02, '<=')]).toEqual([1, 1])
    expect([besides(0.69), besides(0.71, undefined, '<=')].every((worth) => worth !== null && worth < 1)).toBe(true)
  })

  it('[SC39.6] a benchmark that is not known is left out', () => {
    const unknown = target({ type: 'against-benchmark', scope: 'national', comparison: '>' })
    expect(scoreOf(unknown, [cell('A', 1)], benchmarked).absence).toEqual({
      type: 'no-reference',
      what: 'benchmark',
    })
  })

  const levels = measured('level', 'last', { levels: ['basso', 'medio', 'alto', 'ottimo'] })
  const level = target({ type: 'level', comparison: '>', level: 'medio' }, '> a medio')
  const worth = (rank: number, policy = aPolicy()) =>
    scoreOf(level, [cell('A', rank)], { measures: levels, policy }).achievement

  it('[SC40.1] a level by its place', () => expect([1, 2, 3, 4].map((rank) => worth(rank))).toEqual([0, 0, 1, 1]))

  it('[SC40.2] a level by its share of the way', () => {
    // By rank: "more than medio" is the third of four.
    expect([1, 2, 3].map((rank) => worth(rank, aPolicy({ levels: 'by-rank' })))).toEqual([1 / 3, 2 / 3, 1])
  })

  it('[SC14.2] a first year and an expected value with no better side are shown and not scored', () => {
    for (const rule of [target({ type: 'first-year' }), target({ type: 'observed', value: 24 })])
      for (const today of ['2021-09-05', CLOSED]) {
        expect(scoreOf(rule, [cell('A', 20)], { today })).toMatchObject({
          achievement: null,
          absence: { type: 'no-target' },
          indicator: { value: { number: 20 } },
        })
        expect(scoreOf(rule, [], { today }).achievement).toBeNull()
      }
  })
})

describe('project plans', () => {
  const steps = [
    { code: 'a', title: 'Ricognizione', weight: 20, by: '2021-03-31' },
    { code: 'b', title: 'Bando', weight: 30, by: '2021-06-30' },
    { code: 'c', title: 'Esecuzione', weight: 50, by: '2021-12-31' },
  ]
  const about = { measures: measured('project-plan', 'last', { steps }), indicator: { unit: '%' } }
  const done = (...codes: string[]) =>
    cell('A', { type: 'steps', done: codes.map((step) => ({ step, on: '2021-05-05' })) })

  it('[SC7.4] are worth the weighted share of their steps', () => {
    const node = scoreOf(of('at-least', 100), [done('a', 'b')], about)
    expect(node.indicator?.value).toEqual({ type: 'number', number: 50 })
    expect(node.achievement).toBe(0.5)
    expect(scoreOf(of('at-least', 100), [done('a', 'b', 'c')], about).achievement).toBe(1)
  })

  it('[SC47.3] are on course while the steps due by now are done', () => {
    expect(scoreOf(of('at-least', 100), [done('a', 'b')], about).indicator).toMatchObject({
      course: 'on-course',
      expected: 50,
    })
    expect(scoreOf(of('at-least', 100), [done('a')], about).indicator?.course).toBe('at-risk')
  })
})
