import type { Policy } from '../model'
import type { CompiledGroup, GroupPart, GroupTable } from './compile/groups'
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

/** The mean of the table's group of that number: this runs for every group at every change [SC20-SC24]. */
export function meanScore(group: number, table: GroupTable, achieved: Float64Array): number {
  const { partsAt, childrenAt, child, weight, whole } = table
  const end = partsAt[group + 1] as number
  let all = 0
  let result = 0
  for (let part = partsAt[group] as number; part < end; part++) {
    const last = childrenAt[part + 1] as number
    let counted = 0
    let own = 0
    for (let at = childrenAt[part] as number; at < last; at++) {
      const achievement = achieved[child[at] as number] as number
      if (Number.isNaN(achievement)) continue
      const weighs = weight[at] as number
      counted += weighs
      own += weighs * achievement
    }
    if (counted === 0) continue
    all += whole[part] as number
    result += (whole[part] as number) * (own / counted)
  }
  return all === 0 ? Number.NaN : result / all
}

/** What stands above from what stands below where it is no mean [SC46]; `NaN` for no achievement. */
export function otherScore(group: CompiledGroup, state: NodeState, policy: Policy): number {
  const { parts, combine } = group
  let whole = 0
  let result = combine === 'worst' ? Number.POSITIVE_INFINITY : 0
  for (const part of parts) {
    let counted = 0
    let own = 0
    part.children.forEach((child, at) => {
      const achievement = state.achieved[child] ?? Number.NaN
      if (Number.isNaN(achievement)) return
      const weight = part.weights[at] ?? 0
      counted += weight
      own += weight * achievement
    })
    if (counted === 0) continue
    whole += part.whole
    if (combine === 'sum') result += part.whole * (own / weightOf(part, combine, state))
    else if (combine === 'worst') result = Math.min(result, otherwise(group, part, state, policy))
    else result += part.whole * (otherwise(group, part, state, policy) / counted)
  }
  return whole === 0 ? Number.NaN : combine === 'worst' ? result : result / whole
}

/** The share of weight that rests on entered values [SC26]; `NaN` where all that stands in the group weighs nothing. */
export function coverageOf(group: number, table: GroupTable, coverage: Float64Array): number {
  const { partsAt, childrenAt, child, weight, whole } = table
  const [first, end] = [partsAt[group] as number, partsAt[group + 1] as number]
  let all = 0
  let result = 0
  for (let part = first; part < end; part++) {
    const last = childrenAt[part + 1] as number
    let expected = 0
    let covered = 0
    for (let at = childrenAt[part] as number; at < last; at++) {
      const rests = coverage[child[at] as number] as number
      if (Number.isNaN(rests)) continue
      expected += weight[at] as number
      covered += (weight[at] as number) * rests
    }
    if (expected === 0) continue
    all += whole[part] as number
    result += (whole[part] as number) * (covered / expected)
  }
  if (all !== 0) return result / all
  return childrenAt[first] === childrenAt[end] ? 0 : Number.NaN
}
