import type { Params } from '../../refusals'

/** What is wrong with a plan, and where: a path of keys and indexes from the root, a stable code, an Italian sentence. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
  readonly params?: Params | null
}
