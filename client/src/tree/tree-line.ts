import type { Absence } from '@traguardo/shared/model'
import type { Course, ScoreNode } from '@traguardo/shared/scoring'

/** What a line of the tree shows of a scored node: of today, or as it was on a day. */
export interface TreeLine extends Pick<ScoreNode, 'kind' | 'code' | 'title' | 'achievement' | 'band' | 'coverage'> {
  readonly absence: Pick<Absence, 'type'> | null
  readonly courses: Readonly<Record<Course, number>>
  /** Of an indicator, how it goes by now. */
  readonly indicator: { readonly course: Course | null } | null
  readonly children: readonly TreeLine[]
  /** Of an indicator as it was on a day: its value and what was wanted. */
  readonly said?: string
}
