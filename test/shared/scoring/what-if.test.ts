import type { Aggregation, Measure, MeasureKind, Plan, Target } from '@traguardo/shared/model'
import { compilePlan, neededValue, openScoreModel, whatIf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, byDate, cell } from '../../support/scoring'

const moment = { today: '2021-09-05' }
const UNITS = { by: 'units' as const, units: ['U1', 'U2'] }

/** A value by period, of the first unit and of the second. */
interface Entered {
  readonly U1?: Readonly<Record<number, number>>
  readonly U2?: Readonly<Record<number, number>>
}

interface Asked {
  readonly target?: Target | null
  readonly formula?: string
  readonly unit?: string
  readonly measures?: readonly Measure[]
  readonly entered?: Entered
  readonly cell?: {
    readonly unit?: string
    readonly period?: number
    readonly year?: number
    readonly measure?: string
  }
}

/** What the cell of A in the second period needs, for at least 10. */
function needed({ target = atLeast(10), measures = [], entered = {}, cell: at = {}, ...indicator }: Asked) {
  const own = anIndicator('I1', { targets: target ? [target] : [], ...indicator })
  const plan: Plan = aPlan({ measures, indicators: [own] })
  const values = Object.entries(entered).flatMap(([unit, periods]) =>
    Object.entries(periods ?? {}).map(([period, value]) =>
      cell('A', value as number, { unit, period: Number(period) }),
    ),
  )
  const book = openScoreModel(compilePlan(plan, 2021), values, moment)
  const { value: _, ...asked } = cell(at.measure ?? 'A', null, at)
  const found = neededValue(book, 'I1', asked)
  return found.ok ? found.value : found.error
}
const is = (number: number) => ({ type: 'number', number })
const OUT = { code: 'OUT_OF_REACH' }
const of = (kind: MeasureKind, aggregation: Aggregation, entry: Measure['entry'] = UNITS) => ({
  measures: [aMeasure('A', { kind, aggregation, entry, levels: ['basso', 'medio', 'alto', 'ottimo'] })],
})

describe('the value that one cell needs', () => {
  it.each<[string, Asked, object]>([
    ['a sum over periods', { ...of('number', 'sum'), entered: { U1: { 1: 3, 3: 2 } } }, is(5)],
    ['a sum over units', { ...of('number', 'sum'), entered: { U1: { 1: 3 }, U2: { 1: 2, 2: 1 } } }, is(4)],
    ['whatever stands in the cell', { ...of('number', 'sum'), entered: { U1: { 1: 3, 2: 99 } } }, is(7)],
    ['a mean over periods', { ...of('number', 'mean'), entered: { U1: { 1: 4, 3: 6 } } }, is(20)],
    ['a mean over units', { ...of('percentage', 'last'), entered: { U2: { 1: 9, 2: 4 } } }, is(16)],
    ['a mean over units of sums', { ...of('days', 'sum'), entered: { U1: { 1: 3 }, U2: { 1: 2, 2: 4 } } }, is(11)],
    ['a mean over units of means', { ...of('days', 'mean'), entered: { U2: { 1: 2, 2: 4 } } }, is(17)],
    ['a mean over units of the largest', { ...of('days', 'max'), entered: { U2: { 1: 6, 2: 4 } } }, is(14)],
    ['the largest', { ...of('number', 'max'), entered: { U1: { 1: 4 } } }, is(10)],
    ['the largest, where another is as large', { ...of('number', 'max'), entered: { U1: { 3: 10 } } }, is(10)],
    ['the largest, where another is larger', { ...of('number', 'max'), entered: { U1: { 3: 11 } } }, OUT],
    ['the last', { ...of('number', 'last'), entered: { U1: { 1: 4 } } }, is(10)],
    ['the last, where a later one stands', { ...of('number', 'last'), entered: { U1: { 3: 4 } } }, OUT],
    ['a yes of both units', { ...of('boolean', 'last'), target: atLeast(1), entered: { U2: { 1: 1 } } }, is(1)],
    [
      'a yes, where another unit said no',
      { ...of('boolean', 'last'), target: atLeast(1), entered: { U2: { 1: 0 } } },
      OUT,
    ],
  ])('[SC53.1] %s', (_what, asked, expected) => expect(needed(asked)).toMatchObject(expected))

  const half = { formula: 'A * 2', target: atLeast(5) }
  const most = { formula: 'A * 2', target: atMost(5) }

  it.each<[string, Asked, object]>([
    ['a count up, for at least', { ...of('count', 'sum'), ...half }, is(3)],
    ['a count down, for at most', { ...of('count', 'sum'), ...most }, is(2)],
    ['a level up', { ...of('level', 'last'), ...half }, is(3)],
    ['a yes or no up', { ...of('boolean', 'last'), formula: 'A * 2', target: atLeast(1) }, is(1)],
    ['no days', { ...of('days', 'last'), ...half }, is(2.5)],
    ['no money', { ...of('money', 'sum'), ...half }, is(2.5)],
    ['no number', { ...of('number', 'sum'), ...most }, is(2.5)],
  ])('[SC53.1] is rounded: %s', (_what, asked, expected) => expect(needed(asked)).toEqual(expected))

  it.each<[string, Asked, object]>([
    ['a number', { ...of('number', 'sum'), entered: { U1: { 1: 12 } }, target: atMost(10) }, is(-2)],
    ['money', { ...of('money', 'sum'), entered: { U1: { 1: 12 } }, target: atMost(10) }, is(-2)],
    ['no count', { ...of('count', 'sum'), entered: { U1: { 1: 12 } }, target: atMost(10) }, OUT],
    ['no days', { ...of('days', 'sum'), entered: { U1: { 1: 12 } }, target: atMost(10) }, OUT],
    ['nothing, which is enough', { ...of('count', 'sum'), entered: { U1: { 1: 10 } }, target: atMost(10) }, is(0)],
  ])('[SC53.2] below zero is %s', (_what, asked, expected) => expect(needed(asked)).toMatchObject(expected))

  const previous = { type: 'against-year', back: 1, comparison: '>=', year: 2021, printed: '' } as const

  it.each<[string, Asked, object]>([
    ['no target', { ...of('count', 'sum'), target: null }, { code: 'NO_TARGET' }],
    ['a target of another year', { ...of('count', 'sum'), target: atLeast(1, 2022) }, { code: 'NO_TARGET' }],
    [
      'a target that is no number',
      { ...of('count', 'sum'), target: { type: 'first-year', year: 2021, printed: '' } },
      { code: 'NOT_A_NUMBER', params: { kind: 'target' } },
    ],
    [
      'an earlier year that is not known',
      { ...of('count', 'sum'), target: previous },
      { code: 'NOT_A_NUMBER', params: { kind: 'target' } },
    ],
    ['another measure', { ...of('count', 'sum'), cell: { measure: 'B' } }, { code: 'NOT_USED' }],
    ['another unit', { ...of('count', 'sum'), cell: { unit: 'U3' } }, { code: 'NOT_USED' }],
    ['another year', { ...of('count', 'sum'), cell: { year: 2020 } }, { code: 'NOT_USED' }],
    ['the last period alone', { ...of('count', 'sum'), formula: 'latest(A)' }, { code: 'NOT_USED' }],
    ['a square', { ...of('count', 'sum'), formula: 'A * A' }, { code: 'NOT_INVERTIBLE' }],
    [
      'another value that is missing',
      { measures: [...of('count', 'sum').measures, aMeasure('B')], formula: 'A / B' },
      { code: 'NOT_INVERTIBLE' },
    ],
    [
      'another value that is a day',
      { measures: [...of('count', 'sum').measures, aMeasure('B', { kind: 'date' })], formula: 'A - B' },
      { code: 'NOT_INVERTIBLE' },
    ],
  ])('[SC53.2] is not told for %s', (_what, asked, expected) => expect(needed(asked)).toMatchObject(expected))

  it('[SC53.1] is the day itself where a day is asked for', () => {
    const asked = { ...of('date', 'last'), unit: 'date', target: byDate('2021-06-30') }
    expect(needed(asked)).toEqual({ type: 'date', date: '2021-06-30' })
  })
})

describe('what if', () => {
  const plan = aPlan({ indicators: [anIndicator('I1'), anIndicator('I2', { formula: 'operational_mean()' })] })

  it('[SC52.1] a score that was none begins, and one can come to its end', () => {
    const [none, full] = [[], [cell('A', 5)]].map((values) => openScoreModel(compilePlan(plan, 2021), values, moment))
    const told = (book: typeof none, value: number | null) =>
      book && whatIf(book, [cell('A', value)]).filter(({ key }) => key === 'indicators/I1')
    expect(told(none, 5)).toEqual([{ key: 'indicators/I1', before: null, after: 0.5 }])
    expect(told(full, null)).toEqual([{ key: 'indicators/I1', before: 0.5, after: null }])
    expect(told(none, null)).toEqual([])
  })

  it('[SC52.1] tells the scores that have an address, the body before all others', () => {
    const own = aPlan({ measures: [aMeasure('A')] })
    const book = openScoreModel(compilePlan(own, 2021), [], moment)
    const keys = whatIf(book, [cell('A', 5)]).map(({ key }) => key)
    expect(keys[0]).toBe('body/B')
    expect([...keys].sort()).toEqual(['areas/AS1', 'body/B', 'indicators/I1', 'objectives/O1', 'objectives/S1'])
  })
})
