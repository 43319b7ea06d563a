import { yearsOf } from '../calendar'
import type { Aggregation, Indicator, MeasureKind, Objective, Plan, Policy } from '../model'
import { policyOf, SHIPPED_POLICIES } from '../scoring'
import { addressesIn, isKept } from './remarks'

/** Key of an item of a plan that is edited: its list and its code. */
export interface ItemKey {
  readonly list: 'areas' | 'objectives' | 'indicators' | 'measures' | 'sheets'
  readonly code: string
}

const at = <T extends { readonly code: string }>(items: readonly T[], code: string): T | undefined =>
  items.find((item) => item.code === code)

/** Returns an item of the plan by list and code. */
export const itemOf = (plan: Plan, { list, code }: ItemKey): object | undefined =>
  at<{ readonly code: string }>(plan[list], code)

/** The plan with an item's fields changed; a field that becomes undefined is taken away. */
export function changeItem(plan: Plan, { list, code }: ItemKey, fields: object): Plan {
  const changed = (plan[list] as readonly { readonly code: string }[]).map((item) =>
    item.code === code
      ? Object.fromEntries(Object.entries({ ...item, ...fields }).filter(([, value]) => value !== undefined))
      : item,
  )
  return { ...plan, [list]: changed }
}

/** Codes of everything below an objective: its children, theirs, and the indicators of all of them. */
function below(
  plan: Plan,
  objective: string,
): { readonly objectives: ReadonlySet<string>; readonly indicators: ReadonlySet<string> } {
  const objectives = new Set([objective])
  for (const code of objectives)
    for (const child of plan.objectives) if (child.parent === code) objectives.add(child.code)
  const indicators = new Set(
    plan.indicators.filter((indicator) => objectives.has(indicator.objective)).map(({ code }) => code),
  )
  return { objectives, indicators }
}

/** The objective without those that are gone among its effects [PR13.2]. */
function withoutEffects(objective: Objective, gone: ReadonlySet<string>): Objective {
  const { effects, ...rest } = objective
  if (!effects?.some((code) => gone.has(code))) return objective
  const left = effects.filter((code) => !gone.has(code))
  return left.length > 0 ? { ...objective, effects: left } : rest
}

const withoutObjective = (plan: Plan, code: string): Plan => {
  const gone = below(plan, code)
  return {
    ...plan,
    objectives: plan.objectives
      .filter((one) => !gone.objectives.has(one.code))
      .map((one) => withoutEffects(one, gone.objectives)),
    indicators: plan.indicators.filter((one) => !gone.indicators.has(one.code)),
  }
}

/** Drops the remarks about items that are there no more. */
const withoutMarks = (plan: Plan): Plan => {
  const left = addressesIn(plan)
  return {
    ...plan,
    oddities: plan.oddities.filter(({ about }) => isKept(about, left)),
    ...(plan.results ? { results: plan.results.filter(({ about }) => isKept(about, left)) } : {}),
  }
}

/** The plan without an item and everything below it. Measures stay until nobody's formula names them. */
export function removeItem(plan: Plan, { list, code }: ItemKey): Plan {
  if (list === 'indicators')
    return withoutMarks({ ...plan, indicators: plan.indicators.filter((one) => one.code !== code) })
  if (list === 'objectives') return withoutMarks(withoutObjective(plan, code))
  if (list === 'measures') return withoutMarks({ ...plan, measures: plan.measures.filter((one) => one.code !== code) })
  const top = plan.objectives.filter((one) => (list === 'areas' ? one.parent === code : one.sheet === code))
  const rest = top.reduce((left, objective) => withoutObjective(left, objective.code), plan)
  return withoutMarks(
    list === 'areas'
      ? { ...rest, areas: rest.areas.filter((one) => one.code !== code) }
      : { ...rest, sheets: rest.sheets.filter((one) => one.code !== code) },
  )
}

/** A code that nothing in the list has yet: the stem, with a number where it is taken. */
export function freeCode(items: readonly { readonly code: string }[], stem: string): string {
  const taken = new Set(items.map(({ code }) => code))
  for (let number = 1; ; number++) {
    const code = number === 1 ? stem : `${stem}-${number}`
    if (!taken.has(code)) return code
  }
}

/** Puts a new objective at the end of what it hangs on. */
export const addObjective = (plan: Plan, objective: Objective): Plan => ({
  ...plan,
  objectives: [...plan.objectives, objective],
})

/** Puts a new indicator after its last brother. */
export const addIndicator = (plan: Plan, indicator: Indicator): Plan => ({
  ...plan,
  indicators: [...plan.indicators, indicator],
})

/**
 * The plan with a new indicator right after another one, in whose place it stands from a day on [SC145]: it begins as a copy,
 * so that its target, or what it measures, is then changed in it.
 */
export function replaceIndicator(
  plan: Plan,
  code: string,
  how: Omit<NonNullable<Indicator['replaces']>, 'indicator'>,
): Plan {
  const old = at(plan.indicators, code)
  if (!old) return plan
  const { eliminated: _gone, replaces: _before, ...rest } = old
  const fresh = {
    ...rest,
    code: freeCode(plan.indicators, code),
    codeFrom: 'given' as const,
    replaces: { indicator: code, ...how },
  }
  return { ...plan, indicators: plan.indicators.flatMap((one) => (one === old ? [one, fresh] : [one])) }
}

/** A measure to be made. */
export interface NewMeasure {
  readonly code: string
  readonly label: string
  readonly units: readonly string[]
  readonly kind?: MeasureKind
  readonly aggregation?: Aggregation
}

/** Puts a new measure at the end, which its units enter: a number that the year sums, where nothing else is said. */
export const addMeasure = (
  plan: Plan,
  { code, label, units, kind = 'number', aggregation = 'sum' }: NewMeasure,
): Plan => ({
  ...plan,
  measures: [
    ...plan.measures,
    { code, codeFrom: 'given', label, kind, aggregation, entry: { by: 'units', units: [...units] } },
  ],
})

const parentOf = (plan: Plan, { list, code }: ItemKey): string | undefined => {
  if (list === 'indicators') return at(plan.indicators, code)?.objective
  const objective = list === 'objectives' ? at(plan.objectives, code) : undefined
  return objective?.sheet ?? objective?.parent
}

/** Items that stand beside this one, in their order. */
export const brothersOf = (plan: Plan, item: ItemKey): readonly string[] =>
  (plan[item.list] as readonly { readonly code: string }[])
    .filter(({ code }) => parentOf(plan, { list: item.list, code }) === parentOf(plan, item))
    .map(({ code }) => code)

/** Moves an item one place up or down among its brothers; at the end it stays where it is. */
export function moveItem(plan: Plan, item: ItemKey, by: -1 | 1): Plan {
  const brothers = brothersOf(plan, item)
  const place = brothers.indexOf(item.code)
  const other = brothers[place + by]
  if (place < 0 || other === undefined) return plan
  const items: readonly { readonly code: string }[] = plan[item.list]
  const swapped = new Map([
    [item.code, at(items, other)],
    [other, at(items, item.code)],
  ])
  return { ...plan, [item.list]: items.map((one) => swapped.get(one.code) ?? one) }
}

/** May this item hang on that one? An area takes strategic objectives, these operational ones, every objective indicators. */
export function mayHang(plan: Plan, item: ItemKey, on: ItemKey): boolean {
  if (item.list === 'indicators') return on.list === 'objectives'
  if (item.list !== 'objectives') return false
  const level = at(plan.objectives, item.code)?.level
  if (level === 'strategic') return on.list === 'areas'
  if (level === 'individual') return on.list === 'sheets'
  return on.list === 'objectives' && at(plan.objectives, on.code)?.level === 'strategic'
}

/** Hangs an item on another; where it may not hang there, nothing changes. It goes last among its new brothers. */
export function hangItem(plan: Plan, item: ItemKey, on: ItemKey): Plan {
  if (!mayHang(plan, item, on) || parentOf(plan, item) === on.code) return plan
  if (item.list === 'indicators') {
    const moved = at(plan.indicators, item.code)
    const others = plan.indicators.filter(({ code }) => code !== item.code)
    return moved ? { ...plan, indicators: [...others, { ...moved, objective: on.code }] } : plan
  }
  const moved = at(plan.objectives, item.code)
  const others = plan.objectives.filter(({ code }) => code !== item.code)
  if (!moved) return plan
  const place = on.list === 'sheets' ? { sheet: on.code } : { parent: on.code }
  return { ...plan, objectives: [...others, { ...moved, ...place }] }
}

/** Lets a year of the plan and those after it follow a policy by its code. */
function follow(plan: Plan, year: number, code: string): Plan {
  const { policyYears: _years, ...rest } = plan
  if (year <= plan.firstYear) return { ...rest, policy: code }
  const policyYears = yearsOf(plan).map((one) => ({
    year: one,
    policy: one >= year ? code : policyOf(plan, one).code,
  }))
  return { ...plan, policyYears }
}

/**
 * The plan with another policy for a year and those after it; the years before keep theirs [PR12]. One that the product
 * ships, or that the plan has, is followed by its code; a changed one is the plan's own, and a new version of itself where no
 * earlier year follows it.
 * @param policy as it is to be; what it began from is told by its code
 */
export function putPolicy(plan: Plan, year: number, policy: Policy): Plan {
  const { policies = [] } = plan
  const known = [...policies, ...SHIPPED_POLICIES]
  const same = known.find(({ code }) => code === policy.code)
  if (same && JSON.stringify(same) === JSON.stringify(policy)) return follow(plan, year, policy.code)
  const isOwn = policies.some(({ code }) => code === policy.code)
  const isKept = yearsOf(plan).some((one) => one < year && policyOf(plan, one).code === policy.code)
  if (isOwn && !isKept) {
    const next = policies.map((one) => (one.code === policy.code ? { ...policy, version: one.version + 1 } : one))
    return follow({ ...plan, policies: next }, year, policy.code)
  }
  const made = { ...policy, code: freeCode(known, `regole-${year}`), version: 1 }
  return follow({ ...plan, policies: [...policies, made] }, year, made.code)
}
