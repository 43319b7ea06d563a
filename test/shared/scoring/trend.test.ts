import { type CellValue, type Plan } from '@traguardo/shared/model'
import { compilePlan, overTime, type Trend, trendOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, byDate, cell } from '../../support/scoring'

const plan = aPlan({
  measures: [aMeasure('A'), aMeasure('B', { aggregation: 'last' })],
  benchmarks: [
    {
      ...{ code: 'K', title: 'Altri', unit: 'N.', year: 2020 },
      own: { printed: '4', value: 4 },
      national: { printed: '7', value: 7 },
    },
    { code: 'L', title: 'Di altro', unit: 'N.', year: 2020, cluster: { printed: '1', value: 1 } },
  ],
  indicators: [
    anIndicator('SUM', {
      targets: [atLeast(9), atLeast(12, 2022)],
      baseline: { year: 2020, printed: 'n. 5', value: 5 },
      benchmark: 'K',
    }),
    anIndicator('LAST', { formula: 'B', targets: [atMost(3, 2022)] }),
    anIndicator('RANGE', {
      formula: 'B',
      targets: [{ year: 2022, printed: 'tra 2 e 4', type: 'between', from: 2, to: 4 }],
    }),
    anIndicator('DAY', { formula: 'B', targets: [byDate('2022-06-30', 2022)] }),
  ],
})

const by = (of: CellValue, person: string, at: string): CellValue => ({ ...of, by: person, at })
const values = [
  by(cell('A', 2, { period: 1 }), 'anna', '2021-05-02T08:00:00.000Z'),
  cell('A', 6, { period: 3 }),
  by(cell('A', 1, { period: 1, year: 2022 }), 'anna', '2022-05-02T08:00:00.000Z'),
  by(cell('A', 3, { period: 1, year: 2022, unit: 'U2' }), 'bruno', '2022-05-03T08:00:00.000Z'),
]
const trend = (code: string, today = '2022-09-05', of: Plan = plan): Trend => {
  const years = [2021, 2022].map((year) => {
    const compiled = compilePlan(of, year)
    return { compiled, snapshots: overTime(compiled, values, { today }) }
  })
  return trendOf(code, years) ?? expect.fail(code)
}
const numbers = ({ years }: Trend) =>
  years.map(({ points }) =>
    points.map(({ node }) => (node?.indicator.value?.type === 'number' ? node.indicator.value.number : null)),
  )

describe('the trend of an indicator', () => {
  it('[RI150.1] has a point for each period of each year', () => {
    expect(numbers(trend('SUM')).map((points) => points.length)).toEqual([3, 3])
    expect(trend('SUM').years.map(({ year, from, to }) => [year, from, to])).toEqual([
      [2021, '2021-01-01', '2021-12-31'],
      [2022, '2022-01-01', '2022-12-31'],
    ])
  })

  it('[RI150.1] has each point on the last day that it tells of', () => {
    const days = trend('SUM', '2022-07-10').years.map(({ points }) => points.map(({ day }) => day))
    expect(days).toEqual([
      ['2021-04-30', '2021-08-31', '2021-12-31'],
      ['2022-04-30', '2022-07-10', '2022-12-31'],
    ])
  })

  it('[RI150.2] is empty where nothing of a period was entered', () => {
    expect(numbers(trend('SUM'))).toEqual([
      [2, null, 8],
      [1, null, null],
    ])
  })

  it('[RI150.3] says what is expected after each period, also of those to come', () => {
    const expected = (code: string) => trend(code).years.map(({ points }) => points.map((point) => point.expected))
    expect(expected('SUM').map((year) => year.map((value) => Math.round((value ?? 0) * 100) / 100))).toEqual([
      [3, 6, 9],
      [4, 8, 12],
    ])
    expect(expected('LAST')).toEqual([
      [null, null, null],
      [3, 3, 3],
    ])
    expect(expected('DAY')[1]).toEqual([null, null, null])
  })

  it('[RI150.3] expects after a period what its end asks for, as the course does on the day after', () => {
    const { years } = trend('SUM', '2022-05-01')
    expect(years[1]?.points[0]?.expected).toBe(years[1]?.points[1]?.node?.indicator.expected ?? 4)
  })

  it('[RI150.4] names whoever entered something of a period, the latest first', () => {
    const units = plan.measures.map((one) =>
      one.code === 'A' ? { ...one, entry: { by: 'units' as const, units: ['U1', 'U2'] } } : one,
    )
    const { years } = trend('SUM', '2022-09-05', { ...plan, measures: units })
    expect(years[1]?.points.map(({ entered }) => entered.map((one) => one.by))).toEqual([['bruno', 'anna'], [], []])
    expect(years[0]?.points.map(({ entered }) => entered)).toEqual([
      [{ by: 'anna', at: '2021-05-02T08:00:00.000Z' }],
      [],
      [],
    ])
  })

  it('[RI150.5] has the earlier value and the figures of its own benchmark', () => {
    expect(trend('SUM').marks.map(({ of, year, value }) => [of, year, value])).toEqual([
      ['baseline', 2020, 5],
      ['own', 2020, 4],
      ['national', 2020, 7],
    ])
    expect(trend('LAST').marks).toEqual([])
  })

  it('[RI150.6] has the target of each year as printed, and where it lies', () => {
    const targets = (code: string) => trend(code).years.map(({ printed, wanted }) => [printed, ...wanted])
    expect(targets('SUM')).toEqual([
      ['>= 9', 9],
      ['>= 12', 12],
    ])
    expect(targets('RANGE')[1]).toEqual(['tra 2 e 4', 2, 4])
    expect(targets('DAY')[1]).toEqual(['Entro 2022-06-30'])
    expect(targets('LAST')[0]).toEqual([null])
  })

  it('[RI150.7] has what the system counts at the end of each period that has begun', () => {
    const own = anIndicator('OWN', { formula: 'operational_mean()', unit: '%', targets: [] })
    const of = { ...plan, indicators: [...plan.indicators, own] }
    const { years } = trend('OWN', '2022-09-05', of)
    expect(years[1]?.points.map(({ node }) => node !== null)).toEqual([true, true, true])
  })

  it('[RI150.8] has the days that are asked for, done or not, in time or not', () => {
    const once = aMeasure('D', { kind: 'date', aggregation: 'last' })
    const days = [
      anIndicator('ONE', { formula: 'D', unit: 'date', targets: [byDate('2022-06-30', 2022)] }),
      anIndicator('TWO', {
        formula: 'D',
        unit: 'date',
        targets: [{ year: 2022, printed: 'due', type: 'by-dates', dates: ['2022-03-31', '2022-07-31'] }],
      }),
    ]
    const of = { ...plan, measures: [...plan.measures, once], indicators: days }
    const asked = (code: string, done: readonly CellValue[]) => {
      const compiled = compilePlan(of, 2022)
      const snapshots = overTime(compiled, done, { today: '2022-09-05' })
      return trendOf(code, [{ compiled, snapshots }])?.years[0]?.days
    }
    const late = cell('D', '2022-07-05', { period: 2, year: 2022 })
    expect(asked('ONE', [])).toEqual([{ day: '2022-06-30', done: null, isMet: null }])
    expect(asked('ONE', [late])).toEqual([{ day: '2022-06-30', done: '2022-07-05', isMet: false }])
    expect(asked('TWO', [cell('D', '2022-03-30', { period: 1, year: 2022 })])).toEqual([
      { day: '2022-03-31', done: '2022-03-30', isMet: true },
      { day: '2022-07-31', done: null, isMet: null },
    ])
    expect(trend('SUM').years[0]?.days).toEqual([])
  })

  it('knows nothing of what the plan does not have', () => {
    expect(trendOf('X', [])).toBeNull()
    expect(trendOf('X', [{ compiled: compilePlan(plan, 2021), snapshots: [] }])).toBeNull()
  })

  it('begins anew each year where it piles up', () => {
    expect([trend('SUM').isSum, trend('LAST').isSum]).toEqual([true, false])
  })
})
