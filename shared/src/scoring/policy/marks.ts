import { NOISE, SMALLEST } from '../../formula'
import type { BandRule, Policy, NumberTarget, Comparison } from '../../model'
import { roundHalfUp } from '../../values'
import type { Mark, Climb } from '../grounds/grounds'
import type { Points } from '../score'
import { LEAST_COVERAGE } from './default-policy'

/** Doubles of exact thirds and tenths may fall a hair off an edge that the arithmetic puts them on. */
export const EPSILON = 1e-12

/** Decimals of everything that is shown, where no more are needed to tell it from its edge. */
const SHOWN = 2
/** Decimals beyond which two numbers are one: see `EPSILON`. */
const MOST = 12
/** Digits of an achievement behind those of its percent. */
const PERCENT = 2

/** Is a value so near to its target that the noise of its sum decides on which side it is? */
export const isNear = (value: number, wanted: number): boolean =>
  value !== wanted && Math.abs(value - wanted) < SMALLEST

/** Counts the decimals of a number as it is written. */
function decimalsOf(number: number): number {
  const [mantissa = '0', exponent = '0'] = Math.abs(number).toExponential().split('e')
  return Math.max(0, mantissa.length - (mantissa.includes('.') ? 2 : 1) - Number(exponent))
}

/** A number as it is printed: with two decimals, or as many as what it is compared with has [SC74.2]. */
export const asPrinted = (number: number, beside: number): number =>
  roundHalfUp(number, Math.max(SHOWN, decimalsOf(beside)))

/**
 * Returns the side of its target on which a value is: -1 below it, 0 on it, 1 above it. It is on it within the noise of
 * the arithmetic, and by the policy where both are printed the same [SC10.3, SC74, SC75].
 * @param magnitude sum of the magnitudes that the value was summed from; 0 where the value was not summed
 */
export function sideOf(
  value: number,
  wanted: number,
  { comparison }: Pick<Policy, 'comparison'>,
  magnitude = 0,
): -1 | 0 | 1 {
  const off = (comparison === 'printed' ? asPrinted(value, wanted) : value) - wanted
  if (Math.abs(off) <= Math.max(EPSILON * Math.abs(wanted), NOISE * magnitude)) return 0
  return off < 0 ? -1 : 1
}

/** An achievement as bands, steps and points see it: by the policy the one that is printed [SC74.3]. */
export const comparedShare = (share: number, { comparison }: Pick<Policy, 'comparison'>): number =>
  comparison === 'printed' ? roundHalfUp(share, SHOWN + PERCENT) : share

/** Does a number, rounded beside another that is rounded too, stand to it as it does by itself? */
function tells(value: number, edge: number, side: number, decimals: number): boolean {
  const off = Math.abs(value - edge)
  // Mostly they are far from each other, or the same.
  if (off === 0 ? side === 0 : off > 10 ** -decimals && side !== 0) return true
  return Math.sign(roundHalfUp(value, decimals) - roundHalfUp(edge, decimals)) === side
}

/**
 * Returns the decimals with which a value, shown beside its target, is on the side of it on which it is: two, or more
 * where it takes more [SC74.1].
 */
export function decimalsOfValue(value: number, wanted: number, side: -1 | 0 | 1): number {
  let decimals = SHOWN
  while (decimals < MOST && !tells(value, wanted, side, decimals)) decimals += 1
  return decimals
}

/**
 * Returns the decimals of a percent with which an achievement is shown in its band, and as whole or as nothing only where
 * it is [SC74.4].
 */
export function decimalsOfShare(share: number, bands: readonly BandRule[], policy: Policy): number {
  const shown = comparedShare(share, policy)
  const sideAt = (off: number): number => (Math.abs(off) <= EPSILON ? 0 : Math.sign(off))
  const isTold = (decimals: number): boolean =>
    tells(share, 0, sideAt(share), decimals) &&
    tells(share, 1, sideAt(share - 1), decimals) &&
    bands.every(({ from }) => tells(share, from, sideAt(shown - from), decimals))
  let decimals = SHOWN
  while (decimals < MOST && !isTold(decimals + PERCENT)) decimals += 1
  return decimals
}

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

/**
 * Returns the points of an achievement by the policy's table [SC49]: from which to which the evaluator picks, or those that
 * lie in proportion inside the step [SC99]; null where the policy gives none.
 */
export function pointsFor(achievement: number, { points = [], cap }: Policy): Points | null {
  const at = points.findIndex(({ from }) => achievement >= from - EPSILON)
  const step = points[at]
  if (!step) return null
  const { from, least, most, inside } = step
  const end = points[at - 1]?.from ?? cap
  if (inside !== 'proportional' || end <= from) return { least, most }
  const own = least + (most - least) * Math.min(1, Math.max(0, (achievement - from) / (end - from)))
  return { least: own, most: own }
}

/** Does a number stand so to another? */
export function compareNumbers(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '>=':
      return left >= right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '<':
      return left < right
  }
}

/** Counts the levels on the way to a wanted one [SC40.2]. */
export function climbOf(rank: number, wanted: number, comparison: Comparison, of: number): Climb {
  const grows = comparison === '>' || comparison === '>='
  const strict = comparison === '>' || comparison === '<'
  const needed = grows ? wanted + (strict ? 1 : 0) : of + 1 - wanted + (strict ? 1 : 0)
  return { needed, reached: grows ? rank : of + 1 - rank }
}

/** A place among ordered levels against a level [SC40]. */
export function achieveLevel(rank: number, wanted: number, comparison: Comparison, of: number, policy: Policy): number {
  if (compareNumbers(rank, comparison, wanted)) return 1
  if (policy.levels === 'met-or-not') return 0
  const { needed, reached } = climbOf(rank, wanted, comparison, of)
  return needed <= 0 ? 0 : Math.min(1, Math.max(0, reached / needed))
}

/** The bands for what hangs on one of these units; those of the whole body for the others [SC28]. */
export const bandsFor = ({ bands, unitBands = [] }: Policy, units: readonly string[]): readonly BandRule[] =>
  unitBands.find(({ unit }) => units.includes(unit))?.bands ?? bands

/** Is so little there, before the close, that a score has neither band nor course [SC65]? What has no coverage lacks nothing. */
export const isThin = (
  { coverage, isClosed }: { readonly coverage: number | null; readonly isClosed: boolean },
  { leastCoverage = LEAST_COVERAGE }: Policy,
): boolean => !isClosed && (coverage ?? Number.NaN) < leastCoverage

/** The band of an achievement; each edge belongs to the side that the policy says [SC28]. */
export function bandOf(
  achievement: number | null,
  bands: readonly BandRule[],
  policy: Pick<Policy, 'comparison'> = {},
): BandRule | null {
  if (achievement === null) return null
  const share = comparedShare(achievement, policy)
  const reached = ({ from, edge }: BandRule) => (edge === 'in' ? share >= from - EPSILON : share > from + EPSILON)
  return bands.find(reached) ?? bands.at(-1) ?? null
}
