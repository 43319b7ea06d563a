import type { IndicatorScore } from '../score'
import type { NumberGrounds } from './grounds'

/** Distance from what was asked for, in the indicator's unit or in days: below zero is worse than asked [RI137]. */
export interface Deviation {
  readonly amount: number
  readonly of: 'number' | 'days'
}

function numberDeviation({ actual, comparison, wanted, range }: NumberGrounds): number {
  if (range) return Math.min(0, actual - range.from, range.to - actual)
  if (comparison === 'equals') return -Math.abs(actual - wanted)
  return comparison === 'at-most' || comparison === 'less-than' ? wanted - actual : actual - wanted
}

/** Returns how far an indicator is from its target; null where that is neither a number nor a day, or nothing is there. */
export function deviationOf({ grounds: { how } }: Pick<IndicatorScore, 'grounds'>): Deviation | null {
  if (how.type === 'number') return { amount: numberDeviation(how) + 0, of: 'number' }
  return how.type === 'day' ? { amount: 0 - how.daysLate, of: 'days' } : null
}
