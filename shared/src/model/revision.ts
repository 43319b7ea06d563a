import type { IsoDate } from './value'

/** What makes a plan or a revision valid: organ, number, date. What the print leaves out is absent. */
export interface Act {
  readonly organ: string
  readonly number?: string
  readonly date?: IsoDate
  readonly printed: string
}

/** A change of the plan during the year ("rolling"), adopted by an act. */
export interface Revision {
  readonly code: string
  readonly year: number
  readonly act: Act
  readonly notes: readonly RevisionNote[]
}

/** What the print says was changed. `about` names the list and code: `indicators/X`, `objectives/Y`. */
export interface RevisionNote {
  readonly kind: 'inserted' | 'updated' | 'removed'
  readonly about: string
  /** The number in brackets, where there is one: `(14)`. */
  readonly mark?: string
  readonly printed: string
}
