import { itemAddress, type Plan } from '../../model'
import type { ScoreNode } from '../score'

/** How a unit stands: its operational objectives and their mean. */
export interface UnitScore {
  readonly unit: string
  /** Mean achievement of those that have one [SC45]; null for none. */
  readonly achievement: number | null
  readonly objectives: readonly ScoreNode[]
}

/** Every unit that takes part in an operational objective, itself or by a unit below it, in the order of the plan [SC45]. */
export function byUnit(plan: Plan, nodes: ReadonlyMap<string, ScoreNode>): readonly UnitScore[] {
  const parentOf = new Map(plan.units.map(({ code, parent }) => [code, parent]))
  const objectivesOf = new Map<string, ScoreNode[]>()
  for (const { level, code, units = [] } of plan.objectives) {
    const node = nodes.get(itemAddress('objectives', code))
    if (!node || level !== 'operational') continue
    const concerned = new Set<string>()
    for (const unit of units)
      for (let at: string | undefined = unit; at !== undefined && !concerned.has(at); at = parentOf.get(at))
        concerned.add(at)
    for (const unit of concerned) objectivesOf.set(unit, [...(objectivesOf.get(unit) ?? []), node])
  }
  return plan.units.flatMap(({ code: unit }) => {
    const objectives = objectivesOf.get(unit)
    if (!objectives) return []
    const scored = objectives.flatMap(({ achievement }) => achievement ?? [])
    const sum = scored.reduce((total, one) => total + one, 0)
    return [{ unit, achievement: scored.length > 0 ? sum / scored.length : null, objectives }]
  })
}
