import { refusal } from '@traguardo/shared/refusals'

/** Refusal of a text that, itself or by what it stands in, cannot be stored and shown [RI10]. */
export const badText = refusal('BAD_TEXT')
