import type { TargetRule } from '@traguardo/shared/model'
import asNamed from './as-named.json'
import isr from './isr-2018.json'
import maremma from './maremma-tirreno-2020.json'
import massa2019 from './massa-carrara-2019.json'
import massa2021 from './massa-carrara-2021.json'
import massa2022 from './massa-carrara-2022.json'
import publicPlans from './public-plans.json'

/** A target as a real body writes it, with how it is to be read. */
export interface TargetRow {
  readonly text: string
  readonly year: number
  readonly unit?: string
  readonly algorithm?: string
  /** Code of the measure that holds the day of the event. */
  readonly event?: string
  /** What is meant; null where a careful reader says that it cannot be known, or has no form. */
  readonly target: TargetRule | null
  /** Codes of what a person has to confirm, or why it is not read. */
  readonly doubts: readonly string[]
  /** Document and line of `seeds`, or the public plan with its address. */
  readonly source: string
}

/** Targets that stand in the five documents. */
export const DOCUMENTED = [massa2019, massa2021, massa2022, maremma, isr].flat() as unknown as readonly TargetRow[]

/** Every target of the table, from the documents, public plans and the issue that names them. */
export const TARGET_TABLE: readonly TargetRow[] = [
  ...DOCUMENTED,
  ...(publicPlans as unknown as readonly TargetRow[]),
  ...(asNamed as unknown as readonly TargetRow[]),
]
