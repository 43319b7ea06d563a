import { type Code, type Refusal, refusal, withMessage } from '../refusals'

/** Something wrong with a formula, and where it is: characters from 0 [FO6]. */
export interface FormulaFault extends Refusal {
  readonly at: number
  readonly message: string
}

/** A fault at a character. */
export const faultAt = <C extends Code>(at: number, ...said: Parameters<typeof refusal<C>>): FormulaFault => ({
  at,
  ...withMessage(refusal(...said)),
})
