import { refusal } from '@traguardo/shared/refusals'

/** What is said where a text, or what it stands in, cannot be stored and shown [RI10]. */
export const badText = refusal('BAD_TEXT')
