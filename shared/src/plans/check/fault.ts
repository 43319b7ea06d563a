import { type RefusalCode, type Refusal, refusal, withMessage } from '../../refusals'

/** Something wrong with a plan, and where: a path of keys and indexes from the root; with its Italian sentence. */
export interface PlanFault extends Refusal {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A fault at a place. */
export const planFault = <C extends RefusalCode>(
  path: PlanFault['path'],
  ...said: Parameters<typeof refusal<C>>
): PlanFault => ({
  path,
  ...withMessage(refusal(...said)),
})
