import { type RefusalCode, type Refusal, refusal } from '../refusals'

/**
 * Something wrong with a formula, and where it is: characters from 0 [FO6]. Its sentence is made by whoever says it: a device
 * reads formulas before it has any sentence of refusals.
 */
export interface FormulaFault extends Refusal {
  readonly at: number
}

/** A fault at a character. */
export const faultAt = <C extends RefusalCode>(at: number, ...said: Parameters<typeof refusal<C>>): FormulaFault => ({
  at,
  ...refusal(...said),
})
