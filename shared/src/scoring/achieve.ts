import type { Policy, Comparison, EventTarget, IsoDate, NumberTarget, RangeTarget } from '../model'
import { addMonths, addWorkingDays, dayNumber, addDays } from '../calendar'
import { bandOf, bandsFor, comparedShare, EPSILON, sideOf, hasThresholds, worthByThresholds } from './policy/marks'
import type { CompiledGroup, GroupPart } from './compile/groups'
import type { GroupTable } from './compile/group-table'
import { earnedOf, weightOf } from './grounds/group-grounds'
import type { NodeState } from './cell-store'
import type { PolicyStep, Way } from './grounds/grounds'

/** An achievement, the rule that gave it, and how. */
export interface Achievement {
  /** 0 up to the policy's cap. */
  readonly achievement: number
  readonly rule: string
  readonly way: Way
  /** Number that the way gives before 0 and the cap bound it; null where there are no degrees. */
  readonly grade: number | null
}

const RULES: Readonly<Record<NumberTarget['type'], string>> = {
  'at-least': 'SC10',
  'more-than': 'SC33',
  'at-most': 'SC11',
  'less-than': 'SC33',
  equals: 'SC34',
}

/** The number target that a comparison with something known is. */
export const NUMBER_TARGETS: Readonly<Record<Comparison, NumberTarget['type']>> = {
  '>=': 'at-least',
  '>': 'more-than',
  '<=': 'at-most',
  '<': 'less-than',
}

/** A quotient says something only where both sides have one sign and neither is zero [SC12]. */
const comparable = (value: number, target: number): boolean => (value > 0 && target > 0) || (value < 0 && target < 0)

const within = (value: number, { cap }: Policy): number => Math.min(cap, Math.max(0, value))

/**
 * Returns the achievement that the policy gives for a value that grows or shrinks towards its target; null where the
 * policy knows met or not met only.
 */
function graded(actual: number, wanted: number, grows: boolean, start: number | null, policy: Policy): number | null {
  const rule = grows ? policy.grows : policy.shrinks
  if (rule === 'met-or-not') return null
  if (rule === 'from-baseline' && start !== null) {
    // A start on the target or beyond it leaves no way to go [SC35].
    const ahead = grows ? start < wanted : start > wanted
    return ahead ? (actual - start) / (wanted - start) : null
  }
  // What a target below zero is exceeded by is measured by its size.
  if (rule === 'linear') return wanted > 0 ? 2 - actual / wanted : wanted < 0 ? actual / wanted : null
  // With two negatives the quotient turns round: -12 against at least -10 is 10 / 12.
  if (comparable(actual, wanted)) return grows === wanted > 0 ? actual / wanted : wanted / actual
  // Past zero on the good side there is no better quotient: 0 errors against at most 2.
  return wanted !== 0 && (grows ? actual > wanted : actual < wanted) ? policy.cap : null
}

/** Is a value as near to an "exactly" target as the policy lets it be, on its side [SC98]? */
function isWithin(actual: number, wanted: number, { equalsWithin }: Policy): boolean {
  if (!equalsWithin) return false
  const off = actual - wanted
  const free = Math.abs(wanted) * (off < 0 ? equalsWithin.under : equalsWithin.over)
  return Math.abs(off) <= free + EPSILON * Math.abs(wanted)
}

/** The most that is worth what does not meet "more than" or "less than": a share that is shown as less than whole [SC33.2]. */
const MOST_UNMET = 0.9999

const growsTo = (type: NumberTarget['type']): boolean => type === 'at-least' || type === 'more-than'
const isStrict = (type: NumberTarget['type']): boolean => type === 'more-than' || type === 'less-than'

/** Is the comparison of a target true of a value on this side of it? */
const meets = (side: -1 | 0 | 1, type: NumberTarget['type']): boolean =>
  side === 0 ? !isStrict(type) : type !== 'equals' && side > 0 === growsTo(type)

/** Is a target met: its comparison true, whatever a policy gives for it? */
export function isMet(actual: number, { type, value: wanted }: NumberTarget, policy: Policy, magnitude = 0): boolean {
  return meets(sideOf(actual, wanted, policy, magnitude), type)
}

/** The numbers around a target that the policy takes as near enough [SC98]. */
export function nearTo(wanted: number, { equalsWithin }: Policy): Pick<RangeTarget, 'from' | 'to'> {
  const { under = 0, over = 0 } = equalsWithin ?? {}
  return { from: wanted - Math.abs(wanted) * under, to: wanted + Math.abs(wanted) * over }
}

/** Names the way by which `graded` came to its number. */
function wayOf(actual: number, wanted: number, grows: boolean, start: number | null, policy: Policy): Way {
  const rule = grows ? policy.grows : policy.shrinks
  if (rule === 'from-baseline' && start !== null) return 'baseline'
  if (rule === 'linear') return wanted > 0 ? 'linear' : 'quotient'
  return comparable(actual, wanted) ? 'quotient' : 'past-zero'
}

/** Returns the achievement of a number that is to be equal to another, and the way to it [SC34, SC98]. */
function achieveEqual(actual: number, wanted: number, onTarget: boolean, policy: Policy): Achievement {
  const rule = RULES.equals
  if (onTarget) return { achievement: 1, rule, way: 'met', grade: null }
  if (isWithin(actual, wanted, policy)) return { achievement: 1, rule, way: 'within', grade: null }
  if (policy.equals === 'met-or-not' || !comparable(actual, wanted))
    return { achievement: 0, rule, way: 'met-or-not', grade: null }
  const [a, b] = [Math.abs(actual), Math.abs(wanted)]
  const grade = Math.min(a, b) / Math.max(a, b)
  return { achievement: grade, rule, way: 'smaller-over-larger', grade }
}

/**
 * Returns the bare achievement of a number that is to be at least or at most another, where no thresholds of its own are
 * asked for: this runs at every change. What it takes besides is as `achieveNumber` has it.
 */
export function achievedShare(
  actual: number,
  type: NumberTarget['type'],
  wanted: number,
  policy: Policy,
  start: number | null = null,
  magnitude = 0,
): number {
  const side = sideOf(actual, wanted, policy, magnitude)
  const grows = growsTo(type)
  const met = meets(side, type)
  if (met && policy.cap === 1) return 1
  const grade = graded(actual, wanted, grows, start, policy)
  if (grade === null) return met ? 1 : 0
  const bounded = within(grade, policy)
  if (met) return Math.max(1, bounded)
  return Math.min(isStrict(type) ? MOST_UNMET : 1, bounded)
}

/**
 * Returns the achievement of a number against a number [SC10-SC12, SC33-SC35].
 * @param start the baseline, where one is known
 * @param magnitude sum of the magnitudes that the value was summed from: see `sideOf`
 * @example achieveNumber(45, { type: 'at-least', value: 50 }, DEFAULT_POLICY) // { achievement: 0.9, rule: 'SC10' }
 */
export function achieveNumber(
  actual: number,
  target: NumberTarget,
  policy: Policy,
  start: number | null = null,
  magnitude = 0,
): Achievement {
  const { type, value: wanted } = target
  const rule = RULES[type]
  const side = sideOf(actual, wanted, policy, magnitude)
  if (type === 'equals') return achieveEqual(actual, wanted, side === 0, policy)
  if (hasThresholds(target, policy)) {
    const has = (mark: number) => isMet(actual, { type, value: mark }, policy, magnitude)
    const grade = worthByThresholds(actual, target, policy, has)
    return { achievement: grade, rule: 'SC97', way: 'thresholds', grade }
  }
  const grows = growsTo(type)
  const met = meets(side, type)
  if (met && policy.cap === 1) return { achievement: 1, rule, way: 'met', grade: null }
  const achievement = achievedShare(actual, type, wanted, policy, start, magnitude)
  const grade = graded(actual, wanted, grows, start, policy)
  if (grade !== null) return { achievement, rule, way: wayOf(actual, wanted, grows, start, policy), grade }
  const isByRule = met || policy[grows ? 'grows' : 'shrinks'] === 'met-or-not'
  return { achievement, rule: isByRule ? rule : 'SC12', way: met ? 'met' : 'met-or-not', grade }
}

/** Returns the achievement of a number that is to lie between two: under them as at least, over them as at most [SC59]. */
export function achieveRange(actual: number, range: RangeTarget, policy: Policy, magnitude = 0): Achievement {
  return achieveNumber(actual, edgeOf(actual, range), { ...policy, cap: 1 }, null, magnitude)
}

/** The edge of a range that a number is held against. */
export const edgeOf = (actual: number, { from, to }: RangeTarget): NumberTarget =>
  actual < from ? { type: 'at-least', value: from } : { type: 'at-most', value: to }

/** Days late cost what the policy says; in time is whole [SC13, SC36]. */
export function achieveDate(actual: IsoDate, wanted: IsoDate, { dates }: Policy): number {
  const late = dayNumber(actual) - dayNumber(wanted) - dates.graceDays
  return late <= 0 ? 1 : Math.max(0, 1 - dates.lossPerDay * late)
}

/** The last day for something that must follow an event within a time [SC38]. */
export function deadlineAfter(event: IsoDate, target: EventTarget, patronDay?: string): IsoDate {
  const { amount, unit, strict } = target
  const last =
    unit === 'months'
      ? addMonths(event, amount)
      : unit === 'days'
        ? addDays(event, amount)
        : addWorkingDays(event, amount, patronDay)
  return strict ? addDays(last, -1) : last
}

/** The step that an achievement reaches, where the policy has steps [SC41], with where the next begins; null for none. */
export function stepOf(achievement: number, { steps, cap, comparison }: Policy): PolicyStep | null {
  const share = comparedShare(achievement, { comparison })
  const at = steps?.findIndex(({ from }) => share >= from - EPSILON) ?? -1
  const step = steps?.[at]
  if (!step) return null
  const { from, worth, to = worth } = step
  const next = steps?.[at - 1]?.from ?? null
  return { from, next, worth, to: (next ?? cap) <= from ? worth : to }
}

/** Steps, where the policy has them: flat [SC41], or in proportion inside of one [SC91]. */
export function stepped(achievement: number, policy: Policy): number {
  if (!policy.steps) return achievement
  const step = stepOf(achievement, policy)
  if (!step) return 0
  const { from, next, worth, to } = step
  if (to === worth) return worth
  return worth + (to - worth) * Math.min(1, Math.max(0, (achievement - from) / ((next ?? policy.cap) - from)))
}

/** Returns the result of a part where the policy wants no mean: the worst, or the weight of those in the best band. */
function otherwise({ combine, units }: CompiledGroup, part: GroupPart, state: NodeState, policy: Policy): number {
  const bands = bandsFor(policy, units)
  let result = combine === 'worst' ? Number.POSITIVE_INFINITY : 0
  part.children.forEach((child, at) => {
    const achievement = state.achieved[child] ?? Number.NaN
    const weight = part.weights[at] ?? 0
    if (Number.isNaN(achievement) || weight === 0) return
    if (combine === 'worst') result = Math.min(result, achievement)
    else if (bandOf(achievement, bands, policy) === bands[0]) result += weight
  })
  return result
}

/** The mean of the table's group of that number: this runs for every group at every change [SC20-SC24]. */
export function meanScore(group: number, table: GroupTable, numbers: Float64Array): number {
  const { partsAt, childrenAt, child, weight, weights, whole } = table
  const end = partsAt[group + 1] as number
  let all = 0
  let result = 0
  for (let part = partsAt[group] as number; part < end; part++) {
    const last = childrenAt[part + 1] as number
    let own = 0
    for (let at = childrenAt[part] as number; at < last; at++)
      own += (weight[at] as number) * (numbers[child[at] as number] as number)
    // Mostly there is a number of each child, and all their weights count.
    const mean = Number.isNaN(own) ? meanOfKnown(part, table, numbers) : own / (weights[part] as number)
    if (Number.isNaN(mean)) continue
    all += whole[part] as number
    result += (whole[part] as number) * mean
  }
  return all === 0 ? Number.NaN : result / all
}

/** The mean of those children of a part of which there is a number; `NaN` where they weigh nothing. */
function meanOfKnown(part: number, { childrenAt, child, weight }: GroupTable, numbers: Float64Array): number {
  const last = childrenAt[part + 1] as number
  let counted = 0
  let own = 0
  for (let at = childrenAt[part] as number; at < last; at++) {
    const number = numbers[child[at] as number] as number
    if (Number.isNaN(number)) continue
    counted += weight[at] as number
    own += (weight[at] as number) * number
  }
  return counted === 0 ? Number.NaN : own / counted
}

/** Returns the score of a group whose rule is no plain mean [SC46, SC140]; `NaN` for no achievement. */
export function otherScore(group: CompiledGroup, state: NodeState, policy: Policy): number {
  const { parts, combine, beyond } = group
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
      own += weight * earnedOf(achievement, group)
    })
    if (counted === 0) continue
    whole += part.whole
    if (combine === 'sum' || combine === 'money') result += part.whole * (own / weightOf(part, combine, state))
    else if (combine === 'worst') result = Math.min(result, otherwise(group, part, state, policy))
    else if (combine === 'mean') result += part.whole * (own / counted)
    else result += part.whole * (otherwise(group, part, state, policy) / counted)
  }
  const made = whole === 0 ? Number.NaN : combine === 'worst' ? result : result / whole
  return beyond === null ? made : Math.min(1, made)
}

/** The share of weight that rests on entered values [SC26]; `NaN` where all that stands in the group weighs nothing. */
export function coverageOf(group: number, table: GroupTable, coverage: Float64Array): number {
  const mean = meanScore(group, table, coverage)
  if (!Number.isNaN(mean)) return mean
  const { partsAt, childrenAt } = table
  return childrenAt[partsAt[group] as number] === childrenAt[partsAt[group + 1] as number] ? 0 : Number.NaN
}
