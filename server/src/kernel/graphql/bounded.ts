import { refusal } from '@traguardo/shared/refusals'

/** Characters of a text that somebody sends of whom nothing is known: names, passwords, tokens are shorter. */
const LONGEST = 2000
/** What comes sealed may be as long as a request; who it is from is asked before it is opened. */
const SEALED = new Set(['envelope'])

export const longText = refusal('TEXT_TOO_LONG')

/** Is a text among these arguments longer than any that is meant, or their values more than any form has [RI12]? */
export function isTooLong(args: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(args).some(([name, value]) => {
    if (typeof value === 'string') return !SEALED.has(name) && value.length > LONGEST
    return typeof value === 'object' && value !== null && isTooLong(value as Readonly<Record<string, unknown>>)
  })
}
