import { lastDeadline, type Period, periodsOf } from '../../calendar'
import {
  type FormulaInput,
  formulaInUnit,
  forUnit,
  type FormulaNode,
  inputsOf,
  measuresIn,
  NOW,
  numericFormula,
  type NumericFormula,
  parseFormula,
} from '../../formula'
import {
  type Indicator,
  type IsoDate,
  type Measure,
  ownTimes,
  periodsNeutralised,
  type Plan,
  type Policy,
  type Target,
  type YearTarget,
} from '../../model'
import { kindsIn, knownCodes, ownUnits } from '../../values'
import { slotBytes } from './due'
import { type Figure, Figures, plainFigures, SlotTable } from './figure'
import { type CompiledGroup, groupsOf } from './groups'
import { type GroupTable, groupTable } from './group-table'
import { addsUp, bitsLeftOut, targetInPart, type YearPart, yearPartOf } from './standing'
import { type IndicatorTable, indicatorTable } from './indicator-table'
import { nodeOfFigure, NumberLists, orderNodes } from './order-nodes'
import { hasMilestones, isNumberTarget } from '../evaluate-indicator'
import { policiesOfIndicators, policyFor, rolesOfSheets } from '../policy/policy-for'
import { policyOf } from '../policy/shipped'

/** An indicator ready to be computed. Places are among the figures. */
export interface CompiledIndicator {
  readonly indicator: Indicator
  /** The policy as it holds for it [SC95]. */
  readonly policy: Policy
  /** In the indicator's unit of measure [SC7]; null for a faulty formula. */
  readonly formula: FormulaNode | null
  readonly numeric: NumericFormula | null
  /** The part of the year for which alone it counts; null for all of it [SC141.4]. */
  readonly part: YearPart | null
  /** The figures that the formula names, in order of first appearance. */
  readonly inputs: readonly number[]
  /** The figure that the formula is, where it is nothing else: it may hold dates. */
  readonly lone: number | null
  readonly target: Target | null
  /** The same formula so many years before, for a target against an earlier year. */
  readonly earlier: NumericFormula | null
  readonly earlierInputs: readonly number[]
  /** The event of an `after-event` target, the benchmark of one against a benchmark. */
  readonly reference: number | null
  /** Figures that it cannot be judged without, each once: of the formula, of the event. */
  readonly parts: readonly number[]
  /** The baseline as a number, for policies that start there. */
  readonly start: number | null
}

/**
 * A plan ready to be scored for one year: formulas parsed once, everything found once. Its nodes are numbered: first the
 * figures, then the indicators, then the groups; `order` has each after all it is made of.
 */
export interface CompiledPlan {
  readonly plan: Plan
  readonly year: number
  readonly policy: Policy
  readonly periods: readonly Period[]
  /** The last day on which anybody may enter anything of the year. */
  readonly lastDeadline: IsoDate
  readonly measures: ReadonlyMap<string, Measure>
  readonly slots: SlotTable
  readonly figures: readonly Figure[]
  readonly indicators: readonly CompiledIndicator[]
  readonly groups: readonly CompiledGroup[]
  /** The policy as it holds for each group, in their order [SC95]. */
  readonly groupPolicies: readonly Policy[]
  readonly table: GroupTable
  readonly plain: Int32Array
  readonly ratios: IndicatorTable
  readonly slotBytes: Uint8Array
  /** Number of a node by its address. */
  readonly nodes: ReadonlyMap<string, number>
  readonly order: Int32Array
  /** One more than the highest level of what a node is made of. */
  readonly level: Int32Array
  /** Number of levels. */
  readonly levels: number
  /** The nodes that are made of this one. */
  readonly above: NumberLists
  /** The figures that read a slot, by its number. */
  readonly readers: NumberLists
  /** Figures of which every period counts, not only the year: of milestones [SC37]. */
  readonly watched: ReadonlySet<number>
  /** Figures out of the records of the cycle [SC42, SC43]. */
  readonly recorded: readonly number[]
  /** Cycles of indicators, by name; the indicators in one are undefined [SC9]. */
  readonly cycles: ReadonlyMap<number, readonly string[]>
}

/** The formula shifted into an earlier year. */
const before = (node: FormulaNode, back: number): FormulaNode => ({
  type: 'earlier',
  what: 'year',
  back,
  operand: node,
})

/** The target that stands in for one that is not there: by the policy the last one that is a number [SC96.2]. */
function standingIn({ targets }: Indicator, year: number, { noTarget }: Policy): Target | null {
  if (noTarget !== 'last-year') return null
  const before = targets.filter((one) => one.year < year && (isNumberTarget(one) || one.type === 'between'))
  return before.reduce<Target | null>((last, one) => (last !== null && last.year > one.year ? last : one), null)
}

/** The policy as it holds for each group. */
function groupPolicies(plan: Plan, policy: Policy, groups: readonly CompiledGroup[]): readonly Policy[] {
  if (!policy.overrides) return groups.map(() => policy)
  const rolesOf = rolesOfSheets(plan)
  const sheets = new Map(plan.objectives.map(({ code, sheet }) => [code, sheet]))
  return groups.map(({ kind, code }) =>
    policyFor(policy, { level: kind, roles: rolesOf(kind === 'sheet' ? code : sheets.get(code)) }),
  )
}

/** The formula in the earlier year of a target, or the mean of it over several [SC39.8]. */
function earlierOf(formula: FormulaNode, { back, years = 1 }: YearTarget): FormulaNode {
  const args = Array.from({ length: years }, (_, at) => before(formula, back + at))
  return years === 1 ? before(formula, back) : { type: 'call', name: 'mean', args }
}

function compiler(
  plan: Plan,
  year: number,
  whole: Policy,
  figures: Figures,
): (indicator: Indicator) => CompiledIndicator {
  const policyAt = policiesOfIndicators(plan, whole)
  const kinds = kindsIn(plan)
  const known = knownCodes(plan)
  const owners = ownUnits(plan)
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  const periods = periodsOf(plan, year)
  const actsOn = periodsNeutralised(plan, year)
  const times = ownTimes(plan, year)
  const summed = (formula: FormulaNode | null) => ({
    measures: formula ? measuresIn(formula).flatMap(({ code }) => measures.get(code) ?? []) : [],
    isSum: addsUp(formula, measures),
  })
  return (indicator) => {
    const parsed = parseFormula(indicator.formula, known)
    const own = parsed.ok ? forUnit(parsed.value, owners.get(indicator.objective) ?? '') : null
    const { formula } = own ? formulaInUnit(own, indicator.unit, kinds) : { formula: own }
    const policy = policyAt(indicator)
    const acts = actsOn(indicator)
    const time = times.get(indicator.code) ?? null
    const part = acts.length === 0 && !time ? null : yearPartOf(acts, periods, summed(formula), time)
    const without = bitsLeftOut(part)
    const placeOf = (input: FormulaInput) => figures.placeOf(input, without)
    const asked = indicator.targets.find((one) => one.year === year) ?? standingIn(indicator, year, policy)
    const target = targetInPart(asked, part, periods)
    const earlier = formula && target?.type === 'against-year' ? earlierOf(formula, target) : null
    const { type, value } = { type: typeof indicator.baseline?.value, value: indicator.baseline?.value }
    const inputs = formula ? inputsOf(formula).map(placeOf) : []
    const reference = referenceOf(indicator, target, figures)
    return {
      indicator,
      policy,
      formula,
      part,
      numeric: formula && numericFormula(formula, placeOf),
      inputs,
      lone: formula?.type === 'measure' || formula?.type === 'system' ? placeOf({ leaf: formula, when: NOW }) : null,
      target,
      earlier: earlier && numericFormula(earlier, placeOf),
      earlierInputs: earlier ? inputsOf(earlier).map(placeOf) : [],
      reference,
      parts: reference === null || inputs.includes(reference) ? inputs : [...inputs, reference],
      start: type === 'number' ? Number(value) : null,
    }
  }
}

function referenceOf({ benchmark }: Indicator, target: Target | null, figures: Figures): number | null {
  if (target?.type === 'against-benchmark') return figures.benchmark(benchmark ?? '', target.scope)
  if (target?.type !== 'after-event') return null
  return figures.placeOf({
    leaf: { type: 'measure', code: target.event, unit: null },
    when: NOW,
  })
}

function readersOf(figures: readonly Figure[], { length }: SlotTable): NumberLists {
  const slots: number[] = []
  const readers: number[] = []
  figures.forEach((figure, place) => {
    if (figure.type === 'measure') for (const slot of figure.slots) readers[slots.push(slot) - 1] = place
  })
  return new NumberLists(length, slots, readers)
}

/** Is a figure of the system no node of the tree, and nothing that stands in the plan? */
const isRecorded = (figure: Figure, plan: Plan, nodes: ReadonlyMap<string, number>): boolean =>
  figure.type === 'system' && figure.what !== 'revised-share' && nodeOfFigure(figure, plan, nodes) === null

/** Prepares a plan for a year, by the policy that the plan names unless another is given. Compile once, score often. */
export function compilePlan(plan: Plan, year: number, policy: Policy = policyOf(plan, year)): CompiledPlan {
  const periods = periodsOf(plan, year)
  const slots = new SlotTable()
  const figures = new Figures(plan, slots)
  const indicators = plan.indicators.map(compiler(plan, year, policy, figures))
  const { list } = figures
  const groups = groupsOf(plan, year, policy, { indicators, figures: list })
  const graph = orderNodes({ plan, figures: list, indicators, groups })
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  return {
    plan,
    year,
    policy,
    periods,
    lastDeadline: lastDeadline(plan, year),
    measures,
    slots,
    figures: list,
    indicators,
    groups,
    groupPolicies: groupPolicies(plan, policy, groups),
    table: groupTable(groups),
    plain: plainFigures(list),
    ratios: indicatorTable(indicators, policy, { placeOf: figures.placeOf.bind(figures) }),
    slotBytes: slotBytes(plan, periods, slots, measures),
    readers: readersOf(list, slots),
    recorded: list.flatMap((figure, at) => (isRecorded(figure, plan, graph.nodes) ? at : [])),
    watched: new Set(indicators.flatMap(({ lone, target }) => (lone !== null && hasMilestones(target) ? [lone] : []))),
    ...graph,
  }
}
