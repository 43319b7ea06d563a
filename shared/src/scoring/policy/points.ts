import type { Policy } from '../../model'
import { EPSILON } from './border'
import type { Points } from '../score'

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
