import { dayNumber } from '../../calendar'
import type { Absence, IsoDate, NumberTarget, Policy, RangeTarget } from '../../model'
import { achieveDate, achieveNumber, achieveRange, edgeOf, nearTo, stepOf, stepped } from '../achieve'
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
