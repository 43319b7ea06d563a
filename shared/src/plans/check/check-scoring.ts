import { isDay, periodsOf } from '../../calendar'
import type { Plan, Indicator, Measure, Target } from '../../model'
import { checkPolicy, policyInPlan, SHIPPED_POLICIES } from '../../scoring'
import { formulaReader } from './check-formulas'
import { type PlanFault, planFault } from './fault'
import { type FormulaType, nameOf, parseFormula, wordOf } from '../../formula'
import { knownCodes } from '../../values'
import type { ParamsOf } from '../../refusals'

/**
 * Policies that contradict themselves, and years that follow one that is not there [SC51, SC90].
 * @param isWhole is nothing of the plan set aside? Then its units are all there.
 */
export function checkPolicies(plan: Plan, isWhole: boolean): readonly PlanFault[] {
  const { policy, policyYears = [], policies = [] } = plan
  const known = new Set([...SHIPPED_POLICIES, ...policies].map(({ code }) => code))
  const unknown = (path: PlanFault['path'], code: string): PlanFault[] =>
    known.has(code) ? [] : [planFault(path, 'UNKNOWN_POLICY', { policy: code })]
  const own = policies.flatMap((one, index) =>
    [...checkPolicy(one), ...(isWhole ? policyInPlan(one, plan) : [])].map(({ key, said }) =>
      planFault(['policies', index, key], 'POLICY', said),
    ),
  )
  return [
    ...unknown(['policy'], policy),
    ...policyYears.flatMap((one, index) => unknown(['policyYears', index, 'policy'], one.policy)),
    ...own,
  ]
}

/** Returns what a target asks for; null for one that takes anything. */
function askedBy(target: Target): 'date' | 'level' | 'days' | 'number' | null {
  if (target.type === 'by-date' || target.type === 'by-dates') return 'date'
  // What was done by its day, or how many days it took.
  if (target.type === 'after-each-period') return 'days'
  if (target.type === 'after-event') return target.unit === 'days' ? 'days' : 'date'
  if (target.type === 'level') return 'level'
  return target.type === 'first-year' || target.type === 'observed' ? null : 'number'
}

/** Returns the fault of a target that the value of its formula can never be judged by; null where it can [SC72]. */
function typeFault(target: Target, indicator: Indicator, type: FormulaType): ParamsOf<'TARGET'> | null {
  const asked = askedBy(target)
  const found = nameOf(type)
  const isNumber = typeof type !== 'string' || type === 'yes-no'
  const fits =
    asked === null ||
    asked === found ||
    (asked === 'number' && isNumber) ||
    (asked === 'days' && (found === 'date' || found === 'plain'))
  const { printed } = target
  return fits ? null : { kind: 'type', indicator: indicator.code, printed, asked, found: wordOf(type) }
}

interface Known {
  readonly plan: Plan
  readonly measures: ReadonlyMap<string, Measure>
  /** The measure that an indicator's formula is, where it is nothing else. */
  readonly lone: (indicator: Indicator) => Measure | null
  /** The type of what an indicator's formula gives; null where it is at fault. */
  readonly typeOf: (indicator: Indicator) => FormulaType | null
}

/** The day by which a number is to be there. */
const byOf = (target: Target): string | undefined => ('by' in target ? target.by : undefined)

/** The days that a target names. */
export const daysOf = (target: Target): readonly string[] => {
  const by = byOf(target)
  if (by !== undefined) return [by]
  return target.type === 'by-date' ? [target.date] : target.type === 'by-dates' ? target.dates : []
}

/** A number by a day before the last period is one measure of one unit, or nobody knows what it was then [SC58.3]. */
function isKnownBy(target: Target, measure: Measure | null, plan: Plan): boolean {
  const by = byOf(target)
  const last = periodsOf(plan, target.year).at(-1)
  if (by === undefined || last === undefined || by >= last.from) return true
  const { entry } = measure ?? {}
  return entry?.by === 'same-as' || (entry?.by === 'units' && entry.units.length === 1)
}

/** Do the thresholds of a target lie on their sides of it: the least on the easier, the excellent on the harder [SC97.4]? */
function hasOrder(target: Target): boolean {
  if (!('least' in target || 'excellent' in target)) return true
  const { type, least, value, excellent } = target
  if (type === 'equals') return false
  const marks = [least, value, excellent].filter((mark) => mark !== undefined)
  const grows = type === 'at-least' || type === 'more-than'
  return marks.every((mark, at) => at === 0 || (grows ? mark > (marks[at - 1] ?? 0) : mark < (marks[at - 1] ?? 0)))
}

type FormFault = ParamsOf<'TARGET'>

function formFault(target: Target, indicator: Indicator, { plan, measures, lone, typeOf }: Known): FormFault | null {
  const said = { indicator: indicator.code }
  const wrongDay = daysOf(target).find((day) => !isDay(day))
  if (wrongDay !== undefined) return { kind: 'day', ...said, day: wrongDay }
  if (target.type === 'after-event' && measures.get(target.event)?.kind !== 'date')
    return { kind: 'event', ...said, event: target.event }
  if ((target.type === 'by-dates' || target.type === 'after-each-period') && !lone(indicator))
    return { kind: 'lone', ...said }
  if (!hasOrder(target)) return { kind: 'thresholds', ...said }
  if (target.type === 'between' && target.from >= target.to) return { kind: 'range', ...said }
  if (!isKnownBy(target, lone(indicator), plan)) return { kind: 'by-day', ...said }
  if (target.type === 'against-benchmark' && indicator.benchmark === undefined) return { kind: 'benchmark', ...said }
  const type = typeOf(indicator)
  const wrongType = type && typeFault(target, indicator, type)
  if (wrongType) return wrongType
  if (target.type !== 'level') return null
  const levels = lone(indicator)?.levels ?? []
  return levels.some((level) => level.toLowerCase() === target.level.toLowerCase())
    ? null
    : { kind: 'level', ...said, level: target.level }
}

/** Targets outside the plan, said twice, or that ask for something that is not there. */
export function checkTargets(plan: Plan, setAside: ReadonlySet<string>): readonly PlanFault[] {
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  const codes = knownCodes(plan)
  const lone = ({ formula }: Indicator): Measure | null => {
    const parsed = parseFormula(formula, codes)
    return parsed.ok && parsed.value.type === 'measure' ? (measures.get(parsed.value.code) ?? null) : null
  }
  const readFormula = formulaReader(plan)
  const types = new Map<Indicator, FormulaType | null>()
  const typeOf = (indicator: Indicator): FormulaType | null => {
    const type = types.get(indicator) ?? readFormula(indicator)?.type ?? null
    types.set(indicator, type)
    return type
  }
  const known: Known = { plan, measures, lone, typeOf }
  return plan.indicators.flatMap((indicator, index) =>
    indicator.targets.flatMap((target, at): PlanFault[] => {
      const path = ['indicators', index, 'targets', at]
      const { code, targets } = indicator
      const { year } = target
      const faults: PlanFault[] = []
      if (year < plan.firstYear || year > plan.lastYear)
        faults.push(
          planFault([...path, 'year'], 'YEAR_OUT_OF_PLAN', {
            ...{ indicator: code, year, from: plan.firstYear, to: plan.lastYear },
          }),
        )
      if (targets.findIndex((one) => one.year === year) !== at)
        faults.push(planFault([...path, 'year'], 'DUPLICATE_TARGET', { indicator: code, year }))
      // The names in a formula or an event may be among the items set aside.
      const wrong = setAside.size > 0 ? null : formFault(target, indicator, known)
      if (wrong?.kind === 'day' && target.type === 'by-date')
        faults.push(planFault([...path, 'date'], 'NOT_A_DATE', { ...wrong, kind: 'target' }))
      else if (wrong) faults.push(planFault(path, 'TARGET', wrong))
      return faults
    }),
  )
}
