import type { CellValue, Measure, Plan } from '@traguardo/shared/model'
import { collectionsOf, compilePlan, type CycleRecords } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, cell, individual, operational, strategic } from '../../support/scoring'
import { CLOSED, get, MID_YEAR, nodesOf } from '../../support/scores'

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
  // O1 is worth 100 %, O2 50 %.
  const asked = (formula: string) => valueOf(withAsk(formula), 'I9', values)

  it('[SC8.1] the mean of all operational objectives', () => expect(asked('operational_mean()')).toEqual(number(75)))

  it.each([
    ['U1', 75],
    ['U2', 50],
  ])('[SC8.3] the mean of those of the unit %s is %d', (of, expected) =>
    expect(asked(`operational_mean(${of})`)).toEqual(number(expected)),
  )

  it.each([
    ['AS1', 100],
    ['S2', 50],
  ])('[SC8.4] the mean of those below %s is %d', (of, expected) =>
    expect(asked(`operational_mean(${of})`)).toEqual(number(expected)),
  )

  it.each([
    ['', 75],
    ['AS2', 50],
    ['O1', 100],
    ['ENTE', 75],
  ])('[SC45.1] the achievement of «%s» is %d', (of, expected) =>
    expect(asked(`achievement(${of})`)).toEqual(number(expected)),
  )

  it.each([
    ['U1', 75],
    ['U2', 50],
  ])('[SC45.2] the achievement of the unit %s is %d', (of, expected) =>
    expect(asked(`achievement(${of})`)).toEqual(number(expected)),
  )

  it('[SC45.3] as a measure that nobody types: 40 and 10 points of a general secretary', () => {
    const computed = aMeasure('ENTE%', { kind: 'percentage', entry: { by: 'computed', what: 'achievement' } })
    const plan = aPlan({ ...base, measures: [...base.measures, computed], indicators: [...own, ask('ENTE%')] })
    expect(valueOf(plan, 'I9', values)).toEqual(number(75))
    expect(valueOf(plan, 'I9', [])).toBeNull()
  })

  describe('punctuality of the collection', () => {
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
    const records = { collections, reports: [] }

    it('[SC42.1] is the share of periods with all that was owed in time', () => {
      expect(collections).toEqual([
        { unit: 'U1', period: 1, onTime: true },
        { unit: 'U2', period: 1, onTime: false },
      ])
      expect(valueOf(plan, 'I9', entered, records)).toEqual(number(50))
      expect(collectionsOf(compiled, entered, CLOSED).filter(({ onTime }) => onTime)).toHaveLength(2)
      expect(valueOf(plan, 'I9', entered, { collections: [], reports: [] })).toBeNull()
    })

    it('[SC42.2] is of the body and of each unit', () => {
      expect(valueOf(plan, 'I9', entered, records)).toEqual(number(50))
      expect(valueOf(withAsk('collection_punctuality(U2)'), 'I9', entered, records)).toEqual(number(0))
      expect(valueOf(withAsk('collection_punctuality(U1)'), 'I9', entered, records)).toEqual(number(100))
    })

    it('[SC42.3] is two counts, where measures ask for them', () => {
      expect(counts('collections-due', 'collections-on-time', records)).toEqual([number(2), number(1)])
    })

    it('[SC42.7] counts no period on the day of its deadline', () => {
      expect(collectionsOf(compiled, entered, '2021-05-15')).toEqual([])
      expect(collectionsOf(compiled, entered, '2021-05-16')).toEqual(collections)
    })

    it('[SC42.4] counts no period before the first value ever received', () => {
      const later = [{ ...cell('A', 1, { period: 2 }), ...at('2021-09-04') }]
      expect(collectionsOf(compiled, later, '2021-10-01').map(({ period }) => period)).toEqual([2, 2])
    })

    it('[SC42.5] is the same whatever only a sheet uses', () => {
      const ofSheet = aMeasure('C', { entry: { by: 'units', units: ['U1'] } })
      const personal = anIndicator('I8', { objective: 'P1', formula: 'C' })
      const more = aPlan({ ...base, measures: [...base.measures, ofSheet], indicators: [...own, personal] })
      expect(collectionsOf(compilePlan(more, 2021), entered, MID_YEAR)).toEqual(collections)
    })

    it('[SC42.6] goes by the day on which a value was received', () => {
      const received = (day: string) =>
        collectionsOf(compiled, [{ ...cell('B', 1, { period: 1, unit: 'U2' }), ...at(day) }], MID_YEAR)
      const ofU2 = (day: string) => received(day).find(({ unit }) => unit === 'U2')?.onTime
      expect([ofU2('2021-05-15'), ofU2('2021-05-14')]).toEqual([true, true])
      expect(collections.find(({ unit }) => unit === 'U2')?.onTime).toBe(false)
    })
  })

  type Counted = Extract<Measure['entry'], { by: 'computed' }>['what']
  const counts = (due: Counted, onTime: Counted, records: CycleRecords) => {
    const counted = (what: Counted) => aMeasure('COUNT', { entry: { by: 'computed', what } })
    return [due, onTime].map((what) =>
      valueOf(
        aPlan({
          ...base,
          measures: [...base.measures, counted(what)],
          indicators: [...own, { ...ask('COUNT'), unit: 'N.' }],
        }),
        'I9',
        values,
        records,
      ),
    )
  }

  // Friday 17 September 2021: Monday, Tuesday, Wednesday 22.
  const report = (sent: string | null) => ({ period: 2, validated: '2021-09-17', sent })

  it('[SC43.3] punctuality of the report as two counts', () => {
    const records = { collections: [], reports: [report('2021-09-20'), report(null)] }
    expect(counts('reports-due', 'reports-on-time', records)).toEqual([number(2), number(1)])
  })

  it('[SC43.2] punctuality of the report: the patron has his day', () => {
    const records = { collections: [], reports: [report('2021-09-23')] }
    const patron = { ...withAsk('report_punctuality()'), body: { code: 'B', name: 'Ente', patronDay: '09-21' } }
    expect(valueOf(patron, 'I9', values, records)).toEqual(number(100))
    expect(valueOf(withAsk('report_punctuality()'), 'I9', values, records)).toEqual(number(0))
  })

  it('[SC43.1] punctuality of the report: three working days after the last validation', () => {
    const punctual = (...reports: CycleRecords['reports']) =>
      valueOf(withAsk('report_punctuality()'), 'I9', values, { collections: [], reports })
    expect(punctual(report('2021-09-22'))).toEqual(number(100))
    expect(punctual(report('2021-09-23'))).toEqual(number(0))
    expect(punctual(report('2021-09-20'), report(null))).toEqual(number(50))
    expect(punctual()).toBeNull()
  })

  describe('the share of objectives revised in the year', () => {
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

    it('[SC44.1] is that of those which an act of the year touched', () => {
      // One of four organisational objectives.
      expect(share([])).toEqual(number(25))
      expect(share([], [])).toEqual(number(0))
    })

    it('[SC44.2] takes an objective for touched where its indicator is', () => {
      const ofIndicator = { code: 'R3', year: 2021, act, notes: [note('updated', 'indicators/I2')] }
      expect(share([], [ofIndicator])).toEqual(number(25))
    })

    it('[SC44.3] leaves out what the act inserted: it was not planned at first', () => {
      const inserted = { code: 'R3', year: 2021, act, notes: [note('inserted', 'objectives/O3')] }
      expect(share([operational('O3')], [...revisions, inserted])).toEqual(number(25))
    })
  })
})
