import { ratioIn } from '../../formula'
import type { NumberTarget, Policy } from '../../model'
import { isNumberTarget } from '../evaluate-indicator'
import { hasThresholds } from '../policy/marks'
import type { CompiledIndicator } from './compile-plan'
import type { Figures } from './figure'

/** Types of target by their number in an `IndicatorTable`; 0 is none. */
export const TARGET_CODES = [
  'at-least',
  'at-least',
  'more-than',
  'at-most',
  'less-than',
] as const satisfies readonly NumberTarget['type'][]

/**
 * The plain indicators, one figure over another that is to be at least or at most a number by the policy of the plan,
 * flat: what is read at every change lies side by side.
 */
export interface IndicatorTable {
  /** Three numbers an indicator: the target's type, 0 where it is no plain one; the places of the figures above and below the line. */
  readonly places: Int32Array
  /** Two numbers an indicator: the factor of what stands above the line, and the target. */
  readonly numbers: Float64Array
}

/** Lays the plain indicators out flat. */
export function indicatorTable(
  indicators: readonly CompiledIndicator[],
  policy: Policy,
  { placeOf }: Pick<Figures, 'placeOf'>,
): IndicatorTable {
  const places = new Int32Array(3 * indicators.length)
  const numbers = new Float64Array(2 * indicators.length)
  indicators.forEach(({ formula, target, policy: own, start, part }, at) => {
    // What counts for a part of the year has figures of its own.
    const ratio = formula && part === null ? ratioIn(formula, placeOf) : null
    if (!ratio || own !== policy || start !== null || target === null || !isNumberTarget(target)) return
    if (target.type === 'equals' || hasThresholds(target, policy)) return
    places.set([TARGET_CODES.indexOf(target.type, 1), ratio.above, ratio.below], 3 * at)
    numbers.set([ratio.factor, target.value], 2 * at)
  })
  return { places, numbers }
}
