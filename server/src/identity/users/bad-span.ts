import { isDay } from '@traguardo/shared/calendar'
import { type Refusal, refusal } from '@traguardo/shared/refusals'

/** Returns the refusal of days that do not go from a first to a last one; either may be left open. */
export function badSpan({ from, to }: { readonly from: string | null; readonly to: string | null }): Refusal | null {
  if ((from && !isDay(from)) || (to && !isDay(to))) return refusal('BAD_DAY', { kind: 'grant' })
  return from && to && to < from ? refusal('DAYS_REVERSED') : null
}
