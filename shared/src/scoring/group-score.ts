import type { Policy } from '../model'
import type { CompiledGroup, GroupPart } from './compile/groups'
import type { NodeState } from './node-state'
import { bandOf, bandsFor } from './policy/band'

/** The weight of those children that count; of all of them where nothing is shared out again; 0 where none counts. */
function weightOf(
  { children, weights }: GroupPart,
  combine: CompiledGroup['combine'],
  { achieved }: NodeState,
): number {
  let [sum, counts] = [0, false]
  for (let at = 0; at < children.length; at++) {
    const isCounted = !Number.isNaN(achieved[children[at] ?? -1] ?? Number.NaN)
    counts ||= isCounted
    if (isCounted || combine === 'sum') sum += weights[at] ?? 0
  }
  return counts ? sum : 0
}

/** What the parts that count weigh together [SC21, SC24]; 0 where none does. */
function wholeOf({ parts, combine }: CompiledGroup, state: NodeState): number {
  let whole = 0
  for (const part of parts) if (weightOf(part, combine, state) > 0) whole += part.whole
  return whole
}

/** What a weight of 1 in each part comes to in the group: the share of a child is its weight times this [SC24, SC27]. */
export function scalesOf(group: CompiledGroup, state: NodeState): readonly number[] {
  const whole = wholeOf(group, state)
  return group.parts.map((part) => {
    const sum = weightOf(part, group.combine, state)
    return sum === 0 || whole === 0 ? 0 : part.whole / whole / sum
  })
}

/** A group's score: `NaN` for no achievement, and for the coverage where all that stands in it weighs nothing. */
export interface GroupScore {
  achievement: number
  coverage: number
}

/** What stands in for the weighted sum where the policy wants no mean: the worst, or the weight of those in the best band. */
function otherwise({ combine, units }: CompiledGroup, part: GroupPart, state: NodeState, policy: Policy): number {
  const bands = bandsFor(policy, units)
  let result = combine === 'worst' ? Number.POSITIVE_INFINITY : 0
  part.children.forEach((child, at) => {
    const achievement = state.achieved[child] ?? Number.NaN
    const weight = part.weights[at] ?? 0
    if (Number.isNaN(achievement) || weight === 0) return
    if (combine === 'worst') result = Math.min(result, achievement)
    else if (bandOf(achievement, bands) === bands[0]) result += weight
  })
  return result
}

/**
 * What stands above from what stands below [SC20-SC27]: sums first, so that all of 100 % is 100 % to the last bit.
 * @param into where the achievement is put: this runs for every group at every change
 */
export function groupScore(group: CompiledGroup, state: NodeState, policy: Policy, into: GroupScore): void {
  const { parts, combine } = group
  const { achieved } = state
  let whole = 0
  let result = combine === 'worst' ? Number.POSITIVE_INFINITY : 0
  for (const part of parts) {
    const { children, weights } = part
    const { length } = children
    let counted = 0
    let own = 0
    for (let at = 0; at < length; at++) {
      const achievement = achieved[children[at] as number] as number
      if (Number.isNaN(achievement)) continue
      const weight = weights[at] as number
      counted += weight
      own += weight * achievement
    }
    if (counted === 0) continue
    whole += part.whole
    if (combine === 'mean') result += part.whole * (own / counted)
    else if (combine === 'sum') result += part.whole * (own / weightOf(part, combine, state))
    else if (combine === 'worst') result = Math.min(result, otherwise(group, part, state, policy))
    else result += part.whole * (otherwise(group, part, state, policy) / counted)
  }
  into.achievement = whole === 0 ? Number.NaN : combine === 'worst' ? result : result / whole
}

/** The share of weight that rests on entered values [SC26]; `NaN` where all that stands in the group weighs nothing. */
export function coverageOf({ parts }: CompiledGroup, { coverage }: NodeState): number {
  let whole = 0
  let result = 0
  for (const { children, weights, whole: own } of parts) {
    let expected = 0
    let covered = 0
    for (let at = 0; at < children.length; at++) {
      const rests = coverage[children[at] as number] as number
      if (Number.isNaN(rests)) continue
      expected += weights[at] as number
      covered += (weights[at] as number) * rests
    }
    if (expected === 0) continue
    whole += own
    result += own * (covered / expected)
  }
  if (whole !== 0) return result / whole
  return parts.every(({ children }) => children.length === 0) ? 0 : Number.NaN
}
