import type { NodeState } from '../cell-store'
import type { CompiledGroup, GroupPart } from './groups'

/**
 * The weight of those children that count; of all of them where nothing is shared out again, but for money that nobody can
 * earn [SC67.3]; 0 where none counts, or what counts weighs nothing.
 */
export function weightOf(
  { children, weights }: GroupPart,
  combine: CompiledGroup['combine'],
  { achieved, out }: NodeState,
): number {
  const sumOf = (counts: (child: number) => boolean) =>
    weights.reduce((sum, weight, at) => (counts(children[at] as number) ? sum + weight : sum), 0)
  const isScored = (child: number) => !Number.isNaN(achieved[child])
  if (sumOf(isScored) === 0) return 0
  if (combine === 'sum') return sumOf(() => true)
  return sumOf(combine === 'money' ? (child) => out[child] === 0 : isScored)
}

/** Share of its weight that an achievement earns: its own at most where none makes up for another's [SC67.2, SC140.1]. */
export const earnedOf = (
  achievement: number,
  { combine, beyond }: Pick<CompiledGroup, 'combine' | 'beyond'>,
): number => (combine === 'money' || beyond === 'child' ? Math.min(1, achievement) : achievement)

/** Returns the joint weight of the parts that count [SC21, SC24]; 0 where none does. */
function wholeOf({ parts, combine }: CompiledGroup, state: NodeState): number {
  let whole = 0
  for (const part of parts) if (weightOf(part, combine, state) > 0) whole += part.whole
  return whole
}

/**
 * Returns for each part the share of a weight of 1 in the group: the share of a child is its weight times this [SC24,
 * SC27].
 */
export function scalesOf(group: CompiledGroup, state: NodeState): readonly number[] {
  const whole = wholeOf(group, state)
  return group.parts.map((part) => {
    const sum = weightOf(part, group.combine, state)
    return sum === 0 || whole === 0 ? 0 : part.whole / whole / sum
  })
}

/** The same as `scalesOf` if nothing were left out. */
export function nominalScales({ parts }: CompiledGroup): readonly number[] {
  const sums = parts.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0))
  const whole = parts.reduce((all, part, at) => (sums[at] === 0 ? all : all + part.whole), 0)
  return parts.map((part, at) => (sums[at] === 0 || whole === 0 ? 0 : part.whole / whole / (sums[at] ?? 1)))
}
