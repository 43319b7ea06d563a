import { addMonths, addWorkingDays, dayNumber, addDays } from '../calendar'
import type { Comparison, EventTarget, IsoDate, NumberTarget, Policy } from '../model'

/** An achievement and the rule that gave it. */
export interface Achievement {
  /** 0 up to the policy's cap. */
  readonly achievement: number
  readonly rule: string
}

/** Sums of cents in doubles miss a target that they meet on paper by less than this, relatively. */
const HAIR = 1e-12

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

/** What the policy gives for a value that grows or shrinks towards its target; null where only met or not met says something. */
function graded(actual: number, wanted: number, grows: boolean, start: number | null, policy: Policy): number | null {
  const rule = grows ? policy.grows : policy.shrinks
  if (rule === 'met-or-not') return null
  if (rule === 'from-baseline' && start !== null) {
    // A start on the target or beyond it leaves no way to go [SC35].
    const ahead = grows ? start < wanted : start > wanted
    return ahead ? (actual - start) / (wanted - start) : null
  }
  if (rule === 'linear') return wanted > 0 ? 2 - actual / wanted : null
  // With two negatives the quotient turns round: -12 against at least -10 is 10 / 12.
  if (comparable(actual, wanted)) return grows === wanted > 0 ? actual / wanted : wanted / actual
  // Past zero on the good side there is no better quotient: 0 errors against at most 2.
  return wanted !== 0 && (grows ? actual > wanted : actual < wanted) ? policy.cap : null
}

/** A number against a number [SC10-SC12, SC33-SC35]. `start` is the baseline, where one is known. */
export function achieveNumber(
  actual: number,
  { type, value: wanted }: NumberTarget,
  policy: Policy,
  start: number | null = null,
): Achievement {
  const rule = RULES[type]
  const onTarget = Math.abs(actual - wanted) <= HAIR * Math.abs(wanted)
  if (type === 'equals') {
    if (onTarget) return { achievement: 1, rule }
    if (policy.equals === 'met-or-not' || !comparable(actual, wanted)) return { achievement: 0, rule }
    const [a, b] = [Math.abs(actual), Math.abs(wanted)]
    return { achievement: Math.min(a, b) / Math.max(a, b), rule }
  }
  const grows = type === 'at-least' || type === 'more-than'
  const strict = type === 'more-than' || type === 'less-than'
  const beyond = !onTarget && (grows ? actual > wanted : actual < wanted)
  const met = beyond || (onTarget && !strict)
  if (met && policy.cap === 1) return { achievement: 1, rule }
  const grade = graded(actual, wanted, grows, start, policy)
  if (grade === null)
    return {
      achievement: met ? 1 : 0,
      rule: met || policy[grows ? 'grows' : 'shrinks'] === 'met-or-not' ? rule : 'SC12',
    }
  return { achievement: met ? Math.max(1, within(grade, policy)) : Math.min(1, within(grade, policy)), rule }
}

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

/** Does a number stand so to another? */
export function compareNumbers(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '>=':
      return left >= right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '<':
      return left < right
  }
}

/** A place among ordered levels against a level [SC40]. */
export function achieveLevel(rank: number, wanted: number, comparison: Comparison, of: number, policy: Policy): number {
  if (compareNumbers(rank, comparison, wanted)) return 1
  if (policy.levels === 'met-or-not') return 0
  const grows = comparison === '>' || comparison === '>='
  const strict = comparison === '>' || comparison === '<'
  const needed = grows ? wanted + (strict ? 1 : 0) : of + 1 - wanted + (strict ? 1 : 0)
  const reached = grows ? rank : of + 1 - rank
  return needed <= 0 ? 0 : Math.min(1, Math.max(0, reached / needed))
}

/** Flat steps, where the policy has them [SC41]. */
export function stepped(achievement: number, { steps }: Policy): number {
  return steps ? (steps.find(({ from }) => achievement >= from - HAIR)?.worth ?? 0) : achievement
}
