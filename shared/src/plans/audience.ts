import type { Plan } from '../model'
import { measuresOf } from './visible-plan'

/**
 * For each measure that only individual sheets use, those sheets: its values are for whoever may see one of them. A
 * measure that is not named here is the body's.
 */
export function audiences(plan: Plan): ReadonlyMap<string, readonly string[]> {
  if (plan.audiences) return new Map(Object.entries(plan.audiences))
  const sheetOf = new Map(plan.objectives.map(({ code, sheet }) => [code, sheet]))
  const indicatorsOf = (sheet: string | undefined) =>
    plan.indicators.filter(({ objective }) => sheetOf.get(objective) === sheet)
  const common = measuresOf(plan, indicatorsOf(undefined))
  const found = new Map<string, string[]>()
  for (const { code } of plan.sheets)
    for (const measure of measuresOf(plan, indicatorsOf(code)))
      if (!common.has(measure)) found.set(measure, [...(found.get(measure) ?? []), code])
  return found
}
