import type { ParentRule, Resources } from '../../model'

/** Something that weighs beside its brothers. */
export interface Weighable {
  readonly weight?: number
  readonly resources?: readonly Resources[]
}

/** A weight among brothers, in whatever scale they are printed in. */
export interface Weight {
  readonly weight: number
  /** Nothing says it: it is the mean of those brothers that weigh something [SC66.1]. */
  readonly ofBrothers: boolean
}

const euroOf = ({ resources = [] }: Weighable, year: number): number | undefined =>
  resources.find((one) => one.year === year)?.euro

/**
 * Weighs brothers by a rule, in their order. What has no weight weighs the mean of those that weigh something, and all
 * weigh the same where none does; a weight of 0 weighs nothing [SC66].
 */
export function weigh(items: readonly Weighable[], rule: ParentRule['weights'], year: number): readonly Weight[] {
  if (rule === 'equal') return items.map(() => ({ weight: 1, ofBrothers: false }))
  const given = items.map((item) => (rule === 'resources' ? euroOf(item, year) : item.weight))
  const weighing = given.flatMap((weight) => (weight !== undefined && weight > 0 ? [weight] : []))
  const mean = weighing.length === 0 ? 1 : weighing.reduce((sum, weight) => sum + weight, 0) / weighing.length
  return given.map((weight) => ({
    weight: weight ?? mean,
    ofBrothers: weight === undefined && weighing.length > 0,
  }))
}
