/** A word and what it means. */
export interface Term {
  readonly id: string
  readonly word: string
  readonly meaning: string
}

/** A part of a page of help. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly paragraphs: readonly string[]
}

/** Steps of the first round of who has this role. */
export type Tours = Readonly<Record<'unit-head' | 'manager' | 'controller' | 'reader', readonly TourStep[]>>

export interface TourStep {
  readonly text: string
  readonly to: string
  readonly link: string
}

/** Everything that explains. */
export interface Help {
  readonly how: readonly Section[]
  readonly terms: readonly Term[]
  readonly accessibility: readonly Section[]
  readonly tours: Tours
}
