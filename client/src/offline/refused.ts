import type { Refusal } from '@traguardo/shared/refusals'

/** The server answered, and the answer is no: nobody is signed in, or somebody else, or not in this body. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** The server answered that it cannot just now, for no fault of whoever asks: it is asked again by itself [SY78]. */
export class NotNow extends Error {}

/** Others write the same data, the disk is full, many people sign in: all of these pass. */
const PASSING: ReadonlySet<string> = new Set(['BUSY', 'DISK_FULL', 'TOO_BUSY'])

/** Returns the error that a refusal of an exchange is thrown as. */
export const refusedAs = (refusal: Refusal): Error =>
  PASSING.has(refusal.code) ? new NotNow(refusal.code) : new Refused(refusal)
