import { refusal } from '@traguardo/shared/refusals'

/** What whoever has to show once more who it is gets to hear [RI26]. */
export const confirmNeeded = refusal('CONFIRM_NEEDED')
