import { refusal } from '@traguardo/shared/result'

/** What is said where a text, or what it stands in, cannot be stored and shown [RI10]. */
export const badText = refusal('BAD_TEXT', 'Il testo contiene caratteri che non si possono scrivere: lo riscriva.')
