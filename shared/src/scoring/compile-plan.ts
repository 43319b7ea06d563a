import { type Period, periodsOf } from '../calendar'
import { type FormulaNode, type MeasureNode, measuresIn, isPercentage, parseFormula, scaled } from '../formula'
import type { Indicator, Measure, Objective, Plan, Target } from '../model'
import { knownCodes } from '../values'
import { DEFAULT_POLICY, type Policy } from './policy'

/** An indicator ready to be computed. */
export interface CompiledIndicator {
  readonly indicator: Indicator
  /** Null where the formula has a fault. */
  readonly formula: FormulaNode | null
  /** The same in the indicator's unit: times 100 where that is `%` and the formula is not in percent points yet [SC7]. */
  readonly inUnit: FormulaNode | null
  /** The measures that the formula names, each once. */
  readonly inputs: readonly MeasureNode[]
  readonly target: Target | null
}

/** A plan ready to be scored for one year: formulas parsed once, children found once. */
export interface CompiledPlan {
  readonly plan: Plan
  readonly year: number
  readonly policy: Policy
  readonly periods: readonly Period[]
  readonly measures: ReadonlyMap<string, Measure>
  readonly indicatorsOf: ReadonlyMap<string, readonly CompiledIndicator[]>
  /** Objectives below an area, a strategic objective or a sheet, by its code. */
  readonly objectivesOf: ReadonlyMap<string, readonly Objective[]>
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The key of an objective's parent: `area/AS1`, `objective/1.1`, `sheet/SG`. */
export const parentKey = ({ level, parent, sheet }: Objective): string =>
  level === 'individual' ? `sheet/${sheet}` : `${level === 'strategic' ? 'area' : 'objective'}/${parent}`

/** Prepares a plan for a year. Compile once, score often. */
export function compilePlan(plan: Plan, year: number, policy: Policy = DEFAULT_POLICY): CompiledPlan {
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  const known = knownCodes(plan)
  const isPercentageMeasure = (code: string) => measures.get(code)?.kind === 'percentage'
  const compile = (indicator: Indicator): CompiledIndicator => {
    const parsed = parseFormula(indicator.formula, known)
    const formula = parsed.ok ? parsed.value : null
    const plain = indicator.unit === '%' && formula !== null && !isPercentage(formula, isPercentageMeasure)
    const target = indicator.targets.find((one) => one.year === year) ?? null
    const inUnit = plain ? scaled(formula, 100) : formula
    return { indicator, formula, inUnit, inputs: formula ? measuresIn(formula) : [], target }
  }
  return {
    plan,
    year,
    policy,
    periods: periodsOf(year),
    measures,
    indicatorsOf: grouped(plan.indicators.map(compile), ({ indicator }) => indicator.objective),
    objectivesOf: grouped(plan.objectives, parentKey),
  }
}
