import { refusal } from '@traguardo/shared/result'

export const badText = refusal('BAD_TEXT', 'Il testo contiene caratteri che non si possono scrivere: lo riscriva.')

/** A character that no text has and one of the databases does not take, anywhere in what was sent. */
export function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(hasNul)
}
