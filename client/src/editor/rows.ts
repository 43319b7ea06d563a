import { itemAddress, type Plan } from '@traguardo/shared/model'
import type { ItemKey } from '@traguardo/shared/plans'
import { type Brothers, brothersIn, policyOf, sumsTo } from '@traguardo/shared/scoring'

/** A line of the editor's tree. */
export interface Row {
  readonly item: ItemKey
  readonly title: string
  readonly kind: 'area' | 'strategic' | 'operational' | 'individual' | 'indicator' | 'sheet'
  readonly depth: number
  readonly weight: number | undefined
  /** Sum of the weights of its children; null where none has one. */
  readonly weightSum: number | null
  /** They sum to something else than they should. */
  readonly isOff: boolean
  readonly hasChildren: boolean
}

/** Items that weigh against each other in a plan, by list and by what they stand under. */
export const familiesOf = (plan: Plan): ReadonlyMap<string, Brothers> =>
  new Map(
    brothersIn(plan, plan.firstYear, policyOf(plan, plan.firstYear)).map((family) => [
      `${family.list} ${family.above}`,
      family,
    ]),
  )

/** The tree of a plan as lines, in their order; what is below something closed is left out. */
export function treeRows(plan: Plan, closed: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = []
  const families = familiesOf(plan)
  const sumIn = (list: Brothers['list'], { list: on, code }: ItemKey, total?: number) => {
    const family = families.get(`${list} ${itemAddress(on, code)}`)
    return { weightSum: family?.sum ?? null, isOff: family !== undefined && !sumsTo(family, total) }
  }
  const objectivesOf = (code: string, by: 'parent' | 'sheet') => plan.objectives.filter((one) => one[by] === code)
  const indicatorsOf = (code: string) => plan.indicators.filter(({ objective }) => objective === code)
  const isClosed = ({ list, code }: ItemKey) => closed.has(itemAddress(list, code))
  function objective(one: Plan['objectives'][number], depth: number): void {
    const item: ItemKey = { list: 'objectives', code: one.code }
    const indicators = indicatorsOf(one.code)
    const children = objectivesOf(one.code, 'parent')
    rows.push({
      item,
      title: one.title,
      kind: one.level,
      depth,
      weight: one.weight,
      ...sumIn('indicators', item),
      hasChildren: indicators.length + children.length > 0,
    })
    if (isClosed(item)) return
    for (const { code, title, weight } of indicators)
      rows.push({
        item: { list: 'indicators', code },
        title,
        kind: 'indicator',
        depth: depth + 1,
        weight,
        weightSum: null,
        isOff: false,
        hasChildren: false,
      })
    for (const child of children) objective(child, depth + 1)
  }
  function top(list: 'areas' | 'sheets', kind: 'area' | 'sheet', by: 'parent' | 'sheet'): void {
    for (const one of plan[list]) {
      const item: ItemKey = { list, code: one.code }
      const children = objectivesOf(one.code, by)
      const weight = 'weight' in one ? one.weight : undefined
      const sum = sumIn('objectives', item, 'weightTotal' in one ? one.weightTotal : undefined)
      rows.push({ item, title: one.title, kind, depth: 0, weight, ...sum, hasChildren: children.length > 0 })
      if (!isClosed(item)) for (const child of children) objective(child, 1)
    }
  }
  top('areas', 'area', 'parent')
  top('sheets', 'sheet', 'sheet')
  return rows
}
