import { itemAddress, type Plan } from '../../model'
import { type PlanFault, planFault } from './fault'
import { brothersIn, policyOf, compilePlan, sumsTo } from '../../scoring'
import { checkCalendars } from './check-calendar'
import { checkFormulas } from './check-formulas'
import { checkMeasures } from './check-measures'
import { checkPolicies, checkTargets } from './check-scoring'
import { checkReferences } from './check-references'

const LISTS = [
  'units',
  'people',
  'programs',
  'areas',
  'objectives',
  'indicators',
  'measures',
  'sheets',
  'oddities',
] as const

/** Lists that a plan may leave out, and of which each item can be checked without the others. */
const OTHER_LISTS = ['policyYears', 'benchmarks', 'calendars', 'revisions', 'results'] as const

type ListName = (typeof LISTS)[number] | (typeof OTHER_LISTS)[number]

/** The items of a list that have the right form, each with its place in the file. */
interface SoundList {
  readonly items: readonly unknown[]
  readonly places: readonly number[]
  /** Codes of those that have not: what refers to them is not at fault for that. */
  readonly set: readonly string[]
}

function soundList(list: readonly unknown[], broken: ReadonlySet<number>): SoundList {
  const places = list.map((_, index) => index).filter((index) => !broken.has(index))
  const codes = [...broken].map((index) => (list[index] as { code?: unknown } | null | undefined)?.code)
  return {
    items: places.map((index) => list[index]),
    places,
    set: codes.filter((code) => typeof code === 'string'),
  }
}

const brokenItems = (name: ListName, broken: readonly PlanFault['path'][]): ReadonlySet<number> =>
  new Set(broken.flatMap(([list, index]) => (list === name && typeof index === 'number' ? [index] : [])))

/** Stand-ins for parts that cannot be read or are not there: with these no check finds fault. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  firstYear: Number.NEGATIVE_INFINITY,
  lastYear: Number.POSITIVE_INFINITY,
  body: { code: '', name: '' },
  policy: 'default',
  policies: [],
}

const isBroken = (name: string, broken: readonly PlanFault['path'][]): boolean =>
  broken.some(([first]) => first === name)

/**
 * The checks of sense for a document that has faults of form: items with such a fault are set aside, and the rest is
 * checked as a plan, so that its author learns of every fault at once.
 * @param broken paths of the faults of form
 * @returns faults of sense, with the places that they have in the whole document; none where a whole list is missing
 */
export function checkSoundParts(document: unknown, broken: readonly PlanFault['path'][]): readonly PlanFault[] {
  if (typeof document !== 'object' || document === null) return []
  const whole = document as Readonly<Record<string, unknown>>
  const lists = new Map<string, SoundList>()
  for (const name of LISTS) {
    const list = whole[name]
    if (!Array.isArray(list)) return []
    lists.set(name, soundList(list, brokenItems(name, broken)))
  }
  for (const name of OTHER_LISTS) {
    const list = whole[name]
    if (list !== undefined) lists.set(name, soundList(Array.isArray(list) ? list : [], brokenItems(name, broken)))
  }
  const standIns = Object.fromEntries(
    Object.entries(STAND_INS).filter(([name]) => whole[name] === undefined || isBroken(name, broken)),
  )
  const items = Object.fromEntries([...lists].map(([name, { items: sound }]) => [name, sound]))
  const setAside = new Set([...lists.values()].flatMap(({ set }) => set))
  // Form was checked: what is left in the lists is as the plan's type says.
  const faults = checkPlan({ ...whole, ...items, ...standIns } as unknown as Plan, setAside)
  return faults.map((fault) => {
    const [list, index, ...rest] = fault.path
    const place = typeof index === 'number' ? lists.get(String(list))?.places[index] : undefined
    return list === undefined || place === undefined ? fault : { ...fault, path: [list, place, ...rest] }
  })
}

/** Sheets of which the weights sum to another total than they declare, as both are said [PR12.1]. */
function checkSheets(plan: Plan, isWhole: boolean): readonly PlanFault[] {
  // A sum over objectives of which some are left out says nothing.
  if (!isWhole) return []
  const families = new Map(
    brothersIn(plan, plan.firstYear, policyOf(plan, plan.firstYear)).map((family) => [family.above, family]),
  )
  return plan.sheets.flatMap(({ code: sheet, weightTotal: total }, index): PlanFault[] => {
    const family = families.get(itemAddress('sheets', sheet))
    return !family || sumsTo(family, total)
      ? []
      : [planFault(['sheets', index, 'weightTotal'], 'WEIGHTS', { kind: 'sheet', sheet, sum: family.sum ?? 0, total })]
  })
}

/** Years and sums: what a person checks with a calculator before the plan is adopted. */
function checkWeights(plan: Plan, setAside: ReadonlySet<string>): readonly PlanFault[] {
  const years = plan.firstYear > plan.lastYear ? [planFault(['lastYear'], 'YEARS')] : []
  return [...years, ...checkSheets(plan, setAside.size === 0)]
}

/** Indicators that would be made of themselves, with the way round [SC9]. */
function checkCycles(plan: Plan): readonly PlanFault[] {
  if (!Number.isInteger(plan.firstYear)) return []
  const { cycles, figures } = compilePlan(plan, plan.firstYear)
  return [...cycles].map(([node, names]) => {
    const index = node - figures.length
    const indicator = plan.indicators[index]?.code ?? ''
    return planFault(['indicators', index, 'formula'], 'CYCLE', { kind: 'formula', indicator, way: names.join(' → ') })
  })
}

/**
 * All that the JSON Schema cannot say of a plan: codes that repeat, references to nothing, formulas with faults, loops,
 * years, targets, policies and weights. Every fault of the plan is in the answer; none means it may be loaded.
 * @param setAside codes that are known though nothing here has them: of items left out for a fault of form
 */
export function checkPlan(plan: Plan, setAside: ReadonlySet<string> = new Set()): readonly PlanFault[] {
  return [
    ...checkReferences(plan, setAside),
    ...checkFormulas(plan, setAside),
    ...checkMeasures(plan),
    ...checkCycles(plan),
    ...checkTargets(plan, setAside),
    ...checkPolicies(plan, setAside.size === 0),
    ...checkWeights(plan, setAside),
    ...checkCalendars(plan),
  ]
}
