import { dayNumber } from '../../calendar'
import type { Operand } from '../../formula'
import type { Absence, Aggregation, IsoDate, NumberTarget, Policy, RangeTarget, Target } from '../../model'
import { achieveDate, achieveNumber, achieveRange, edgeOf, nearTo, stepOf, stepped } from '../achieve'
import type { CompiledIndicator, CompiledPlan } from '../compile/compile-plan'
import { keepsPeriod, type YearPart } from '../compile/standing'
import type { IndicatorContext } from '../evaluate-indicator'
import { marksOf } from '../policy/marks'
import type { IndicatorGrounds, IndicatorHow, NumberGrounds } from './grounds'

/** Achievement of an indicator, or the reason why there is none yet. */
export interface IndicatorOutcome {
  readonly achievement: number | null
  readonly absence: Absence | null
  readonly rule: string
  readonly grounds: IndicatorGrounds
}

/** Grounds of what was not judged. */
export const NO_GROUNDS: IndicatorGrounds = { how: { type: 'none', daysPast: null }, before: null, step: null, cap: 1 }

/** The outcome of what is not there, before it counts as anything. */
export const absent = (absence: Absence, rule: string): IndicatorOutcome => ({
  achievement: null,
  absence,
  rule,
  grounds: NO_GROUNDS,
})

/** The outcome of what was judged, after the flat steps of the policy [SC41]. */
export const judgedBy = (before: number, rule: string, how: IndicatorHow, policy: Policy): IndicatorOutcome => ({
  achievement: stepped(before, policy),
  absence: null,
  rule,
  grounds: { how, before, step: stepOf(before, policy), cap: policy.cap },
})

/** A day held against the last one for it, with its grounds. */
export function dayJudged(done: IsoDate, wanted: IsoDate, rule: string, policy: Policy): IndicatorOutcome {
  const how: IndicatorHow = { type: 'day', done, wanted, daysLate: daysUntil(wanted, done), dates: policy.dates }
  return judgedBy(achieveDate(done, wanted, policy), rule, how, policy)
}

/** A number held against another, with its grounds. */
export function numberJudged(
  actual: number,
  target: NumberTarget,
  policy: Policy,
  more: { readonly rule?: string; readonly start?: number | null; readonly by?: IsoDate; readonly magnitude?: number },
): IndicatorOutcome {
  const { type: comparison, value: wanted } = target
  const { start = null, by = null, magnitude = 0 } = more
  const { achievement, rule, way, grade } = achieveNumber(actual, target, policy, start, magnitude)
  const how: NumberGrounds = {
    ...{ type: 'number', actual, comparison, wanted, way, grade, start, by },
    range: way === 'within' ? nearTo(wanted, policy) : null,
    thresholds:
      way === 'thresholds' && policy.thresholds
        ? { marks: marksOf(target, policy.thresholds), inside: policy.thresholds.inside }
        : null,
  }
  return judgedBy(achievement, more.rule ?? rule, how, policy)
}

/** A number held against two, with its grounds. */
export function rangeJudged(actual: number, target: RangeTarget, policy: Policy, magnitude: number): IndicatorOutcome {
  const { from, to } = target
  const { achievement, way, grade } = achieveRange(actual, target, policy, magnitude)
  const { type: comparison, value: wanted } = edgeOf(actual, target)
  const how: NumberGrounds = {
    ...{ type: 'number', actual, comparison, wanted, way, grade, start: null, range: { from, to }, by: null },
    thresholds: null,
  }
  return judgedBy(achievement, 'SC59', how, policy)
}

/** Days from the first of two days to the second. */
export const daysUntil = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from)

/** Is it a number that is to be there by a day [SC58]? */
export const isByDay = (target: Target): target is Target & NumberTarget & { readonly by: IsoDate } =>
  (target as NumberTarget).by !== undefined

/** The period of the day by which a number is to be there; -1 for the last one, and where there is no such day [SC58.2]. */
export const earlyPeriod = (target: Target | null, { periods }: CompiledPlan): number =>
  target && isByDay(target) ? periods.slice(0, -1).findIndex(({ to }) => target.by <= to) : -1

/** The places of the periods that are asked for up to one of them: all, or of a last value the last, of those that count [SC58.1, SC141.4]. */
export function placesUpTo(last: number, aggregation: Aggregation, part: YearPart | null): readonly number[] {
  const places = Array.from({ length: last + 1 }, (_, at) => at).filter((at) => keepsPeriod(part, at))
  return aggregation === 'last' ? places.slice(-1) : places
}

/**
 * Returns the value that counts: of a number by a day before the last period all that was entered up to the period of that
 * day, taken together as the measure is over the year; missing while some of it is not there [SC58].
 */
export function reachedBy(value: Operand, { target, lone, part }: CompiledIndicator, bench: IndicatorContext): Operand {
  const { periods, figures } = bench.compiled
  const last = earlyPeriod(target, bench.compiled)
  const figure = figures[lone ?? -1]
  if (last < 0 || lone === null || figure?.type !== 'measure') return value
  const { aggregation, code } = figure.entered
  const places = placesUpTo(last, aggregation, part)
  if (places.length === 0) return value
  const entered = bench.figures.perPeriod(lone)
  const numbers = places.flatMap((at) => {
    const one = entered[at] ?? null
    return one?.type === 'number' ? one.number : []
  })
  if (numbers.length < places.length)
    return { type: (periods[last]?.to ?? '') < bench.today ? 'missing' : 'not-due', measures: [code] }
  const sum = numbers.reduce((whole, one) => whole + one, 0)
  const number = aggregation === 'max' ? Math.max(...numbers) : aggregation === 'mean' ? sum / numbers.length : sum
  return { type: 'number', number }
}
