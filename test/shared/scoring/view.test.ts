import {
  bandOfUnit,
  byUnit,
  compilePlan,
  leversOf,
  openScoreModel,
  overTime,
  scoreNodes,
  scoresIn,
} from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { aMeasure, anIndicator, aPlan, atLeast, operational } from '../../support/scoring'

const plan = aPlan({
  measures: [aMeasure('A'), aMeasure('B'), aMeasure('C', { aggregation: 'last' })],
  units: [
    { code: 'DG', name: 'Direzione', kind: 'area' },
    { code: 'U1', name: 'Uno', kind: 'service', parent: 'DG' },
    { code: 'U2', name: 'Due', kind: 'service', parent: 'DG' },
    { code: 'U3', name: 'Tre', kind: 'service' },
  ],
  objectives: [
    ...aPlan().objectives.filter(({ code }) => code === 'S1'),
    operational('O1', 'S1', { units: ['U1'] }),
    operational('O2', 'S1', { units: ['U1', 'U2'] }),
  ],
  indicators: [
    anIndicator('I1', { formula: 'A', targets: [atLeast(10)], weight: 1 }),
    anIndicator('I2', { formula: 'B', targets: [atLeast(10)], weight: 3 }),
    anIndicator('I3', { formula: 'C', objective: 'O2', targets: [atLeast(10)] }),
  ],
})
const compiled = compilePlan(plan, 2021)
const cell = (measure: string, period: number, number: number) => ({
  ...{ body: 'B', measure, unit: 'U1', year: 2021, period: period as 1 },
  value: { type: 'number' as const, number },
})
const moment = { today: '2021-09-05' }
const scored = (cells: ReturnType<typeof cell>[]) => scoresIn(openScoreModel(compiled, cells, moment)).body

describe('what would move a score most', () => {
  const found = leversOf(scored([cell('A', 1, 5), cell('B', 1, 5)]))

  it('[SC55.2] comes with the largest first', () => {
    expect(found.map(({ code }) => code).slice(0, 2)).toEqual(['I2', 'I1'])
  })

  it('[SC55.3] comes last without a score, and without a number', () => {
    expect(found.at(-1)).toMatchObject({ code: 'I3', gain: null })
  })

  it('[SC55.1] is what is missing to each indicator times its share', () => {
    const [first, second] = found.map(({ gain }) => gain ?? 0)
    expect((first ?? 0) / (second ?? 1)).toBeCloseTo(3)
  })

  it('[SC55.3] comes last without a score wherever it stands in the plan', () => {
    expect(leversOf(scored([cell('B', 1, 5), cell('C', 1, 5)])).map(({ code, gain }) => [code, gain === null])).toEqual(
      [
        ['I2', false],
        ['I3', false],
        ['I1', true],
      ],
    )
  })

  it('[SC55.1] nothing that weighs nothing is a lever', () => {
    const weights = plan.indicators.map((one) => (one.code === 'I1' ? { ...one, weight: 0 } : one))
    const book = openScoreModel(
      compilePlan({ ...plan, indicators: weights }, 2021),
      [cell('A', 1, 5), cell('B', 1, 5)],
      moment,
    )
    expect(leversOf(scoresIn(book).body).map(({ code }) => code)).toEqual(['I2', 'I3'])
  })

  it('[SC55.4] what is full is no lever', () => {
    expect(leversOf(scored([cell('A', 1, 10), cell('B', 1, 5)])).map(({ code }) => code)).toEqual(['I2', 'I3'])
  })

  it('[SC55.4] what does not apply is no lever', () => {
    const none = { ...cell('C', 1, 0), value: { type: 'not-applicable' as const } }
    const book = openScoreModel(compiled, [cell('A', 1, 5), cell('B', 1, 5), none], moment)
    expect(leversOf(scoresIn(book).body).map(({ code }) => code)).toEqual(['I2', 'I1'])
  })

  it('[SC55.1] sums, with what is there, to a full score wherever everything is entered', () => {
    const amount = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const body = scored([cell('A', 1, a), cell('B', 1, b), cell('C', 1, c)])
        const gains = leversOf(body).reduce((sum, { gain }) => sum + (gain ?? 0), 0)
        expect(gains + (body.achievement ?? 0)).toBeCloseTo(1)
      }),
      { numRuns: sampleOf(300) },
    )
  })
})

describe('a year over time', () => {
  const snapshots = overTime(compiled, [cell('A', 1, 4), cell('A', 2, 6)], moment)

  it('[SC56.2] leaves out what came in later periods', () => {
    const achieved = snapshots.map(({ book }) => scoreNodes(scoresIn(book)).get('indicators/I1')?.achievement)
    expect(achieved).toEqual([0.4, 1, 1])
  })

  it('[SC56.1] leaves out periods that have not begun', () => {
    expect(snapshots.map(({ period }) => period.number)).toEqual([1, 2, 3])
    expect(overTime(compiled, [], { today: '2021-01-15' })).toHaveLength(1)
    const begun = (today: string) => overTime(compiled, [], { today }).length
    expect([begun('2021-04-30'), begun('2021-05-01')]).toEqual([1, 2])
  })

  it('[SC56.1] stands at the day of each period, and at today in the one that is not over', () => {
    const days = (today: string) => overTime(compiled, [], { today }).map(({ book }) => book.today)
    expect(days('2021-09-05')).toEqual(['2021-04-30', '2021-08-31', '2021-09-05'])
    expect(days('2022-02-01')).toEqual(['2021-04-30', '2021-08-31', '2021-12-31'])
  })

  it('[SC56.3] ends where the year stands today', () => {
    const cells = [cell('A', 1, 4), cell('B', 2, 6), cell('C', 2, 3)]
    const last = overTime(compiled, cells, moment).at(-1)
    expect(last && scoresIn(last.book)).toEqual(scoresIn(openScoreModel(compiled, cells, moment)))
  })
})

describe('units', () => {
  it('[SC45.2] without a score have none, and those that take part in a strategic objective alone are not there', () => {
    const more = {
      ...plan,
      objectives: plan.objectives.map((one) => (one.code === 'S1' ? { ...one, units: ['U3'] } : one)),
    }
    const nodes = scoreNodes(scoresIn(openScoreModel(compilePlan(more, 2021), [cell('C', 1, 5)], moment)))
    expect(byUnit(more, nodes).map(({ unit, achievement }) => [unit, achievement])).toEqual([
      ['DG', 0.5],
      ['U1', 0.5],
      ['U2', 0.5],
    ])
    expect(byUnit(more, new Map())).toEqual([])
    const none = scoreNodes(scoresIn(openScoreModel(compiled, [], moment)))
    expect(byUnit(plan, none).map(({ achievement }) => achievement)).toEqual([null, null, null])
  })

  it('[SC45.2] stand as the mean of the operational objectives that they or a unit below take part in', () => {
    const nodes = scoreNodes(
      scoresIn(openScoreModel(compiled, [cell('A', 1, 10), cell('B', 1, 10), cell('C', 1, 5)], moment)),
    )
    const found = byUnit(plan, nodes).map(({ unit, achievement, objectives }) => [unit, achievement, objectives.length])
    expect(found).toEqual([
      ['DG', 0.75, 2],
      ['U1', 0.75, 2],
      ['U2', 0.5, 1],
    ])
  })

  it('[SC45.4] have the band of any score: none before the close while little of their objectives is there', () => {
    const bands = (today: string) => {
      const nodes = scoreNodes(scoresIn(openScoreModel(compiled, [cell('A', 1, 10)], { ...moment, today })))
      return byUnit(plan, nodes).map((score) => [score.unit, bandOfUnit(score, compiled.policy)?.tone ?? null])
    }
    expect(bands('2021-12-31').map(([, tone]) => tone)).toEqual([null, null, null])
    expect(bands('2022-03-01').map(([, tone]) => tone)).not.toContain(null)
  })
})
