import type { NumberTarget, Policy } from '../../model'
import type { Mark } from '../grounds/grounds'

type Worths = NonNullable<Policy['thresholds']>

/** The marks of a target in the order in which they are reached: the least, the target itself, what is excellent. */
export function marksOf({ least, value, excellent }: NumberTarget, worths: Worths): readonly Mark[] {
  return [
    ...(least === undefined ? [] : [{ at: least, worth: worths.least }]),
    { at: value, worth: 1 },
    ...(excellent === undefined ? [] : [{ at: excellent, worth: worths.excellent }]),
  ]
}

/** Does a target have thresholds of its own that the policy gives a worth to? */
export const hasThresholds = ({ type, least, excellent }: NumberTarget, { thresholds }: Policy): boolean =>
  thresholds !== undefined && type !== 'equals' && (least !== undefined || excellent !== undefined)

/**
 * Returns what a value is worth by the thresholds of its target [SC97]: that of the last one reached, or between two of them
 * in proportion where the policy says so; 0 under the first.
 * @param has whether a mark counts as reached by the value, as its comparison says
 */
export function worthByThresholds(
  actual: number,
  target: NumberTarget,
  { thresholds, cap }: Policy,
  has: (mark: number) => boolean,
): number {
  if (!thresholds) return 0
  const marks = marksOf(target, thresholds)
  const reached = marks.findLastIndex(({ at }) => has(at))
  const mark = marks[reached]
  if (!mark) return 0
  const next = marks[reached + 1]
  const share = thresholds.inside === 'proportional' && next ? (actual - mark.at) / (next.at - mark.at) : 0
  const worth = next ? mark.worth + (next.worth - mark.worth) * Math.min(1, Math.max(0, share)) : mark.worth
  return Math.min(cap, worth)
}
