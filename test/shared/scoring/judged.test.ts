import type {
  Aggregation,
  CellValue,
  Comparison,
  Measure,
  MeasureKind,
  Plan,
  Target,
  TargetRule,
} from '@traguardo/shared/model'
import { compilePlan, nodeIn, openScoreModel } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, byDate, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED, scoreOf } from '../../support/scores'

const target = (rule: TargetRule): Target => ({ year: 2021, printed: '', ...rule })
const of = (kind: MeasureKind, aggregation: Aggregation = 'last', more: Partial<Measure> = {}) => ({
  measures: [
    aMeasure('A', { kind, aggregation, ...more }),
    onceMeasure('B'),
    aMeasure('E', { kind: 'date', aggregation }),
  ],
})
type About = NonNullable<Parameters<typeof scoreOf>[2]>
const none = { type: 'not-applicable' } as const
const wrong = { type: 'undefined', why: 'wrong-type' }
const unknown = { type: 'missing', measures: ['E'] }
const noEvent = { type: 'not-applicable', why: 'no-event' }

describe('what comes of an indicator, and by which rule', () => {
  const each = target({ type: 'after-each-period', days: 10 })
  const dates = target({ type: 'by-dates', dates: ['2021-04-30', '2021-08-31', '2021-12-31'] })
  const event = target({ type: 'after-event', event: 'E', amount: 10, unit: 'days' })
  const months = target({ type: 'after-event', event: 'E', amount: 1, unit: 'months' })
  const level = target({ type: 'level', comparison: '>=', level: 'Alto' })
  const levels = of('level', 'last', { levels: ['basso', 'alto'] })
  const day = of('date')
  const first = cell('A', '2021-04-30', { period: 1 })
  const zero = aPolicy({ missing: 'zero' })
  const leftOut = aPolicy({ missingAtClose: 'left-out' })
  const whole = aPolicy({ milestones: 'all-or-nothing' })
  const benchmark = target({ type: 'against-benchmark', scope: 'cluster', comparison: '>=' })
  const margin = (comparison: Comparison) =>
    target({ type: 'against-benchmark', scope: 'cluster', comparison, margin: 1 })
  const benchmarks = [{ code: 'B1', title: 'Media', cluster: { value: 5 } }] as never
  const others: About = { plan: { benchmarks }, indicator: { benchmark: 'B1' } }
  const lastYear = target({ type: 'against-year', back: 1, comparison: '>=' })
  const ratio: About = { ...of('count', 'sum', { due: [2] }), indicator: { formula: 'A / B' } }
  const met = aPolicy({ zeroOverZero: 'met' })
  const closed: About = { ...of('count', 'sum', { due: [2] }), today: CLOSED }

  it.each<[string, Target | null, readonly CellValue[], About, number | null, object | null, string]>([
    ['several days of which one is due', dates, [first], day, 1, null, 'SC37'],
    ['several days, two past, by a policy of zeros', dates, [first], { ...day, policy: zero }, 1 / 2, null, 'SC37'],
    ['a day that is today is not past', dates, [first], { ...day, policy: zero, today: '2021-08-31' }, 1, null, 'SC37'],
    ['a day of yesterday is', dates, [first], { ...day, policy: zero, today: '2021-09-01' }, 1 / 2, null, 'SC37'],
    ['several days at the close', dates, [first], { ...day, today: CLOSED }, 1 / 3, null, 'SC37'],
    [
      'several days at the close, left out',
      dates,
      [first],
      { ...day, today: CLOSED, policy: leftOut },
      1,
      null,
      'SC37',
    ],
    ['all or nothing, all', dates, [first], { ...day, policy: whole }, 1, null, 'SC37'],
    ['all or nothing, not all', dates, [first], { ...day, policy: whole, today: CLOSED }, 0, null, 'SC37'],
    ['several days, none entered', dates, [], day, null, { type: 'missing', measures: ['A'] }, 'SC15'],
    ['several days of a number', dates, [cell('A', 3)], of('count', 'sum'), null, { type: 'no-values' }, 'SC15'],
    ['days after each period, of two measures', each, [cell('A', 3), cell('B', 1)], ratio, null, wrong, 'SC13'],
    ['days after each period, too many', each, [cell('A', 20)], of('days', 'max'), 0.5, null, 'SC37'],
    ['an event that did not happen', event, [cell('A', '2021-05-05'), cell('E', none)], day, null, noEvent, 'SC38'],
    ['an event that did not happen, nothing done', event, [cell('E', none)], day, null, noEvent, 'SC38'],
    ['an event that was not entered', event, [cell('A', '2021-05-05')], day, null, unknown, 'SC15'],
    ['an event that was not entered, at the close', event, [], { ...day, today: CLOSED }, 0, unknown, 'SC16'],
    ['a number against a day at the close', byDate('2021-05-05'), [cell('A', 3)], closed, 0, wrong, 'SC16'],
    ['days after an event that is not known', event, [cell('A', 8)], of('days', 'max'), 1, null, 'SC38'],
    ['days after an event, too many', event, [cell('A', 20)], of('days', 'max'), 0.5, null, 'SC38'],
    ['months after an event, as a number', months, [cell('A', 1)], of('days', 'max'), null, noEvent, 'SC38'],
    [
      'months after an event that is known, as a number',
      months,
      [cell('A', 1), cell('E', '2021-05-01')],
      of('days', 'max'),
      null,
      wrong,
      'SC13',
    ],
    ['a month after an event', months, [cell('A', '2021-06-01'), cell('E', '2021-05-01')], day, 1, null, 'SC38'],
    [
      '[SC38.9] a month after the last day of an event',
      months,
      [cell('A', '2021-06-01'), cell('E', '2021-02-01', { period: 1 }), cell('E', '2021-05-01', { period: 2 })],
      day,
      1,
      null,
      'SC38',
    ],
    ['a day more', months, [cell('A', '2021-06-02'), cell('E', '2021-05-01')], day, 0, null, 'SC38'],
    [
      'nothing done after an event',
      event,
      [cell('E', '2021-05-01')],
      day,
      null,
      { type: 'missing', measures: ['A'] },
      'SC15',
    ],
    ['a level by its name, whatever its letters', level, [cell('A', 2)], levels, 1, null, 'SC40'],
    ['a level below', level, [cell('A', 1)], levels, 0, null, 'SC40'],
    ['a level that the measure does not have', level, [cell('A', 1)], of('level'), null, { type: 'no-target' }, 'SC40'],
    ['a level of two measures', level, [cell('A', 1), cell('B', 1)], ratio, null, { type: 'no-target' }, 'SC40'],
    [
      'a benchmark that is not known',
      benchmark,
      [cell('A', 1)],
      {},
      null,
      { type: 'no-reference', what: 'benchmark' },
      'SC39',
    ],
    [
      'an earlier year that is not',
      lastYear,
      [cell('A', 1)],
      {},
      null,
      { type: 'no-reference', what: 'earlier-year' },
      'SC39',
    ],
    ['a benchmark that is known', benchmark, [cell('A', 5)], others, 1, null, 'SC39'],
    ['a benchmark not reached', benchmark, [cell('A', 4)], others, 0.8, null, 'SC39'],
    ['more than a benchmark, within its margin', margin('>'), [cell('A', 4.5)], others, 1, null, 'SC39'],
    ['more than a benchmark, beyond its margin', margin('>'), [cell('A', 2)], others, 0.5, null, 'SC39'],
    ['at least a benchmark, on its margin', margin('>='), [cell('A', 4)], others, 1, null, 'SC39'],
    ['at most a benchmark, on its margin', margin('<='), [cell('A', 6)], others, 1, null, 'SC39'],
    ['less than a benchmark, within its margin', margin('<'), [cell('A', 5.5)], others, 1, null, 'SC39'],
    ['an earlier year', lastYear, [cell('A', 3), cell('A', 6, { year: 2020 })], {}, 0.5, null, 'SC39'],
    ['a day against a number', atLeast(3), [cell('A', '2021-05-05')], day, null, wrong, 'SC13'],
    ['a day against a day', byDate('2021-05-05'), [cell('A', '2021-05-05')], day, 1, null, 'SC13'],
    [
      'zero over zero',
      atMost(1),
      [cell('A', 0), cell('B', 0)],
      ratio,
      null,
      { type: 'not-applicable', why: 'zero-over-zero' },
      'SC17',
    ],
    [
      'not applicable, where zero over zero is met',
      atMost(1),
      [cell('A', none)],
      { policy: met },
      null,
      { type: 'not-applicable', why: 'entered' },
      'SC17',
    ],
    [
      'not applicable at the close',
      atMost(1),
      [cell('A', none)],
      { today: CLOSED },
      null,
      { type: 'not-applicable', why: 'entered' },
      'SC17',
    ],
    [
      'over zero',
      atMost(1),
      [cell('A', 1), cell('B', 0)],
      ratio,
      null,
      { type: 'undefined', why: 'division-by-zero' },
      'SC15',
    ],
    [
      'over zero, by a policy of zeros',
      atMost(1),
      [cell('A', 1), cell('B', 0)],
      { ...ratio, policy: zero },
      null,
      { type: 'undefined', why: 'division-by-zero' },
      'SC15',
    ],
    [
      'over zero at the close',
      atMost(1),
      [cell('A', 1), cell('B', 0)],
      { ...ratio, today: CLOSED },
      0,
      { type: 'undefined', why: 'division-by-zero' },
      'SC16',
    ],
    [
      'missing at the close, left out',
      atMost(1),
      [],
      { today: CLOSED, policy: leftOut },
      null,
      { type: 'missing', measures: ['A'] },
      'SC16',
    ],
    [
      'missing at the close, by a policy of zeros in mid-year',
      atMost(1),
      [],
      { today: CLOSED, policy: aPolicy({ missing: 'zero', missingAtClose: 'left-out' }) },
      null,
      { type: 'missing', measures: ['A'] },
      'SC16',
    ],
    ['not due', atMost(1), [], { today: '2021-02-01' }, null, { type: 'not-due', measures: ['A'] }, 'SC15'],
    ['missing without a target', null, [], {}, null, { type: 'missing', measures: ['A'] }, 'SC14'],
    [
      'missing in the first year, at the close',
      target({ type: 'first-year' }),
      [],
      { today: CLOSED },
      null,
      { type: 'missing', measures: ['A'] },
      'SC14',
    ],
    [
      'a formula with a fault',
      atLeast(1),
      [cell('A', 1)],
      { indicator: { formula: 'A +' } },
      null,
      { type: 'undefined', why: 'formula' },
      'SC15',
    ],
  ])('%s', (_what, asked, values, about, achievement, absence, rule) => {
    const node = scoreOf(asked, values, about)
    expect([node.achievement, node.absence, node.rule]).toEqual([achievement, absence, rule])
  })
})

describe('the cells of a year', () => {
  const plan = (formula: string, measures: readonly Measure[] = [aMeasure('A'), aMeasure('B')]): Plan =>
    aPlan({ measures: [...measures], indicators: [anIndicator('I1', { formula, targets: [atLeast(1)] })] })
  const bookOf = (formula: string, values: readonly CellValue[], measures?: readonly Measure[]) =>
    openScoreModel(compilePlan(plan(formula, measures), 2021), values, { today: '2021-09-05' })
  const valueOf = (...of: Parameters<typeof bookOf>) => nodeIn(bookOf(...of), 'indicators/I1')?.indicator?.value ?? null
  const number = (value: number) => ({ type: 'number', number: value })

  it.each<[string, CellValue]>([
    ['another body', { ...cell('A', 9), body: 'C' }],
    ['the year after', cell('A', 9, { year: 2022 })],
    ['the year before', cell('A', 9, { year: 2020 })],
    ['a year long ago', cell('A', 9, { year: 2010 })],
    ['no period', cell('A', 9, { period: 0 })],
    ['the period before the first of the next measure', cell('B', 9, { period: 0 })],
    ['half a period', cell('A', 9, { period: 1.5 })],
    ['a fourth period', cell('A', 9, { period: 4 })],
    ['another unit', cell('A', 9, { unit: 'U2' })],
    ['the body as a whole', { ...cell('A', 9), unit: null }],
    ['another measure', cell('C', 9)],
  ])('[SC48.1] a value of %s stands aside', (_what, stray) => {
    const values = [cell('A', 2, { period: 1 }), cell('B', 3, { period: 3 })]
    expect(valueOf('A + B', [...values, stray])).toEqual(number(5))
    const book = bookOf('A + B', values)
    expect(book.set(stray)).toBe(false)
    expect(book.set(cell('A', 4, { period: 1 }))).toBe(true)
    expect(nodeIn(book, 'indicators/I1')?.indicator?.value).toEqual(number(7))
  })

  it('[FO19.2] a value of ten years ago is read where a formula asks for it', () => {
    expect(valueOf('previous_year(A; 10)', [cell('A', 9, { year: 2011 })])).toEqual(number(9))
  })

  const across = [cell('A', 2, { period: 1 }), cell('A', 5, { period: 2 }), cell('A', none, { period: 3 })]

  it('[FO19.3] [FO19.4] the last entered period and the one before, without those that do not apply', () => {
    expect([valueOf('latest(A)', across), valueOf('previous_period(A)', across)]).toEqual([number(5), number(2)])
    expect(valueOf('latest(A) - previous_period(A)', across.slice(0, 1))).toBeNull()
    expect(nodeIn(bookOf('previous_period(A)', across.slice(0, 1)), 'indicators/I1')?.absence).toEqual({
      type: 'no-reference',
      what: 'earlier-period',
    })
    // Of the slot beside it nothing is read.
    const beside = [cell('A', 7, { period: 3 }), cell('B', 5, { period: 1 })]
    expect([valueOf('latest(A) + 0 * B', beside), valueOf('latest(B) + 0 * A', beside)]).toEqual([number(7), number(5)])
    expect(valueOf('A - previous_period(B)', [cell('A', 7, { period: 3 }), cell('B', 5, { period: 1 })])).toBeNull()
  })

  it('[FO19.3] the last of several units is taken of each', () => {
    const both = [aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } })]
    const values = [cell('A', 2, { period: 3 }), cell('A', 5, { period: 1, unit: 'U2' }), cell('A', 1, { period: 1 })]
    expect(valueOf('latest(A)', values, both)).toEqual(number(7))
  })

  it.each([
    ['sum', -9, { type: 'number', number: -9 }],
    ['mean', -3, { type: 'number', number: -3 }],
    ['max', -1, { type: 'number', number: -1 }],
    ['last', -5, { type: 'number', number: -5 }],
  ] as const)('[SC1.1] %s of numbers below zero is %d', (aggregation, _value, expected) => {
    const measures = [aMeasure('A', { kind: 'number', aggregation })]
    const values = [-1, -3, -5].map((value, at) => cell('A', value, { period: at + 1 }))
    expect(valueOf('A', values, measures)).toEqual(expected)
  })

  it('[SC5.2] what does not apply, before or after a number, is left out', () => {
    const both = [cell('A', 4, { period: 1 }), cell('A', none, { period: 2 })]
    const turned = [cell('A', none, { period: 1 }), cell('A', 4, { period: 2 })]
    expect([valueOf('A', both), valueOf('A', turned)]).toEqual([number(4), number(4)])
  })

  it('[SC5.3] where the last value counts what does not apply is the value, if it comes last', () => {
    const last = [aMeasure('A', { aggregation: 'last' })]
    const both = [cell('A', 4, { period: 1 }), cell('A', none, { period: 2 })]
    const turned = [cell('A', none, { period: 1 }), cell('A', 4, { period: 2 })]
    expect([valueOf('A', both, last), valueOf('A', turned, last)]).toEqual([null, number(4)])
  })

  it('a number that is none counts as not entered', () => {
    expect(valueOf('A', [cell('A', Number.NaN), cell('A', 4, { period: 1 })])).toEqual(number(4))
    expect(valueOf('A', [cell('A', Number.POSITIVE_INFINITY), cell('A', 4, { period: 1 })])).toEqual(number(4))
  })

  it('[SC2.1] a yes over several units is a yes of all', () => {
    const both = [aMeasure('A', { kind: 'boolean', aggregation: 'last', entry: { by: 'units', units: ['U1', 'U2'] } })]
    const said = (one: number, other: number) => valueOf('A', [cell('A', one), cell('A', other, { unit: 'U2' })], both)
    expect([said(1, 1), said(1, 0), said(0, 1)]).toEqual([number(1), number(0), number(0)])
  })
})
