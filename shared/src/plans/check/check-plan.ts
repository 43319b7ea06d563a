import type { Plan } from '../../model'
import { compilePlan } from '../../scoring'
import { checkCalendars } from './check-calendar'
import { checkFormulas } from './check-formulas'
import { checkPolicies } from './check-policies'
import { checkReferences } from './check-references'
import { checkTargets } from './check-targets'
import { checkWeights } from './check-weights'
import { type Fault, fault } from './fault'

/** Indicators that would be made of themselves, with the way round [SC9]. */
function checkCycles(plan: Plan): readonly Fault[] {
  if (!Number.isInteger(plan.firstYear)) return []
  const { cycles, figures } = compilePlan(plan, plan.firstYear)
  return [...cycles].map(([node, names]) => {
    const index = node - figures.length
    const indicator = plan.indicators[index]?.code ?? ''
    return fault(['indicators', index, 'formula'], 'CYCLE', { kind: 'formula', indicator, way: names.join(' → ') })
  })
}

/**
 * All that the JSON Schema cannot say of a plan: codes that repeat, references to nothing, formulas with faults, loops,
 * years, targets, policies and weights. Every fault of the plan is in the answer; none means it may be loaded.
 * @param setAside codes that are known though nothing here has them: of items left out for a fault of form
 */
export function checkPlan(plan: Plan, setAside: ReadonlySet<string> = new Set()): readonly Fault[] {
  return [
    ...checkReferences(plan, setAside),
    ...checkFormulas(plan, setAside),
    ...checkCycles(plan),
    ...checkTargets(plan, setAside),
    ...checkPolicies(plan),
    ...checkWeights(plan, setAside),
    ...checkCalendars(plan),
  ]
}
