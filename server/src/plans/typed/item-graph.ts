import type { Plan } from '@traguardo/shared/model'
import { usesOf } from '@traguardo/shared/values'
import { CODES, type ItemList } from './plan.types'

/** An item as it is shown: with the codes that it names, and the plan that it is of. */
export interface ItemNode extends Readonly<Record<string, unknown>> {
  readonly code: string
  readonly among: Finder
}

/** Finds items of the plan of an item, of those that the viewer may see. */
export interface Finder {
  /** The item of a code; null where there is none. */
  one(list: ItemList, code: string): Promise<ItemNode | null>
  /** Items of a list that name a code in this field. */
  naming(list: ItemList, field: string, code: string): Promise<readonly ItemNode[]>
  /** The measures that an indicator uses. */
  usedBy(indicator: string): Promise<readonly ItemNode[]>
  /** The indicators that use a measure. */
  using(measure: string): Promise<readonly ItemNode[]>
}

type Item = Readonly<Record<string, unknown>>

/** Makes an item what is shown of it. */
export function shownItem(list: ItemList, item: Item, among: Finder): ItemNode {
  const codes = Object.entries(CODES[list]).map(([field, [first = '', second]]) => [
    second === undefined || item['level'] === 'strategic' ? first : second,
    item[field],
  ])
  return { ...item, ...(Object.fromEntries(codes) as Item), code: String(item['code']), among }
}

const LISTS = Object.keys(CODES) as readonly ItemList[]

function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): ReadonlyMap<unknown, readonly T[]> {
  const groups = new Map<unknown, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Finds items in a plan that is at hand. */
function finderIn(nodes: (list: ItemList) => readonly ItemNode[], plan: Plan): Finder {
  const known = new Map<string, ReadonlyMap<unknown, readonly ItemNode[]>>()
  const by = (list: ItemList, field: string) => {
    const name = `${list}.${field}`
    const groups = known.get(name) ?? grouped(nodes(list), (node) => node[field])
    known.set(name, groups)
    return groups
  }
  const having = (list: ItemList, field: string, code: unknown) => by(list, field).get(code) ?? []
  let pairs: readonly { readonly indicator: string; readonly measure: string }[] | null = null
  const uses = () => {
    const usesIn = usesOf(plan)
    pairs ??= plan.indicators.flatMap((one) =>
      [...new Set(usesIn(one).map(({ measure }) => measure))].map((measure) => ({ indicator: one.code, measure })),
    )
    return pairs
  }
  return {
    one: async (list, code) => having(list, 'code', code)[0] ?? null,
    naming: async (list, field, code) => having(list, field, code),
    usedBy: async (indicator) =>
      uses().flatMap((one) => (one.indicator === indicator ? having('measures', 'code', one.measure) : [])),
    using: async (measure) =>
      uses().flatMap((one) => (one.measure === measure ? having('indicators', 'code', one.indicator) : [])),
  }
}

/** Graphs already made of plans; they go when the plan does. */
const graphs = new WeakMap<Plan, object>()

/** A plan as it is shown, of which each item knows the others. */
export function graphOf(plan: Plan): object {
  const known = graphs.get(plan)
  if (known) return known
  const lists = new Map<ItemList, readonly ItemNode[]>()
  const among = finderIn((list) => lists.get(list) ?? [], plan)
  for (const list of LISTS) lists.set(list, plan[list]?.map((item) => shownItem(list, { ...item }, among)) ?? [])
  const shown = {
    ...plan,
    ...Object.fromEntries(LISTS.flatMap((list) => (plan[list] ? [[list, lists.get(list)]] : []))),
  }
  graphs.set(plan, shown)
  return shown
}
