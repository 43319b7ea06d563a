import type { Aggregation, Target, TargetRule } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { targetWords } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, cell } from '../../support/scoring'
import { aPolicy, CLOSED, MID_YEAR, scoreOf } from '../../support/scores'

const target = (rule: TargetRule): Target => ({ year: 2021, printed: 'stampato', ...rule })
const by = (value: number, day: string): Target => target({ type: 'at-least', value, by: day })
const range = target({ type: 'between', from: 80, to: 90 })
const measures = (aggregation: Aggregation, units = ['U1']) => [
  aMeasure('A', { kind: 'number', aggregation, entry: { by: 'units', units } }),
]
const entered = (...values: readonly number[]) => values.map((value, at) => cell('A', value, { period: at + 1 }))
const worth = (rule: Target, values: readonly number[], aggregation: Aggregation = 'sum', today = CLOSED) =>
  scoreOf(rule, entered(...values), { measures: measures(aggregation), today }).achievement

describe('a number by a day', () => {
  it.each([
    ['sum', [30, 30, 40], 60, 1],
    ['sum', [30, 15, 55], 60, 0.75],
    ['last', [90, 30, 60], 60, 0.5],
    ['mean', [20, 40, 90], 60, 0.5],
    ['max', [60, 10, 10], 60, 1],
  ] as const)('[SC58.1] by %s, of what is there in the period of the day', (aggregation, values, wanted, expected) =>
    expect(worth(by(wanted, '2021-06-30'), values, aggregation)).toBe(expected),
  )

  it.each(['2021-12-31', '2022-03-31'])('[SC58.2] by %s is by the end of the year', (day) =>
    expect(worth(by(100, day), [30, 30, 40])).toBe(1),
  )

  it('[SC58.4] what came later does not help', () => {
    expect(worth(by(60, '2021-04-30'), [30, 30, 40])).toBe(0.5)
    expect(worth(by(60, '2021-04-30'), [30, 900, 900])).toBe(0.5)
  })

  it('[SC58.1] a period that is not entered before the day leaves nothing in mid-year and 0 at the close', () => {
    const first = [cell('A', 30, { period: 2 })]
    const score = (today: string) =>
      scoreOf(by(60, '2021-06-30'), first, { measures: measures('sum'), today }).achievement
    expect([score(MID_YEAR), score(CLOSED)]).toEqual([null, 0])
  })

  it('[SC58.1] by the policy it is met or not met', () => {
    const policy = aPolicy({ grows: 'met-or-not' })
    const about = { measures: measures('sum'), today: CLOSED, policy }
    expect(scoreOf(by(60, '2021-06-30'), entered(30, 15, 55), about).achievement).toBe(0)
  })

  it('[SC58.3] before the last period it is asked of one measure of one unit', () => {
    const faults = (rule: Target, units: readonly string[], formula = 'A') =>
      checkPlan(
        aPlan({
          measures: measures('sum', [...units]),
          indicators: [anIndicator('I1', { formula, targets: [rule] })],
        }),
      ).map(({ code }) => code)
    expect(faults(by(60, '2021-06-30'), ['U1'])).toEqual([])
    expect(faults(by(60, '2021-06-30'), ['U1', 'U2'])).toEqual(['TARGET'])
    expect(faults(by(60, '2021-06-30'), ['U1'], 'A / A')).toEqual(['TARGET'])
    expect(faults(by(60, '2021-12-31'), ['U1', 'U2'], 'A / A')).toEqual([])
    expect(faults(by(60, '2021-02-30'), ['U1'])).toEqual(['TARGET'])
  })

  it('is said as both', () => {
    expect(targetWords(by(60, '2021-06-30'), '%')).toBe('≥ 60 % entro il 30/06/2021')
    expect(targetWords(by(60, '2021-06-30'), '%', 'en')).toBe('≥ 60 % by 30/06/2021')
  })
})

describe('two numbers to lie between', () => {
  it.each([80, 85, 90])('[SC59.1] %d is within', (value) => expect(worth(range, [0, 0, value], 'last')).toBe(1))

  it.each([
    [40, 0.5],
    [180, 0.5],
    [0, 0],
  ])('[SC59.2] %d is worth %d', (value, expected) => expect(worth(range, [0, 0, value], 'last')).toBe(expected))

  it('[SC59.2] by the policy outside is not met', () => {
    const policy = aPolicy({ grows: 'met-or-not', shrinks: 'met-or-not' })
    const score = (value: number) =>
      scoreOf(range, entered(0, 0, value), { measures: measures('last'), today: CLOSED, policy }).achievement
    expect([79, 80, 90, 91].map(score)).toEqual([0, 1, 1, 0])
  })

  it('is a fault the wrong way round', () => {
    const wrong = target({ type: 'between', from: 90, to: 80 })
    const indicators = [anIndicator('I1', { targets: [wrong] })]
    expect(checkPlan(aPlan({ indicators })).map(({ code, message }) => `${code} ${message}`)).toEqual([
      'TARGET Target di «I1»: il primo numero deve essere minore del secondo.',
    ])
  })

  it('is said with both', () => {
    expect(targetWords(range, '%')).toBe('tra 80 e 90 %')
    expect(targetWords(range, '%', 'en')).toBe('between 80 and 90 %')
  })
})
