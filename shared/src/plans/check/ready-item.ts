import { type RefusalCode, type Refusal, refusal, withMessage } from '../../refusals'

/** Something to look at before a plan is adopted. What is `blocking` has to be put right first. */
export interface ReadyItem extends Refusal {
  readonly blocking: boolean
  /** `objectives/X`, or the path of a fault. */
  readonly about: string
  readonly message: string
}

/** Something that a person may leave as it is. */
export const openItem = <C extends RefusalCode>(about: string, ...said: Parameters<typeof refusal<C>>): ReadyItem => ({
  ...withMessage(refusal(...said)),
  about,
  blocking: false,
})
