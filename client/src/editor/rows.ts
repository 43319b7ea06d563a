import { itemAddress, type Plan } from '@traguardo/shared/model'
import type { PlanItem } from '@traguardo/shared/plans'

/** A line of the editor's tree. */
export interface Row {
  readonly item: PlanItem
  readonly title: string
  readonly kind: 'area' | 'strategic' | 'operational' | 'individual' | 'indicator' | 'sheet'
  readonly depth: number
  readonly weight: number | undefined
  /** Sum of the weights of its children; null where none has one. */
  readonly weightSum: number | null
  readonly hasChildren: boolean
}

const sumOf = (weights: readonly (number | undefined)[]): number | null => {
  const given = weights.flatMap((weight) => weight ?? [])
  return given.length === 0 ? null : given.reduce((sum, weight) => sum + Math.round(weight * 10_000), 0) / 10_000
}

/** The tree of a plan as lines, in their order; what is below something closed is left out. */
export function rowsOf(plan: Plan, closed: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = []
  const objectivesOf = (code: string, by: 'parent' | 'sheet') => plan.objectives.filter((one) => one[by] === code)
  const indicatorsOf = (code: string) => plan.indicators.filter(({ objective }) => objective === code)
  const isClosed = ({ list, code }: PlanItem) => closed.has(itemAddress(list, code))
  function objective(one: Plan['objectives'][number], depth: number): void {
    const item: PlanItem = { list: 'objectives', code: one.code }
    const indicators = indicatorsOf(one.code)
    const children = objectivesOf(one.code, 'parent')
    rows.push({
      item,
      title: one.title,
      kind: one.level,
      depth,
      weight: one.weight,
      weightSum: sumOf(indicators.map(({ weight }) => weight)),
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
        hasChildren: false,
      })
    for (const child of children) objective(child, depth + 1)
  }
  function top(list: 'areas' | 'sheets', kind: 'area' | 'sheet', by: 'parent' | 'sheet'): void {
    for (const one of plan[list]) {
      const item: PlanItem = { list, code: one.code }
      const children = objectivesOf(one.code, by)
      const weight = 'weight' in one ? one.weight : undefined
      const weightSum = sumOf(children.map((child) => child.weight))
      rows.push({ item, title: one.title, kind, depth: 0, weight, weightSum, hasChildren: children.length > 0 })
      if (!isClosed(item)) for (const child of children) objective(child, 1)
    }
  }
  top('areas', 'area', 'parent')
  top('sheets', 'sheet', 'sheet')
  return rows
}
