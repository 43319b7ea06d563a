import type { BandRule, Policy } from '../../model'

/** Doubles of exact thirds and tenths may fall a hair off an edge that the arithmetic puts them on. */
const HAIR = 1e-12

/** The bands for what hangs on one of these units; those of the whole body for the others [SC28]. */
export const bandsFor = ({ bands, unitBands = [] }: Policy, units: readonly string[]): readonly BandRule[] =>
  unitBands.find(({ unit }) => units.includes(unit))?.bands ?? bands

/** The band of an achievement; each edge belongs to the side that the policy says [SC28]. */
export function bandOf(achievement: number | null, bands: readonly BandRule[]): BandRule | null {
  if (achievement === null) return null
  const reached = ({ from, edge }: BandRule) => (edge === 'in' ? achievement >= from - HAIR : achievement > from + HAIR)
  return bands.find(reached) ?? bands.at(-1) ?? null
}
