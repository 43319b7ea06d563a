import { periodsOf } from '@traguardo/shared/calendar'
import type { CellValue, Indicator, Plan } from '@traguardo/shared/model'
import { checkPlan, checkReady, replaceIndicator } from '@traguardo/shared/plans'
import { explainScore } from '@traguardo/shared/scoring'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, cell, operational, strategic } from '../../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf } from '../../../support/scores'

const MEASURES = [aMeasure('A'), aMeasure('B'), aMeasure('M', { kind: 'number', aggregation: 'mean' })]
type Time = NonNullable<Indicator['replaces']>['time']
const plan = (time: Time, changes: Partial<Plan> = {}): Plan =>
  aPlan({
    measures: MEASURES,
    objectives: [strategic('S1'), operational('O1')],
    indicators: [
      anIndicator('I1', { formula: 'A', weight: 60, targets: [atLeast(30), atLeast(30, 2022)] }),
      anIndicator('I2', {
        ...{ formula: 'A', weight: 60, title: 'Il nuovo', targets: [atLeast(60), atLeast(60, 2022)] },
        replaces: { indicator: 'I1', from: '2021-07-15', time },
      }),
      anIndicator('I3', { formula: 'B', weight: 40, targets: [atLeast(30)] }),
    ],
    ...changes,
  })
const year = (code: string, ...numbers: readonly number[]): readonly CellValue[] =>
  numbers.map((number, at) => cell(code, number, { period: at + 1 }))
const values = [...year('A', 5, 15, 15), ...year('B', 10, 10, 10)]
const at = (of: Plan, address: string, today = CLOSED) => get(nodesOf(of, values, { today }), address)

describe('an indicator that takes the place of another from a day on', () => {
  it('[SC145.1] counts for the whole year, and the other no more from the day on', () => {
    const whole = plan('whole-year')
    expect(at(whole, 'indicators/I1', '2021-07-14').achievement).not.toBeNull()
    expect(at(whole, 'indicators/I1').absence).toMatchObject({ type: 'eliminated', from: '2021-07-15' })
    expect(at(whole, 'indicators/I2').achievement).toBeCloseTo(35 / 60, 12)
    expect(at(whole, 'objectives/O1').achievement).toBeCloseTo(0.6 * (35 / 60) + 0.4, 12)
  })

  it('[SC145.2] counts for its own periods, and the other for those before', () => {
    const own = plan('own')
    // 5 of a third of 30, 30 of two thirds of 60.
    expect([at(own, 'indicators/I1'), at(own, 'indicators/I2')].map(({ achievement }) => achievement)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.75, 12),
    ])
    const nodes = nodesOf(own, [], { today: '2022-05-01' })
    expect(get(nodes, 'indicators/I1').absence?.type).not.toBe('eliminated')
  })

  it('[SC145.3] weighs by the number of its periods', () => {
    const own = plan('own')
    expect(at(own, 'objectives/O1').children.map(({ share }) => share)).toEqual([
      expect.closeTo(0.2, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.4, 12),
    ])
    expect(at(own, 'objectives/O1').achievement).toBeCloseTo(0.2 * 0.5 + 0.4 * 0.75 + 0.4, 12)
    const equal = get(
      nodesOf(own, values, { today: CLOSED, policy: aPolicy({ indicatorWeights: 'equal' }) }),
      'objectives/O1',
    )
    expect(equal.children.map(({ share }) => share)).toEqual([
      expect.closeTo(1 / 6, 12),
      expect.closeTo(1 / 3, 12),
      expect.closeTo(0.5, 12),
    ])
  })

  it('[SC145.2] asks the first for nothing of a mean after its time', () => {
    const mean = plan('own', {
      indicators: [
        anIndicator('I1', { formula: 'M', targets: [atLeast(10)] }),
        anIndicator('I2', {
          ...{ formula: 'M', targets: [atLeast(20)] },
          replaces: { indicator: 'I1', from: '2021-05-01', time: 'own' },
        }),
      ],
    })
    const nodes = nodesOf(mean, year('M', 10, 20, 20), { today: CLOSED })
    expect(['I1', 'I2'].map((code) => get(nodes, `indicators/${code}`).achievement)).toEqual([1, 1])
  })

  it('[SC145.7] is asked for in its own periods alone', () => {
    const own = plan('own', {
      indicators: [
        anIndicator('I1', { formula: 'A' }),
        anIndicator('I2', { formula: 'M', replaces: { indicator: 'I1', from: '2021-05-01', time: 'own' } }),
        anIndicator('I3', { formula: 'B' }),
      ],
    })
    const asked = periodsOf(own, 2021).map((period) =>
      dueCells(own, 'U1', period).map(({ cell: { measure } }) => measure),
    )
    expect(asked).toEqual([
      ['A', 'B'],
      ['B', 'M'],
      ['B', 'M'],
    ])
  })

  it('[SC145.4] is told with its periods', () => {
    const own = plan('own')
    expect(explainScore(at(own, 'indicators/I1'))).toContain(
      '; conta solo il periodo 1 di 3, dal 15/07/2021 lo sostituisce «Il nuovo», in proporzione 10: 5 su 10, vale 50,00 %',
    )
    expect(explainScore(at(own, 'indicators/I2'))).toContain(
      '; contano i periodi 2, 3 di 3, dal 15/07/2021 sostituisce «Indicatore I1», in proporzione 40: 30 su 40',
    )
    expect(explainScore(at(own, 'objectives/O1'))).toContain(
      'media ponderata di 3 voci valutate su 3, ognuna per il suo tempo',
    )
    expect(explainScore(at(own, 'objectives/O1'), 'en')).toContain('each for its own time')
    expect(explainScore(at(plan('whole-year'), 'indicators/I1'))).toBe(
      'n.d. (eliminato dal 15/07/2021: «Sostituito da “Il nuovo”»).',
    )
  })

  it('[SC145.5] weighs once where weights are summed, and replaces something that is there', () => {
    for (const time of ['own', 'whole-year'] as const)
      expect(checkReady(plan(time), 2021).filter(({ code }) => code === 'WEIGHTS')).toEqual([])
    expect(checkPlan(plan('own'))).toEqual([])
    const stranger = anIndicator('I2', { replaces: { indicator: 'IX', from: '2021-07-15', time: 'own' } })
    expect(checkPlan(plan('own', { indicators: [stranger] })).map(({ code, path }) => [code, path.join('/')])).toEqual([
      ['UNKNOWN_REFERENCE', 'indicators/0/replaces/indicator'],
    ])
  })

  it('[SC145.6] begins as a copy under a code of its own', () => {
    const before = aPlan({ measures: MEASURES, indicators: [anIndicator('I1', { formula: 'A' }), anIndicator('I3')] })
    const made = replaceIndicator(before, 'I1', { from: '2021-07-15', time: 'own' })
    expect(made.indicators.map(({ code }) => code)).toEqual(['I1', 'I1-2', 'I3'])
    expect(made.indicators[1]).toMatchObject({
      ...{ formula: 'A', objective: 'O1', codeFrom: 'given' },
      replaces: { indicator: 'I1', from: '2021-07-15', time: 'own' },
    })
    expect(checkPlan(made)).toEqual([])
    expect(replaceIndicator(before, 'none', { from: '2021-07-15', time: 'own' })).toBe(before)
  })
})
