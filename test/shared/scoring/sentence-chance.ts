import type { CellValue, Indicator, Measure, Plan, Policy, Target } from '@traguardo/shared/model'
import { usualCalendar } from '@traguardo/shared/calendar'
import fc from 'fast-check'
import { aMeasure, anIndicator, aPlan, cell, individual, operational, strategic } from '../../support/scoring'
import { aPolicy } from '../../support/scores'

/** A plan with its values, the policy and the day by which it is scored. */
export interface Case {
  readonly plan: Plan
  readonly policy: Policy
  readonly values: readonly CellValue[]
  readonly today: string
}

const NUMBERS = ['A', 'B', 'C', 'D', 'E']
const FORMULAS = [
  ...['A', 'A / B', '(A - B) / B', 'A + B + C', 'A - B', 'A * B', 'mean(A; B; C)', 'max(A; B)', 'min(A; B + C)'],
  ...[
    'A / previous_year(A)',
    '(A + B) / (C + D)',
    'if(A > B; C / D; E)',
    '(A + B + C + D) / E',
    'A * 100 / B',
    '-A + B',
  ],
]
const measures: readonly Measure[] = [
  ...NUMBERS.map((code) => aMeasure(code, { kind: 'number', due: [2] })),
  aMeasure('DAY', { kind: 'date', aggregation: 'last' }),
  aMeasure('EV', { kind: 'date', aggregation: 'last' }),
  aMeasure('YES', { kind: 'boolean', aggregation: 'last', due: [2] }),
  aMeasure('LEV', { kind: 'level', aggregation: 'last', due: [2], levels: ['basso', 'medio', 'alto', 'ottimo'] }),
]
const SIGNS = ['>=', '>', '<=', '<'] as const
const named = { year: 2021, printed: 'quanto stampato' }

const anyNumber = fc.oneof(
  fc.integer({ min: -20, max: 120 }),
  fc.integer({ min: 1, max: 12000 }).map((cents) => cents / 100),
  fc.double({ min: 0.001, max: 5000, noNaN: true }),
)
const numberTarget: fc.Arbitrary<Target> = fc.oneof(
  fc
    .tuple(fc.constantFrom('at-least', 'more-than', 'at-most', 'less-than', 'equals'), anyNumber)
    .chain(([type, value]) =>
      fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))).map((marks): Target => {
        if (marks === null || type === 'equals') return { ...named, type, value }
        const side = type === 'at-least' || type === 'more-than' ? 1 : -1
        return { ...named, type, value, least: value - side * marks[0], excellent: value + side * marks[1] }
      }),
    ),
  fc.tuple(anyNumber, anyNumber).map(([a, b]) => ({
    ...{ ...named, type: 'between' as const },
    ...{ from: Math.min(a, b), to: Math.max(a, b) },
  })),
)
const day = fc.constantFrom('2021-03-01', '2021-04-30', '2021-06-30', '2021-08-31', '2021-10-10', '2021-12-20')

type Asked = Pick<Indicator, 'formula' | 'unit'> & { readonly target: Target; readonly start: number | null }
const asked: fc.Arbitrary<Asked> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        formula: fc.constantFrom(...FORMULAS),
        unit: fc.constantFrom('N.', '%', 'gg', ''),
        target: numberTarget,
        start: fc.option(fc.integer({ min: -10, max: 200 })),
      })
      .map((one) => ({ ...one, unit: one.unit === '' ? 'n.' : one.unit })),
  },
  day.map((date) => ({
    formula: 'DAY',
    unit: 'date',
    start: null,
    target: { ...named, type: 'by-date' as const, date },
  })),
  fc.constant({
    ...{ formula: 'DAY', unit: 'date', start: null },
    target: { ...named, type: 'by-dates' as const, dates: ['2021-04-30', '2021-12-20'] },
  }),
  fc.integer({ min: 1, max: 90 }).map((amount) => ({
    ...{ formula: 'DAY', unit: 'date', start: null },
    target: { ...named, type: 'after-event' as const, event: 'EV', amount, unit: 'days' as const },
  })),
  fc.constant({ formula: 'YES', unit: 'On/Off', start: null, target: { ...named, type: 'equals' as const, value: 1 } }),
  fc.tuple(fc.constantFrom(...SIGNS), fc.constantFrom('basso', 'medio', 'alto')).map(([comparison, level]) => ({
    ...{ formula: 'LEV', unit: 'livello', start: null },
    target: { ...named, type: 'level' as const, comparison, level },
  })),
)

const parentRule: fc.Arbitrary<Policy['areas']> = fc
  .record({
    combine: fc.constantFrom('mean', 'mean', 'sum', 'worst', 'share-met'),
    weights: fc.constantFrom('equal', 'printed', 'resources'),
    beyond: fc.constantFrom(undefined, undefined, 'child', 'total'),
  })
  .map(({ beyond, ...rest }) => (beyond ? { ...rest, beyond } : rest))
const steps = [
  { from: 1, worth: 0.75 },
  { from: 0.8, worth: 0.5 },
  { from: 0, worth: 0 },
]
const rising = [
  { from: 0.8, worth: 0.6, to: 1 },
  { from: 0.3, worth: 0.2, to: 0.5 },
  { from: 0, worth: 0 },
]
const marked = [
  { least: 0.6, excellent: 1.2, inside: 'flat' as const },
  { least: 0.6, excellent: 1.2, inside: 'proportional' as const },
]
const PARTS = [
  { code: 'ris', title: 'Risultati', total: 70 },
  { code: 'comp', title: 'Comportamenti', total: 20 },
  { code: 'altro', title: 'Altro e ancora', total: 10 },
]
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    grows: fc.constantFrom('ratio', 'met-or-not', 'from-baseline'),
    shrinks: fc.constantFrom('ratio', 'linear', 'met-or-not', 'from-baseline'),
    equals: fc.constantFrom('smaller-over-larger', 'met-or-not'),
    cap: fc.constantFrom(1, 1, 1.2, 2),
    dates: fc.constantFrom({ graceDays: 0, lossPerDay: 1 }, { graceDays: 10, lossPerDay: 0.015 }),
    milestones: fc.constantFrom('share', 'all-or-nothing'),
    levels: fc.constantFrom('met-or-not', 'by-rank'),
    missing: fc.constantFrom('left-out', 'zero'),
    missingAtClose: fc.constantFrom('left-out', 'zero', 'proven'),
    zeroOverZero: fc.constantFrom('not-applicable', 'met', 'not-met'),
    indicatorWeights: fc.constantFrom('printed', 'equal'),
    strategic: fc.constantFrom({ own: 60, operational: 40 }, { own: 0, operational: 1 }, { own: 1, operational: 2 }),
    objectives: parentRule,
    areas: parentRule,
    body: parentRule,
    sheets: parentRule,
    noTarget: fc.constantFrom('left-out', 'zero'),
    equalsWithin: fc.constantFrom(undefined, { under: 0.1, over: 0 }, { under: 0.05, over: 0.2 }),
    steps: fc.constantFrom(undefined, undefined, undefined, steps, rising),
    thresholds: fc.constantFrom(undefined, undefined, ...marked),
    weights: fc.constantFrom('shares', 'shares', 'points', 'multipliers', 'money'),
    components: fc.constantFrom(undefined, undefined, PARTS),
  })
  .map(({ equalsWithin, components, steps: stepped, thresholds, ...rest }) =>
    aPolicy({
      ...rest,
      ...(equalsWithin ? { equalsWithin } : {}),
      ...(stepped ? { steps: stepped } : {}),
      ...(thresholds ? { thresholds } : {}),
      ...(components && rest.weights !== 'money' ? { components } : {}),
    }),
  )

const weight = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined })
/** What is missing weighs its brothers' mean, and 0 nothing. */
const euro = fc
  .option(fc.constantFrom(0, 0, 10, 20, 50, 90), { freq: 3 })
  .map((amount) => (amount === null ? [] : [{ year: 2021, euro: amount }]))
/** The day of an act that eliminates: before both days of scoring, or between them. */
const gone = fc.option(fc.constantFrom('2021-07-26', '2021-10-01'), { freq: 4 })
const goneFrom = (from: string | null) =>
  from === null ? {} : { eliminated: { from, note: 'Eliminato con delibera' } }

/** An act of the evaluator, of all the year or of some of its periods. */
const acts = fc.array(
  fc.record({
    about: fc.constantFrom('indicators/I0', 'indicators/I1', 'objectives/O1', 'objectives/S2', 'objectives/P1'),
    from: fc.constantFrom('2021-07-26', '2021-12-01', '2022-01-10'),
    periods: fc.constantFrom(null, null, [2], [1, 3], [3]),
  }),
  { maxLength: 2 },
)
const calendarOf = (list: readonly { about: string; from: string; periods: readonly number[] | null }[]) => ({
  ...usualCalendar(2021),
  neutralised: list.map(({ about, from, periods }, at) => ({
    ...{ id: `n${at}`, about, from, reason: 'Sede chiusa: alluvione', by: 'oiv', at: '2021-09-01T08:00:00.000Z' },
    ...{ act: { organ: 'OIV', number: String(at), date: from }, ...(periods ? { periods } : {}) },
  })),
})

/** Chance plans of two strategic objectives, three operational ones and a sheet, under chance policies. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    policy: anyPolicy,
    indicators: fc.array(
      fc.record({
        asked,
        weight,
        from: gone,
        of: fc.constantFrom('S1', 'S1', 'O1', 'O1', 'O2', 'O3', 'P1', 'P2', 'P3'),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    weights: fc.tuple(weight, weight, weight),
    euro: fc.tuple(euro, euro, euro),
    froms: fc.tuple(gone, gone, gone),
    acts,
    replaces: fc.option(fc.constantFrom('whole-year' as const, 'own' as const), { freq: 2 }),
    paid: fc.tuple(fc.constantFrom(0, 30, 40), fc.constantFrom(0, 30)),
    numbers: fc.array(fc.record({ of: fc.constantFrom(...NUMBERS), number: anyNumber }), { maxLength: 9 }),
    before: fc.option(anyNumber),
    days: fc.array(fc.record({ of: fc.constantFrom('DAY', 'EV'), day, period: fc.constantFrom(1, 2, 3) }), {
      maxLength: 4,
    }),
    yes: fc.option(fc.constantFrom(0, 1)),
    level: fc.option(fc.integer({ min: 1, max: 4 })),
    today: fc.constantFrom('2021-09-05', '2022-01-16'),
  })
  .map(({ policy, indicators, weights, euro: money, froms, paid, acts: neutralised, replaces, ...at }) => {
    const printed = (one: number | undefined) => (one === undefined ? {} : { weight: one })
    const plan = aPlan({
      measures: [...measures],
      calendars: [calendarOf(neutralised)],
      objectives: [
        strategic('S1'),
        strategic('S2'),
        ...(['O1', 'O2', 'O3'] as const).map((code, index) =>
          operational(code, code === 'O3' ? 'S2' : 'S1', {
            ...{ ...printed(weights[index]), resources: money[index] ?? [] },
            ...goneFrom(froms[index] ?? null),
          }),
        ),
        individual('P1', 'SG', paid[0]),
        { ...individual('P2', 'SG', paid[1]), component: 'comp' },
        { ...individual('P3', 'SG', 10), component: 'altro' },
      ],
      sheets: [{ code: 'SG', title: 'Scheda', unit: 'U1', person: 'sg', weightTotal: 70 }] as unknown as Plan['sheets'],
      indicators: indicators.map(({ asked: { target, start, ...rest }, weight: own, of, from }, index) =>
        anIndicator(`I${index}`, {
          ...{ ...rest, objective: of, targets: [target] },
          ...{ ...printed(own), ...goneFrom(from) },
          ...(index === 1 && replaces ? { replaces: { indicator: 'I0', from: '2021-07-15', time: replaces } } : {}),
          ...(start === null ? {} : { baseline: { year: 2020, value: start, printed: String(start) } }),
        }),
      ),
    })
    const unique = new Map(
      [
        ...at.numbers.map(({ of, number }) => cell(of, number)),
        ...at.days.map(({ of, day: on, period }) => cell(of, on, { period })),
        ...(at.before === null ? [] : [cell('A', at.before, { year: 2020 })]),
        ...(at.yes === null ? [] : [cell('YES', at.yes)]),
        ...(at.level === null ? [] : [cell('LEV', at.level)]),
      ].map((one) => [`${one.measure} ${one.year} ${one.period}`, one] as const),
    )
    return { plan, policy, values: [...unique.values()], today: at.today }
  })
