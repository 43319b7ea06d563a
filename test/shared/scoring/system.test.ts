import type { CellValue, Plan, Target } from '@traguardo/shared/model'
import { collectionsOf, compilePlan, type CycleRecords } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  byDate,
  cell,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { CLOSED, get, MID_YEAR, nodesOf, scoreOf } from '../../support/scores'

const valueOf = (plan: Plan, code: string, values: readonly CellValue[], records?: CycleRecords) =>
  get(nodesOf(plan, values, records ? { records } : {}), `indicators/${code}`).indicator?.value ?? null
const number = (value: number) => ({ type: 'number', number: value })
const ask = (formula: string, code = 'I9', objective = 'P1') =>
  anIndicator(code, { objective, unit: '%', formula, targets: [atLeast(90)] })

const base = {
  measures: [aMeasure('A'), aMeasure('B', { entry: { by: 'units', units: ['U2'] } })],
  objectives: [
    strategic('S1'),
    strategic('S2', 'AS2'),
    operational('O1', 'S1', { units: ['U1'] }),
    operational('O2', 'S2', { units: ['U2', 'U1'] }),
    individual('P1', 'SG', 100),
  ],
  areas: [
    { code: 'AS1', title: 'Uno' },
    { code: 'AS2', title: 'Due' },
  ],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 100 }],
} as const
const own = [anIndicator('I1', { objective: 'O1', formula: 'A' }), anIndicator('I2', { objective: 'O2', formula: 'B' })]
const withAsk = (formula: string) => aPlan({ ...base, indicators: [...own, ask(formula)] })
const values = [cell('A', 10), cell('B', 5, { unit: 'U2' })]

describe('what the system computes', () => {
  it.each([
    // O1 is worth 100 %, O2 50 %.
    ['operational_mean()', 75],
    ['operational_mean(U2)', 50],
    ['operational_mean(AS1)', 100],
    ['achievement()', 75],
    ['achievement(AS2)', 50],
    ['achievement(O1)', 100],
    ['achievement(U1)', 75],
    ['achievement(U2)', 50],
    ['achievement(ENTE)', 75],
  ])('[SC8] [SC45] %s is %d', (formula, expected) => {
    expect(valueOf(withAsk(formula), 'I9', values)).toEqual(number(expected))
  })

  it('[SC45] as a measure that nobody types: 40 and 10 points of a general secretary', () => {
    const computed = aMeasure('ENTE%', { kind: 'percentage', entry: { by: 'computed', what: 'achievement' } })
    const plan = aPlan({ ...base, measures: [...base.measures, computed], indicators: [...own, ask('ENTE%')] })
    expect(valueOf(plan, 'I9', values)).toEqual(number(75))
    expect(valueOf(plan, 'I9', [])).toBeNull()
  })

  it('[SC42] punctuality of the collection: of each unit and of the body', () => {
    const at = (day: string) => ({ at: `${day}T10:00:00.000Z` })
    const entered = [
      { ...cell('A', 1, { period: 1 }), ...at('2021-05-15') },
      { ...cell('A', 1, { period: 2 }), ...at('2021-09-04') },
      // Received on the day after the deadline.
      { ...cell('B', 1, { period: 1, unit: 'U2' }), ...at('2021-05-16') },
    ]
    const plan = withAsk('collection_punctuality()')
    const compiled = compilePlan(plan, 2021)
    const collections = collectionsOf(compiled, entered, MID_YEAR)
    expect(collections).toEqual([
      { unit: 'U1', period: 1, onTime: true },
      { unit: 'U2', period: 1, onTime: false },
    ])
    const records = { collections, reports: [] }
    expect(valueOf(plan, 'I9', entered, records)).toEqual(number(50))
    expect(valueOf(withAsk('collection_punctuality(U2)'), 'I9', entered, records)).toEqual(number(0))
    expect(valueOf(withAsk('collection_punctuality(U1)'), 'I9', entered, records)).toEqual(number(100))
    // On the day of the deadline there is still time.
    expect(collectionsOf(compiled, entered, '2021-05-15')).toEqual([])
    expect(collectionsOf(compiled, entered, '2021-05-16')).toEqual(collections)
    expect(collectionsOf(compiled, entered, CLOSED).filter(({ onTime }) => onTime)).toHaveLength(2)
    expect(valueOf(plan, 'I9', entered, { collections: [], reports: [] })).toBeNull()
  })

  it('[SC43] punctuality of the report: three working days after the last validation', () => {
    // Friday 17 September 2021: Monday, Tuesday, Wednesday 22.
    const report = (sent: string | null) => ({ period: 2, validated: '2021-09-17', sent })
    const punctual = (...reports: CycleRecords['reports']) =>
      valueOf(withAsk('report_punctuality()'), 'I9', values, { collections: [], reports })
    expect(punctual(report('2021-09-22'))).toEqual(number(100))
    expect(punctual(report('2021-09-23'))).toEqual(number(0))
    expect(punctual(report('2021-09-20'), report(null))).toEqual(number(50))
    expect(punctual()).toBeNull()
  })

  it('[SC44] share of objectives revised in the year', () => {
    const note = (kind: 'inserted' | 'updated' | 'removed', about: string) => ({ kind, about, printed: 'Aggiornato' })
    const act = { organ: 'Giunta', number: '92', date: '2021-07-21', printed: 'Giunta n. 92' }
    const revisions = [
      { code: 'R1', year: 2021, act, notes: [note('updated', 'indicators/I1'), note('updated', 'objectives/O1')] },
      { code: 'R2', year: 2020, act, notes: [note('updated', 'objectives/O2')] },
    ]
    const share = (more: readonly Plan['objectives'][number][], notes = revisions) =>
      valueOf(
        aPlan({
          ...base,
          objectives: [...base.objectives, ...more],
          revisions: notes,
          indicators: [...own, ask('revised_share()')],
        }),
        'I9',
        [],
      )
    // One of four organisational objectives; what the act inserted was not planned at first.
    expect(share([])).toEqual(number(25))
    const inserted = { code: 'R3', year: 2021, act, notes: [note('inserted', 'objectives/O3')] }
    expect(share([operational('O3')], [...revisions, inserted])).toEqual(number(25))
    expect(share([], [])).toEqual(number(0))
  })
})

describe('the course in the middle of the year', () => {
  const course = (target: Target, value: number | string | null, more: Parameters<typeof scoreOf>[2] = {}) => {
    const { indicator } = scoreOf(target, [cell('A', value)], { measures: [aMeasure('A')], ...more })
    return [indicator?.course ?? null, indicator?.expected ?? null]
  }
  const last = { measures: [aMeasure('A', { kind: 'percentage', aggregation: 'last' })], indicator: { unit: '%' } }

  it('[SC47] after two of three periods two thirds of what piles up are expected', () => {
    expect(course(atLeast(12), 8)).toEqual(['on-course', 8])
    expect(course(atLeast(12), 6)).toEqual(['late', 8])
    expect(course(atLeast(12), 5)).toEqual(['at-risk', 8])
    expect(course(atLeast(12), 4, { today: '2021-05-05' })).toEqual(['on-course', 4])
    expect(course(atLeast(12), 4, { today: '2021-04-30' })).toEqual([null, null])
  })

  it('[SC47] of what does not pile up the target itself', () => {
    expect(course(atLeast(80), 80, last)).toEqual(['on-course', 80])
    expect(course(atLeast(80), 70, last)).toEqual(['late', 80])
    expect(course(atLeast(80), 59, last)).toEqual(['at-risk', 80])
  })

  it('[SC47] given values come before the shares', () => {
    expect(course({ ...atLeast(12), expected: [1, 2, 12] }, 2)).toEqual(['on-course', 2])
  })

  it('[SC47] what must stay under a sum is late beyond its share and at risk beyond the whole', () => {
    expect(course(atMost(6), 4)).toEqual(['on-course', 4])
    expect(course(atMost(6), 6)).toEqual(['late', 4])
    expect(course(atMost(6), 7)).toEqual(['at-risk', 4])
  })

  it('[SC47] a day is near within thirty days and past after it', () => {
    const date = { measures: [aMeasure('A', { kind: 'date', aggregation: 'last' })], indicator: { unit: 'date' } }
    expect(course(byDate('2021-12-10'), null, date)[0]).toBe('on-course')
    expect(course(byDate('2021-10-05'), null, date)[0]).toBe('late')
    expect(course(byDate('2021-09-04'), null, date)[0]).toBe('at-risk')
    expect(course(byDate('2021-06-30'), '2021-06-30', date)[0]).toBe('on-course')
    expect(course(byDate('2021-06-30'), '2021-07-01', date)[0]).toBe('at-risk')
  })

  it('[SC47] a group counts the indicators below it on each course', () => {
    const plan = aPlan({ ...base, indicators: own })
    expect(get(nodesOf(plan, [cell('A', 10), cell('B', 1, { unit: 'U2' })]), 'body/B').courses).toEqual({
      'on-course': 1,
      late: 0,
      'at-risk': 1,
    })
  })
})
