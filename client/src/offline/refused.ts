import type { Refusal } from '@traguardo/shared/model'

/** The server answered, and the answer is no: nobody is signed in, or somebody else, or not in this body. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}
