import { usualCalendar } from '@traguardo/shared/calendar'
import type { CellValue, Plan } from '@traguardo/shared/model'
import {
  collectionsOf,
  compilePlan,
  type CycleRecords,
  organisationalPlan,
  revisedShare,
} from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  byDate,
  cell,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { get, nodesOf } from '../../support/scores'

const units = (...codes: string[]) => ({ entry: { by: 'units' as const, units: codes } })
const at = (day: string) => ({ at: `${day}T10:00:00.000Z` })
const plan = aPlan({
  measures: [aMeasure('A', units('U1', 'U2')), aMeasure('B', units('U1'))],
  indicators: [anIndicator('I1', { formula: 'A / B' })],
})
const told = (
  values: readonly CellValue[],
  of: Plan = plan,
  ...more: [today?: string, explained?: Parameters<typeof collectionsOf>[3]]
) =>
  collectionsOf(compilePlan(of, 2021), values, more[0] ?? '2021-09-05', more[1]).map(
    ({ unit, period, onTime }) => `${unit}/${period} ${onTime ? 'in time' : 'late'}`,
  )
const first = (measure: string, day: string, changes: Partial<CellValue> = {}): CellValue => ({
  ...cell(measure, 1, { period: 1 }),
  ...at(day),
  ...changes,
})

describe('the punctuality of the collection', () => {
  const all = [first('A', '2021-05-10'), first('B', '2021-05-15'), first('A', '2021-05-02', { unit: 'U2' })]

  it('[SC42.1] needs all that a unit owed, in time', () => {
    expect(told(all)).toEqual(['U1/1 in time', 'U2/1 in time'])
    expect(told([...all.slice(0, 1), first('B', '2021-05-16'), ...all.slice(2)])).toEqual(['U1/1 late', 'U2/1 in time'])
    expect(told(all.slice(0, 2))).toEqual(['U1/1 in time', 'U2/1 late'])
  })

  it('[SC42.6] a value without a time, and one that a manager excused, came in time; one that was cleared did not come', () => {
    const { at: _, ...timeless } = first('B', '')
    expect(told([...all.slice(0, 1), timeless])).toEqual(['U1/1 in time', 'U2/1 late'])
    expect(told([...all.slice(0, 1), first('B', '2021-08-01', { excused: true })])).toEqual([
      'U1/1 in time',
      'U2/1 late',
    ])
    expect(told([...all.slice(0, 1), first('B', '2021-05-01', { value: null })])).toEqual(['U1/1 late', 'U2/1 late'])
    expect(told([...all.slice(0, 1), first('B', '2021-05-01', { year: 2020 })])).toEqual(['U1/1 late', 'U2/1 late'])
    expect(told([...all.slice(0, 1), first('B', '2021-05-01', { period: 2 })])).toEqual(['U1/1 late', 'U2/1 late'])
  })

  it('[SC42.6] what is excused came by the deadline of its own unit and period', () => {
    const exceptions = [{ period: 1, unit: 'U1', deadline: '2021-05-25', reason: 'x' }]
    const longer = { ...plan, calendars: [{ ...usualCalendar(2021), exceptions }] }
    expect(told(all.slice(0, 1).concat(first('B', '2021-05-25')), longer)).toEqual(['U1/1 in time', 'U2/1 late'])
    expect(told(all.slice(0, 1).concat(first('B', '2021-05-26')), longer)).toEqual(['U1/1 late', 'U2/1 late'])
    const excused = first('B', '2021-06-01', { excused: true })
    expect(told([...all.slice(0, 1), excused], longer)).toEqual(['U1/1 in time', 'U2/1 late'])
    // A period that the year does not have is nobody's.
    expect(told([...all, first('B', '2021-06-01', { period: 4, excused: true })])).toEqual([
      'U1/1 in time',
      'U2/1 in time',
    ])
  })

  it('[SC42.4] begins with the first value that was received, in whatever order they come', () => {
    const late = [first('A', '2021-09-04', { period: 2 }), first('B', '2021-05-16')]
    expect(told(late)).toEqual([])
    expect(told([...late, first('A', '2021-05-15')])).toEqual(['U1/1 late', 'U2/1 late'])
    expect(told([])).toEqual([])
    expect(told([first('A', '2021-05-10', { value: null })])).toEqual([])
  })

  it('[CO9.1] a reason counts by the day on which it came, but not over a value', () => {
    const reason = (day: string, changes: object = {}) => ({
      body: 'B',
      measure: 'B',
      unit: 'U1',
      year: 2021,
      period: 1,
      ...at(day),
      ...changes,
    })
    const with_ = (...explained: readonly ReturnType<typeof reason>[]) =>
      told(all.slice(0, 1), plan, undefined, explained)[0]
    expect([
      with_(reason('2021-05-15')),
      with_(reason('2021-05-16')),
      with_(reason('2021-05-15', { year: 2020 })),
    ]).toEqual([...['U1/1 in time', 'U1/1 late', 'U1/1 late']])
    const late = [...all.slice(0, 1), first('B', '2021-05-16')]
    expect(told(late, plan, undefined, [reason('2021-05-15')])[0]).toBe('U1/1 late')
  })

  it('[SC42.7] knows no period of a unit that owed nothing', () => {
    const dated = aPlan({
      measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })],
      indicators: [anIndicator('I1', { formula: 'D', targets: [byDate('2021-12-31')] })],
    })
    expect(told([first('D', '2021-05-05')], dated)).toEqual([])
    expect(told([first('D', '2021-05-05')], dated, '2022-02-01')).toEqual(['U1/3 in time'])
  })

  it('[SC42.5] counts what organisational indicators use, of the units that they use it of', () => {
    const mixed = aPlan({
      sheets: [{ code: 'P1', title: 'x', person: 'anna', unit: 'U1', weightTotal: 100 }],
      objectives: [strategic('S1'), operational('O1'), individual('IND', 'P1', 100)],
      measures: [
        ...[aMeasure('A', units('U1', 'U2')), aMeasure('B', units('U1')), aMeasure('IDLE', units('U1'))],
        aMeasure('SYS', { entry: { by: 'computed', what: 'achievement' } }),
      ],
      indicators: [anIndicator('I1', { formula: 'A@U2 + SYS' }), anIndicator('I2', { formula: 'B', objective: 'IND' })],
    })
    const shared = organisationalPlan(mixed)
    expect(shared.measures.map(({ code }) => code)).toEqual(['A'])
    expect([shared.sheets, shared.indicators.map(({ code }) => code)]).toEqual([[], ['I1']])
    expect(organisationalPlan(mixed)).toBe(shared)
    const sheetsAlone = { ...mixed, indicators: mixed.indicators.slice(1) }
    expect(organisationalPlan(sheetsAlone)).toBe(sheetsAlone)
  })
})

describe('figures out of the records', () => {
  const ask = (formula: string, records?: CycleRecords, changes: Partial<Plan> = {}) => {
    const indicators = [anIndicator('I9', { unit: '%', formula, targets: [atLeast(90)] })]
    const of = aPlan({ ...changes, indicators })
    return get(nodesOf(of, [], records ? { records } : {}), 'indicators/I9').indicator?.value ?? null
  }
  const collections = [
    { unit: 'U1', period: 1, onTime: true },
    { unit: 'U1', period: 2, onTime: true },
    { unit: 'U2', period: 1, onTime: false },
    { unit: 'U2', period: 2, onTime: true },
  ]
  const percent = (number: number) => ({ type: 'number', number })

  it('[SC42.2] of a unit are its own, of the body and its first unit those of all', () => {
    const records = { collections, reports: [] }
    const of = ['', 'ENTE', 'U1', 'U2'].map((unit) => ask(`collection_punctuality(${unit})`, records))
    expect(of).toEqual([percent(75), percent(75), percent(100), percent(50)])
    expect(ask('collection_punctuality()')).toBeNull()
    expect(ask('report_punctuality()', records)).toBeNull()
  })

  it('[SC43.1] a report that was validated on no day is none', () => {
    const report = (validated: string, sent: string | null) => ({ period: 1, validated, sent })
    const of = (...reports: CycleRecords['reports']) => ask('report_punctuality()', { collections: [], reports })
    expect([of(report('', '2021-09-20')), of(report('', null), report('2021-09-17', '2021-09-17'))]).toEqual([
      null,
      percent(100),
    ])
    expect(of(report('2021-09-17', null))).toEqual(percent(0))
  })

  const note = (about: string, kind: 'inserted' | 'updated' | 'removed' = 'updated') => ({ kind, about, printed: 'x' })
  const share = (notes: readonly ReturnType<typeof note>[], changes: Partial<Plan> = {}, year = 2021) => {
    const act = { organ: 'Giunta', printed: 'Delibera' }
    return revisedShare({
      plan: aPlan({ revisions: [{ code: 'R', year, act, notes: [...notes] }], ...changes }),
      year: 2021,
    })
  }

  it('[SC44.1] of objectives by their code, in the year alone', () => {
    expect([share([]), share([note('objectives/O1')]), share([note('objectives/O1')], {}, 2020)]).toEqual([0, 0.5, 0])
    expect(share([note('objectives/O1'), note('objectives/S1', 'removed')])).toBe(1)
    expect([share([note('areas/O1')]), share([note('indicators/O1')]), share([note('objectives/X')])]).toEqual([
      0, 0, 0,
    ])
    expect(share([], { objectives: [], indicators: [] })).toBeNaN()
  })

  it('[SC44.2] [SC44.3] by their indicators, without those that were inserted', () => {
    expect(share([note('indicators/I1')])).toBe(0.5)
    expect(share([note('objectives/O1', 'inserted'), note('objectives/S1')])).toBe(1)
    expect(share([note('indicators/I1', 'inserted')])).toBe(0.5)
  })
})
