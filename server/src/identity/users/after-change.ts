import type { Refusal } from '@traguardo/shared/refusals'
import type { SignedInContext } from '../organisation/signed-in'
import { staffOf } from './staff-of'
import type { StaffResult } from './staff.types'

/** Every change answers with everybody as they are now. */
export const afterChange = async (
  refusal: Refusal | null,
  { app, em, viewer }: SignedInContext,
): Promise<typeof StaffResult> => refusal ?? staffOf(em.fork(), viewer.body, app.clock)
