import type { Policy } from './policy'
import type { Band } from './score'

/** Doubles of exact thirds and tenths may fall a hair under an edge that the arithmetic puts them on. */
const HAIR = 1e-12

/** The band of an achievement; an edge belongs to the band above it [SC28]. */
export function bandOf(achievement: number | null, { met, partly }: Policy): Band | null {
  if (achievement === null) return null
  if (achievement >= met - HAIR) return 'met'
  return achievement >= partly - HAIR ? 'partly' : 'not-met'
}
