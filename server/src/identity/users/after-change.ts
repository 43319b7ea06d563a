import type { Refusal } from '@traguardo/shared/refusals'
import type { SignedInContext } from '../organisation/signed-in'
import { staffOf } from './staff-of'
import type { StaffResult } from './staff.types'

/** Every change answers with everybody as they are now. */
export const afterChange = async (
  refusal: Refusal | null,
  { app, em, viewer }: SignedInContext,
): Promise<typeof StaffResult> => {
  if (refusal) return refusal
  // A null that SQL wrote would not be seen over what was read before.
  em.clear()
  return staffOf(em, viewer.body, app.clock)
}
