import type { Comparison, Policy } from '../../model'
import type { Climb } from '../grounds/grounds'

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
