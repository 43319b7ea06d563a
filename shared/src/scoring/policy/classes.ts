import type { Policy } from '../../model'
import { comparedShare, EPSILON } from './marks'

/** A class of sheets with how many are in it, against how many may be [SC143]. */
export interface ClassCount {
  readonly name: string
  /** Achievements from which on a sheet is in it, and from which on in the one above (null for the best). */
  readonly from: number
  readonly next: number | null
  readonly count: number
  /** The most that may be in it: its share of the sheets with a score, rounded down; null for any number. */
  readonly most: number | null
}

/** Distribution of sheets over the classes of a policy. */
export interface Distribution {
  readonly classes: readonly ClassCount[]
  readonly scored: number
  /** Sheets without a score, which are in no class. */
  readonly unscored: number
}

/** Counts sheets by class, of the achievements that they have (null for none); null where the policy has no classes [SC143]. */
export function distributionOf(policy: Policy, achievements: readonly (number | null)[]): Distribution | null {
  const { classes } = policy
  if (!classes) return null
  const shares = achievements.flatMap((one) => (one === null ? [] : comparedShare(one, policy)))
  const placeOf = (share: number) => classes.findIndex(({ from }) => share >= from - EPSILON)
  const places = shares.map(placeOf)
  return {
    scored: shares.length,
    unscored: achievements.length - shares.length,
    classes: classes.map(({ name, from, most }, at) => ({
      ...{ name, from, next: classes[at - 1]?.from ?? null },
      count: places.filter((place) => place === at).length,
      most: most === undefined ? null : Math.floor(most * shares.length + EPSILON),
    })),
  }
}
