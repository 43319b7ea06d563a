import { parseFormula, measuresIn, type FormulaNode, isPercent } from '../../formula'
import {
  eliminatedIn,
  type IsoDate,
  itemAddress,
  type Objective,
  type Plan,
  readAddress,
  type Resources,
  type Sheet,
  unitsBelow,
  type Indicator,
  type Measure,
} from '../../model'
import { type Brothers, brothersIn, policyOf, sumsTo, overUnitsOf } from '../../scoring'
import { knownCodes } from '../../values'
import { checkPlan } from './check-plan'
import { daysOf } from './check-scoring'
import { openItem, type ReadyItem } from './ready-item'
import { formulaReader } from './check-formulas'
import { addsUpOverYear } from './check-measures'

/** A sheet that lacks what a rule of law asks of it. */
interface Unlawful {
  readonly about: string
  readonly sheet: string
  readonly title: string
  readonly source: string
  readonly check: string
  /** Percent of the sheet: what is asked at least, and what is there. */
  readonly weight: number
  readonly found: number
}

/** Sheets of those who answer for a matter, and of the managers of units above theirs [PR12.7]. */
function addressed(plan: Plan, tag: string): readonly Sheet[] {
  const marked = plan.sheets.filter(({ answersFor = [] }) => answersFor.includes(tag))
  const people = new Map(plan.people.map((person) => [person.code, person]))
  const isAbove = ({ person }: Sheet, unit: string): boolean =>
    (people.get(person)?.roles ?? []).some(
      (held) => held.role === 'manager' && held.unit !== unit && unitsBelow(plan, held.unit).has(unit),
    )
  return plan.sheets.filter((sheet) => marked.includes(sheet) || marked.some(({ unit }) => isAbove(sheet, unit)))
}

/** Lists the sheets of a year against the rules of law that its policy switches on [PR12.5, PR12.8]. */
function unlawfulSheets(plan: Plan, year: number): readonly Unlawful[] {
  const policy = policyOf(plan, year)
  const checks = policy.checks.filter(({ fromYear }) => fromYear <= year)
  if (checks.length === 0) return []
  const isLeft = (code: string) => !eliminatedIn(plan, itemAddress('objectives', code), year, `${year}-12-31`)
  const tags = new Map(plan.objectives.map(({ code, tags: own = [] }) => [code, own]))
  const families = new Map(brothersIn(plan, year, policy).map((family) => [family.above, family]))
  return checks.flatMap(({ code: check, title, source, tag, leastWeight: weight }) =>
    addressed(plan, tag).flatMap((sheet): Unlawful[] => {
      const about = itemAddress('sheets', sheet.code)
      const { items = [], weights = [] } = families.get(about) ?? {}
      const sumOf = (counts: (code: string) => boolean) =>
        items.reduce((sum, { code }, at) => sum + (isLeft(code) && counts(code) ? (weights[at]?.weight ?? 0) : 0), 0)
      const whole = sumOf(() => true)
      const found = whole === 0 ? 0 : (sumOf((code) => tags.get(code)?.includes(tag) ?? false) * 100) / whole
      const said = Math.round(found * 100) / 100
      return said >= weight ? [] : [{ about, sheet: sheet.code, title, source, check, weight, found: said }]
    }),
  )
}

function withoutIndicator({ objectives, indicators }: Plan): readonly ReadyItem[] {
  const measured = new Set(indicators.map(({ objective }) => objective))
  const parents = new Set(objectives.map(({ parent }) => parent))
  return objectives
    .filter(({ code, mirrors }) => !measured.has(code) && !parents.has(code) && mirrors === undefined)
    .map(({ code, title }) => openItem(itemAddress('objectives', code), 'OBJECTIVE_WITHOUT_INDICATOR', { title }))
}

function withoutOwner(plan: Plan): readonly ReadyItem[] {
  const known = knownCodes(plan)
  const orphan = new Set(
    plan.measures.flatMap(({ code, entry }) => (entry.by === 'units' && entry.units.length === 0 ? [code] : [])),
  )
  return plan.indicators.flatMap(({ code, title, formula }): ReadyItem[] => {
    const parsed = parseFormula(formula, known)
    const missing = parsed.ok ? measuresIn(parsed.value).find((one) => orphan.has(one.code)) : undefined
    const about = itemAddress('indicators', code)
    return missing ? [openItem(about, 'INDICATOR_WITHOUT_OWNER', { title, measure: missing.code })] : []
  })
}

const lastDay = (dates: readonly IsoDate[]): IsoDate => [...dates].sort().at(-1) ?? ''

function targets(plan: Plan, year: number): readonly ReadyItem[] {
  return plan.indicators.flatMap(({ code, title, targets: all }): ReadyItem[] => {
    const about = itemAddress('indicators', code)
    const target = all.find((one) => one.year === year)
    if (!target) return [openItem(about, 'INDICATOR_WITHOUT_TARGET', { title, year })]
    const days = daysOf(target)
    return days.length > 0 && lastDay(days) < `${year}-01-01`
      ? [openItem(about, 'TARGET_IN_THE_PAST', { title, year, target: target.printed })]
      : []
  })
}

const euroOf = (resources: readonly Resources[] | undefined, year: number): number | null => {
  const own = resources?.filter((one) => one.year === year) ?? []
  return own.length > 0 ? (own[0]?.euro ?? null) : null
}

/** Lists the items whose children add up to another sum than their own: shown, never repaired (domain, "Traps"). */
export function budgetGaps(
  plan: Plan,
  year: number,
): readonly { readonly about: string; readonly own: number; readonly children: number }[] {
  const byParent = new Map<string, Objective[]>()
  for (const objective of plan.objectives) {
    const brothers = objective.parent === undefined ? undefined : byParent.get(objective.parent)
    if (brothers) brothers.push(objective)
    else if (objective.parent !== undefined) byParent.set(objective.parent, [objective])
  }
  const parents = [
    ...plan.areas.map((area) => ({ about: itemAddress('areas', area.code), ...area })),
    ...plan.objectives.map((objective) => ({ about: itemAddress('objectives', objective.code), ...objective })),
  ]
  return parents.flatMap(({ about, code, resources }) => {
    const own = euroOf(resources, year)
    const below = (byParent.get(code) ?? []).flatMap((child) => euroOf(child.resources, year) ?? [])
    if (own === null || below.length === 0) return []
    const children = below.reduce((sum, euro) => sum + Math.round(euro * 100), 0) / 100
    return Math.round(own * 100) === Math.round(children * 100) ? [] : [{ about, own, children }]
  })
}

const ofSum = ({ above, list, sum }: Brothers & { readonly sum: number }): ReadyItem => {
  const { code } = readAddress(above)
  if (list === 'areas') return openItem(above, 'WEIGHTS', { kind: 'areas', sum })
  return list === 'indicators'
    ? openItem(above, 'WEIGHTS', { kind: 'objective', objective: code, sum })
    : openItem(above, 'WEIGHTS', { kind: 'objectives', item: code, sum })
}

/** Weights of brothers that do not sum or do not count, and what weighs like its brothers: of sheets `checkPlan` says the sum already [PR12]. */
function weights(plan: Plan, year: number): readonly ReadyItem[] {
  return brothersIn(plan, year, policyOf(plan, year)).flatMap((family) => {
    const { above, list, items, sum } = family
    const isSaid = sum === null || readAddress(above).list === 'sheets' || sumsTo(family)
    const taken = items.flatMap(({ code, title }, at): ReadyItem[] => {
      const { weight = 0, ofBrothers = false } = family.weights[at] ?? {}
      return ofBrothers ? [openItem(itemAddress(list, code), 'WEIGHT_OF_BROTHERS', { title, weight })] : []
    })
    const unused = family.areUnused ? [openItem(above, 'WEIGHTS_UNUSED', { item: readAddress(above).code })] : []
    return [...(isSaid ? [] : [ofSum({ ...family, sum })]), ...unused, ...taken]
  })
}

/** Everything that the import of a plan tells, which then is in force: types in doubt, and weights of each of its years that are not as they are printed. */
export function importDoubts(plan: Plan): readonly ReadyItem[] {
  const years = Array.from({ length: plan.lastYear - plan.firstYear + 1 }, (_, at) => plan.firstYear + at)
  const all = [...typeDoubts(plan), ...years.flatMap((year) => weights(plan, year))]
  return [...new Map(all.map((item) => [`${item.about} ${item.message}`, item])).values()]
}

/** Sheets that lack what the law asks, where the policy of the year says so: told, never in the way of a plan [PR12.5]. */
const law = (plan: Plan, year: number): readonly ReadyItem[] =>
  unlawfulSheets(plan, year).map(({ about, ...said }) => openItem(about, 'SHEET_WITHOUT', said))

/** The plan without what an act has eliminated: of that nothing is asked [PR12.9]. */
function withoutEliminated(plan: Plan, year: number): Plan {
  const isLeft = (list: 'objectives' | 'indicators', code: string) =>
    !eliminatedIn(plan, itemAddress(list, code), year, `${year}-12-31`)
  return {
    ...plan,
    objectives: plan.objectives.filter(({ code }) => isLeft('objectives', code)),
    indicators: plan.indicators.filter(({ code }) => isLeft('indicators', code)),
  }
}

/** Everything to look at before adoption, what has to be put right first [PR4]. */
export function checkReady(plan: Plan, year: number): readonly ReadyItem[] {
  const faults = checkPlan(plan).map(({ path, ...said }) => ({ ...said, blocking: true, about: path.join('/') }))
  const budgets = budgetGaps(plan, year).map(({ about, own, children }) =>
    openItem(about, 'BUDGET', { item: readAddress(about).code, own, children }),
  )
  const left = withoutEliminated(plan, year)
  return [
    ...faults,
    ...withoutIndicator(left),
    ...withoutOwner(left),
    ...typeDoubts(left),
    ...targets(left, year),
    ...weights(plan, year),
    ...law(plan, year),
    ...budgets,
  ]
}

/** Kinds of several units of which nothing but a mean could be meant. */
const ONLY_MEAN: ReadonlySet<Measure['kind']> = new Set(['level', 'project-plan'])

/** Counts the units that give a measure of which nobody said how they become the body's value, where that is their mean [SC70.6, SC70.7]. */
function unitsMeant({ entry, overUnits, kind, ...measure }: Measure): number {
  const isMeant = overUnits === undefined && !ONLY_MEAN.has(kind) && overUnitsOf({ ...measure, kind }) === 'mean'
  return isMeant && entry.by === 'units' && entry.units.length > 1 ? entry.units.length : 0
}

/** The first measure of a formula, as the whole body has it, that is doubtful. */
const wholeIn = (formula: FormulaNode, doubtful: ReadonlyMap<string, Measure>): Measure | undefined =>
  measuresIn(formula)
    .filter(({ unit }) => unit === null)
    .flatMap(({ code }) => doubtful.get(code) ?? [])[0]

const byCode = (measures: readonly Measure[]): ReadonlyMap<string, Measure> =>
  new Map(measures.map((measure) => [measure.code, measure]))

/**
 * Lists what a plan may mean otherwise than it is computed: means over units that nobody chose, numbers alone in percent, days
 * that add up. They are told at import and before adoption, and a person may leave them so.
 */
export function typeDoubts(plan: Plan): readonly ReadyItem[] {
  const together = byCode(plan.measures.filter((measure) => unitsMeant(measure) > 0))
  const adding = byCode(plan.measures.filter((measure) => measure.kind === 'days' && addsUpOverYear(measure)))
  const readFormula = formulaReader(plan)
  const doubtsOf = (indicator: Indicator): readonly ReadyItem[] => {
    const { code, title, unit } = indicator
    if (together.size === 0 && adding.size === 0 && !isPercent(unit)) return []
    const read = readFormula(indicator)
    if (!read) return []
    const about = itemAddress('indicators', code)
    const [several, days] = [wholeIn(read.formula, together), wholeIn(read.formula, adding)]
    const kind = several?.kind === 'percentage' ? 'percentage' : 'mean'
    return [
      ...(several
        ? [openItem(about, 'UNITS_TOGETHER', { kind, title, units: unitsMeant(several), measure: several.label })]
        : []),
      ...(days ? [openItem(about, 'DAYS_ADD_UP', { title, measure: days.label })] : []),
      ...(read.isTaken ? [openItem(about, 'NUMBER_AS_PERCENT', { title, unit })] : []),
    ]
  }
  return plan.indicators.flatMap(doubtsOf)
}
