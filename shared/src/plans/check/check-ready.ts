import { parseFormula, measuresIn } from '../../formula'
import {
  eliminatedIn,
  type IsoDate,
  itemAddress,
  type Objective,
  type Plan,
  readAddress,
  type Resources,
} from '../../model'
import { type Brothers, brothersIn, policyOf, sumsTo } from '../../scoring'
import { knownCodes } from '../../values'
import { checkPlan } from './check-plan'
import { unlawfulSheets } from './check-law'
import { daysOf } from './check-scoring'
import { openItem, type ReadyItem } from './ready-item'
import { typeDoubts } from './type-doubts'

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

/** Weights of brothers that do not sum, and what weighs like its brothers: of sheets `checkPlan` says the sum already [PR12]. */
function weights(plan: Plan, year: number): readonly ReadyItem[] {
  return brothersIn(plan, year, policyOf(plan, year)).flatMap((family) => {
    const { above, list, items, sum } = family
    const isSaid = sum === null || readAddress(above).list === 'sheets' || sumsTo(family)
    const taken = items.flatMap(({ code, title }, at): ReadyItem[] => {
      const { weight = 0, ofBrothers = false } = family.weights[at] ?? {}
      return ofBrothers ? [openItem(itemAddress(list, code), 'WEIGHT_OF_BROTHERS', { title, weight })] : []
    })
    return [...(isSaid ? [] : [ofSum({ ...family, sum })]), ...taken]
  })
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
