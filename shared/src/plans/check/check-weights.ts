import type { Plan } from '../../model'
import { policyOf } from '../../scoring'
import { type Fault, fault } from './fault'

/** Printed weights have two decimals: their sum is exact in ten-thousandths, whatever the doubles say. */
const exact = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + Math.round(weight * 10_000), 0)

function checkSheets(plan: Plan, isWhole: boolean): readonly Fault[] {
  // A sum over objectives of which some are left out says nothing.
  if (!isWhole) return []
  const bySheet = new Map(plan.sheets.map(({ code }) => [code, new Array<number>()]))
  for (const { sheet, weight } of plan.objectives) if (sheet !== undefined) bySheet.get(sheet)?.push(weight ?? 0)
  return plan.sheets.flatMap((sheet, index): Fault[] => {
    const weights = bySheet.get(sheet.code) ?? []
    // No printed weight at all: they all weigh the same. Multipliers sum to nothing in particular.
    const isFree = weights.every((weight) => weight === 0) || policyOf(plan, plan.firstYear).weights === 'multipliers'
    if (isFree || exact(weights) === exact([sheet.weightTotal])) return []
    const said = { sheet: sheet.code, sum: exact(weights) / 10_000, total: sheet.weightTotal }
    return [fault(['sheets', index, 'weightTotal'], 'WEIGHTS', { kind: 'sheet', ...said })]
  })
}

/** Years and sums: what a person checks with a calculator before the plan is adopted. */
export function checkWeights(plan: Plan, setAside: ReadonlySet<string>): readonly Fault[] {
  const years = plan.firstYear > plan.lastYear ? [fault(['lastYear'], 'YEARS')] : []
  return [...years, ...checkSheets(plan, setAside.size === 0)]
}
