import * as v from 'valibot'
import {
  CodeSchema,
  DaySchema,
  described,
  boundedListSchema,
  maybe,
  NumberSchema,
  setSchema,
  TextSchema,
} from './parts'
import { AmountSchema, wholeSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'

const ComparisonSchema = v.picklist(['>=', '>', '<=', '<'])
const ScopeSchema = v.picklist(['regional', 'national', 'cluster'])

/** One form of target: what it asks for, beside what all of them say. */
const targetSchema = <const T extends v.ObjectEntries>(rule: T) =>
  strictSchema({
    year: YearSchema,
    printed: TextSchema,
    expected: maybe(
      boundedListSchema(NumberSchema, 1),
      "Values expected at the end of each period, where the body gave them; otherwise the policy's shares.",
    ),
    ...rule,
  })

/** Target of an indicator in a year, with the text as printed beside it. */
export const TargetSchema = described(
  v.variant('type', [
    targetSchema({
      type: v.picklist(['at-least', 'more-than', 'at-most', 'less-than', 'equals']),
      value: NumberSchema,
      by: maybe(DaySchema, 'The day by which the number is to be there, where that is not the end of the year.'),
      least: maybe(
        NumberSchema,
        'The value from which on it counts at all, on the easier side of `value`: minimo, soglia.',
      ),
      excellent: maybe(
        NumberSchema,
        'The value that is more than asked for, on the harder side of `value`: eccellente.',
      ),
    }),
    targetSchema({ type: v.literal('between'), from: NumberSchema, to: NumberSchema }),
    targetSchema({ type: v.literal('by-date'), date: DaySchema }),
    targetSchema({ type: v.literal('by-dates'), dates: setSchema(DaySchema, 2) }),
    targetSchema({
      type: v.literal('after-each-period'),
      days: wholeSchema(0, 366),
      counted: maybe(v.literal('working')),
    }),
    targetSchema({
      type: v.literal('after-event'),
      event: described(CodeSchema, 'Code of the measure that holds the day of the event.'),
      amount: wholeSchema(0, 3660),
      unit: v.picklist(['days', 'working-days', 'months']),
      strict: maybe(v.literal(true), '"Less than": the last day itself is late.'),
    }),
    targetSchema({
      type: v.literal('against-year'),
      back: described(wholeSchema(1, 10), 'Years.'),
      years: maybe(
        wholeSchema(2, 10),
        'The mean of so many years, the last of them `back` years before: 3 for three years.',
      ),
      comparison: ComparisonSchema,
    }),
    targetSchema({
      type: v.literal('against-benchmark'),
      scope: ScopeSchema,
      comparison: ComparisonSchema,
      margin: maybe(AmountSchema, 'How far on the wrong side of the benchmark is still met.'),
    }),
    targetSchema({ type: v.literal('level'), comparison: ComparisonSchema, level: TextSchema }),
    targetSchema({ type: v.literal('first-year') }),
    targetSchema({ type: v.literal('observed'), value: maybe(NumberSchema) }),
  ]),
  'A number to reach, to stay under, or to hit, also by a day; two numbers to lie between; a day, or several days of which each counts; days after the end of each ' +
    'period; a time after an event (the day of which is itself a measure); the value of an earlier year; a benchmark; ' +
    'a level; the first year, which is recorded only; an expected value with no better side, recorded only.',
)

export type Target = v.InferOutput<typeof TargetSchema>
export type Comparison = v.InferOutput<typeof ComparisonSchema>
export type BenchmarkScope = v.InferOutput<typeof ScopeSchema>

type RuleOf<T> = T extends unknown ? Omit<T, 'year' | 'printed' | 'expected'> : never

/** The form of a target without its year and its text. */
export type TargetRule = RuleOf<Target>
/** A number to reach, to stay under, or to hit. */
export type NumberTarget = Extract<TargetRule, { type: 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equals' }>
/** Two numbers to lie between, both within. */
export type RangeTarget = Extract<TargetRule, { type: 'between' }>
/** The value of an earlier year, or the mean of several. */
export type YearTarget = Extract<TargetRule, { type: 'against-year' }>
/** A time after an event. */
export type EventTarget = Extract<TargetRule, { type: 'after-event' }>
