import { usualCalendar } from '@traguardo/shared/calendar'
import type { CellValue, Neutralisation, Plan } from '@traguardo/shared/model'
import { compilePlan, explainScore, movedWeight, overTime, scoresIn } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, cell, operational, strategic } from '../../../support/scoring'
import { CLOSED, get, nodesOf } from '../../../support/scores'

const ACT = { organ: 'OIV', number: '4', date: '2021-07-10' }
const act = (about: string, changes: Partial<Neutralisation> = {}): Neutralisation => ({
  ...{
    id: 'n1',
    about,
    from: '2021-07-10',
    act: ACT,
    reason: 'sede allagata',
    by: 'oiv',
    at: '2021-07-11T08:00:00.000Z',
  },
  ...changes,
})
const MEASURES = [
  aMeasure('A'),
  aMeasure('B'),
  aMeasure('L', { kind: 'number', aggregation: 'last' }),
  aMeasure('M', { kind: 'number', aggregation: 'mean' }),
]
const withActs = (acts: readonly Neutralisation[], plan: Partial<Plan> = {}): Plan =>
  aPlan({
    measures: MEASURES,
    objectives: [strategic('S1'), operational('O1')],
    indicators: [
      anIndicator('I1', { formula: 'A', weight: 75, targets: [atLeast(30)] }),
      anIndicator('I2', { formula: 'B', weight: 25, targets: [atLeast(30)] }),
    ],
    ...plan,
    calendars: [{ ...usualCalendar(2021), neutralised: acts }],
  })
const year = (code: string, ...numbers: readonly number[]): CellValue[] =>
  numbers.map((number, at) => cell(code, number, { period: at + 1 }))
const values = [...year('A', 10, 2, 10), ...year('B', 10, 10, 10)]
const at = (plan: Plan, address: string, today = CLOSED, of: readonly CellValue[] = values) =>
  get(nodesOf(plan, of, { today }), address)

describe('what an act neutralises for a year', () => {
  const plan = withActs([act('indicators/I1')])

  it('[SC141.1] has no achievement, and is left out of what stands above', () => {
    expect(at(withActs([]), 'objectives/O1').achievement).toBeCloseTo(0.75 * (22 / 30) + 0.25, 12)
    expect(at(plan, 'indicators/I1').achievement).toBeNull()
    expect(at(plan, 'indicators/I1').absence).toMatchObject({ type: 'neutralised', act: ACT })
    expect(at(plan, 'objectives/O1').achievement).toBe(1)
    // The act mostly comes after the end of the year, before the report is validated.
    const later = withActs([act('indicators/I1', { from: '2022-01-20' })])
    expect(
      [at(later, 'indicators/I1', '2022-01-19'), at(later, 'indicators/I1', '2022-01-20')].map((one) => one.rule),
    ).toEqual(['SC10', 'SC141'])
  })

  it('[SC141.2] counts before the day of its act', () => {
    expect(at(plan, 'indicators/I1', '2021-07-09').achievement).toBeCloseTo(22 / 30, 12)
    const seen = overTime(compilePlan(plan, 2021), values, { today: CLOSED })
    const scores = seen.map(
      ({ book }) => scoresIn(book).body.children[0]?.children[0]?.children[0]?.children[0]?.achievement,
    )
    expect(scores).toEqual([10 / 30, null, null])
  })

  it('[SC141.3] takes along what stands below it', () => {
    const nodes = nodesOf(withActs([act('objectives/S1')]), values, { today: CLOSED })
    for (const address of ['objectives/S1', 'objectives/O1', 'indicators/I1', 'indicators/I2'])
      expect(get(nodes, address).absence?.type).toBe('neutralised')
    expect(get(nodes, 'body/B').achievement).toBeNull()
  })

  it('[SC141.6] says from when on, by which act and why', () => {
    expect(explainScore(at(plan, 'indicators/I1'))).toBe(
      'n.d. (neutralizzato dal 10/07/2021 con OIV n. 4 del 10/07/2021: «sede allagata»).',
    )
    expect(explainScore(at(plan, 'indicators/I1'), 'en')).toContain('neutralised from 10/07/2021 on by OIV n. 4')
  })

  it('[SC141.7] is listed among weight that moved, with who entered it and when', () => {
    expect(movedWeight(at(plan, 'objectives/O1'))).toMatchObject([
      {
        about: 'indicators/I1',
        why: 'neutralised',
        by: 'oiv',
        at: '2021-07-11T08:00:00.000Z',
        share: 0.75,
        to: { by: 1 },
      },
    ])
  })
})

describe('single periods that an act neutralises', () => {
  const second = act('indicators/I1', { periods: [2] })
  const worth = (formula: string, target: ReturnType<typeof atLeast>, of: readonly CellValue[], acts = [second]) =>
    at(withActs(acts, { indicators: [anIndicator('I1', { formula, targets: [target] })] }), 'indicators/I1', CLOSED, of)

  it('[SC141.4] leave an indicator to the values of the others', () => {
    expect(worth('M', atLeast(10), year('M', 10, 1, 10)).achievement).toBe(1)
    expect(worth('A / B', atLeast(1), [...year('A', 10, 0, 10), ...year('B', 10, 10, 10)]).achievement).toBe(1)
    expect(worth('L', atLeast(9), year('L', 2, 9, 3), [act('indicators/I1', { periods: [3] })]).achievement).toBe(1)
    // Not entered, they are not missing either.
    expect(worth('M', atLeast(10), [cell('M', 10, { period: 1 }), cell('M', 10, { period: 3 })]).achievement).toBe(1)
    expect(worth('M', atLeast(10), [cell('M', 10, { period: 1 }), cell('M', 10, { period: 2 })]).achievement).toBe(0)
  })

  it('[SC141.5] ask of what adds up its share of the target', () => {
    expect(worth('A', atLeast(30), year('A', 10, 0, 10)).achievement).toBe(1)
    expect(worth('A + B', atLeast(60), [...year('A', 10, 0, 5), ...year('B', 10, 0, 5)]).achievement).toBe(0.75)
    expect(worth('A', atMost(30), year('A', 10, 90, 15)).achievement).toBeCloseTo(20 / 25, 12)
    const before = [cell('A', 20, { year: 2020, period: 1 })]
    expect(worth('A / previous_year(A)', atLeast(1.5), [...year('A', 10, 0, 10), ...before]).achievement).toBe(1)
    expect(explainScore(worth('A', atLeast(30), year('A', 10, 0, 5)))).toBe(
      '15 N.; obiettivo >= 30; contano i periodi 1, 3 di 3, gli altri sono neutralizzati (OIV n. 4 del 10/07/2021, «sede allagata»), in proporzione 20: 15 su 20, vale 75,00 %, parzialmente raggiunto; pesa 100,00 %.',
    )
  })

  it('[SC141.5] ask of a number by a day the share of the periods up to it', () => {
    const byDay = (target: number) => ({ ...atLeast(target), by: '2021-08-31' })
    expect(worth('A', byDay(20), year('A', 10, 0, 0)).achievement).toBe(1)
    expect(worth('A', byDay(20), year('A', 5, 0, 0)).achievement).toBe(0.5)
    expect(worth('L', byDay(20), year('L', 20, 1, 1)).achievement).toBe(1)
    expect(worth('A', byDay(20), year('A', 5, 5, 0), []).achievement).toBe(0.5)
  })

  it('[SC141.2] count before the day of their act', () => {
    const plan = withActs([second])
    expect(at(plan, 'indicators/I1', '2021-07-09').achievement).toBeCloseTo(22 / 30, 12)
    expect(at(plan, 'indicators/I1', '2021-07-10').achievement).toBe(1)
  })

  it('[SC141.8] leave nothing of an indicator where none is left', () => {
    const all = withActs([act('objectives/O1', { periods: [1, 2, 3] })])
    expect(at(all, 'indicators/I1').absence?.type).toBe('neutralised')
    const once = withActs([second], {
      measures: [aMeasure('A', { due: [2] }), aMeasure('B')],
    })
    expect(at(once, 'indicators/I1').absence?.type).toBe('neutralised')
    expect(at(once, 'objectives/O1').achievement).toBe(1)
  })

  it('[SC141.9] count for another indicator of the same measure', () => {
    const plan = withActs([second], {
      indicators: [
        anIndicator('I1', { formula: 'M', targets: [atLeast(10)] }),
        anIndicator('I2', { formula: 'M', targets: [atLeast(10)] }),
      ],
    })
    const of = year('M', 10, 4, 10)
    expect(
      [at(plan, 'indicators/I1', CLOSED, of), at(plan, 'indicators/I2', CLOSED, of)].map((one) => one.achievement),
    ).toEqual([1, 0.8])
  })
})
