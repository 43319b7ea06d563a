import { type Code, type Refusal, refusal, withMessage } from '../../refusals'

/** Something wrong with a plan, and where: a path of keys and indexes from the root; with its Italian sentence. */
export interface Fault extends Refusal {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A fault at a place. */
export const fault = <C extends Code>(path: Fault['path'], ...said: Parameters<typeof refusal<C>>): Fault => ({
  path,
  ...withMessage(refusal(...said)),
})
