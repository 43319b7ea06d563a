import type { MeasureKind, Plan, Target } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { compilePlan, scorePlan } from '@traguardo/shared/scoring'
import { MEASURE_KINDS } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, byDate, cell } from '../../support/scoring'

type Rule = Target extends infer T ? (T extends unknown ? Omit<T, 'year' | 'printed'> : never) : never
const NUMBERS: readonly Rule[] = [
  ...(['at-least', 'more-than', 'at-most', 'less-than', 'equals'] as const).map((type) => ({ type, value: 2 })),
  { type: 'between', from: 1, to: 2 },
  { type: 'against-year', back: 1, comparison: '>=' },
]
const BY_DAY: readonly Rule[] = [
  { type: 'by-date', date: '2021-06-30' },
  { type: 'by-dates', dates: ['2021-04-30', '2021-12-31'] },
]
const SINCE: Rule = { type: 'after-event', event: 'E', amount: 30, unit: 'days' }
const MONTHS: Rule = { type: 'after-event', event: 'E', amount: 1, unit: 'months' }
const AFTER: readonly Rule[] = [{ type: 'after-each-period', days: 15 }, SINCE]
const LEVEL: Rule = { type: 'level', comparison: '>=', level: 'medio' }
const RECORDED: readonly Rule[] = [{ type: 'first-year' }, { type: 'observed' }]

const planWith = (kind: MeasureKind, rule: Rule): Plan => {
  const measures = [
    aMeasure('A', { kind, aggregation: 'last', ...(kind === 'level' ? { levels: ['basso', 'medio', 'alto'] } : {}) }),
    aMeasure('E', { kind: 'date', aggregation: 'last' }),
  ]
  const target = { year: 2021, printed: 'come stampato', ...rule } as Target
  return aPlan({ measures, indicators: [anIndicator('I1', { unit: 'come capita', targets: [target] })] })
}
const taking = (rule: Rule) => MEASURE_KINDS.filter((kind) => checkPlan(planWith(kind, rule)).length === 0)
const saidOf = (kind: MeasureKind, rule: Rule) => checkPlan(planWith(kind, rule)).map(({ message }) => message)

describe('a target that the formula can never be judged by', () => {
  it('[SC72.1] a day is asked of a day', () => {
    for (const rule of BY_DAY) expect(taking(rule)).toEqual(['date'])
    expect(taking(MONTHS)).toEqual(['date'])
    expect(saidOf('count', { type: 'by-date', date: '2021-06-30' })).toEqual([
      'Target di «I1»: «come stampato» chiede una data, e la formula dà un conteggio. Cambi il target, la formula o il tipo della misura.',
    ])
  })

  it('[SC72.2] a number is asked of anything but a day or a level', () => {
    for (const rule of NUMBERS)
      expect(taking(rule)).toEqual(MEASURE_KINDS.filter((kind) => kind !== 'date' && kind !== 'level'))
    expect(saidOf('date', { type: 'at-least', value: 2 })[0]).toContain('chiede un numero, e la formula dà una data')
  })

  it('[SC72.3] a level is asked of a level', () => {
    expect(taking(LEVEL)).toEqual(['level'])
    expect(saidOf('number', LEVEL)[0]).toContain('chiede un livello, e la formula dà un numero')
  })

  it('[SC72.4] days after something are asked of a day, or of days', () => {
    for (const rule of AFTER) expect(taking(rule)).toEqual(['number', 'days', 'date'])
    expect(saidOf('money', SINCE)[0]).toContain('chiede giorni, e la formula dà un importo')
  })

  it('[SC72.2] [SC72.4] what is only recorded is asked of anything', () => {
    for (const rule of RECORDED) expect(taking(rule)).toEqual(MEASURE_KINDS)
  })

  it('[SC72.5] in a plan that has one already is worth 0 at the close, and nothing before', () => {
    const values = [cell('A', 4, { period: 3 })]
    const scored = (target: Target, today: string) =>
      scorePlan(compilePlan(planWith('count', target), 2021), values, { today }).body.achievement
    expect(scored(byDate('2021-06-30'), '2022-06-30')).toBe(0)
    expect(scored(byDate('2021-06-30'), '2021-11-30')).toBeNull()
    expect(scored(atLeast(4), '2022-06-30')).toBe(1)
  })
})
