import type { BandTone } from '@traguardo/shared/model'
import { type ScoreNode, verdictOf } from '@traguardo/shared/scoring'

/** Tone of a score, or of none. */
export type Tone = BandTone | 'none'

/** Tone of the verdict on a score. */
export const toneOf = (node: ScoreNode): Tone => verdictOf(node)?.tone ?? 'none'

/** Part of the mark of a score. */
interface Mark {
  readonly tone: Tone
  readonly part: number
}

/** Marks of a score, in parts: its verdict; before there is one, the indicators below by how they go. */
export function tonesOf(node: ScoreNode): readonly Mark[] {
  const { courses } = node
  const going = [
    { tone: 'good' as const, part: courses['on-course'] },
    { tone: 'fair' as const, part: courses.late },
    { tone: 'poor' as const, part: courses['at-risk'] },
  ].filter(({ part }) => part > 0)
  const tone = toneOf(node)
  return tone === 'none' && going.length > 0 ? going : [{ tone, part: 1 }]
}
