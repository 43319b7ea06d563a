import { refusal } from '@traguardo/shared/refusals'

/** Refusal until the password or a code was shown once more [RI26]. */
export const confirmNeeded = refusal('CONFIRM_NEEDED')
