import type { Plan } from '@traguardo/shared/model'
import { compilePlan, type CompiledPlan } from '@traguardo/shared/scoring'

/** Plans compiled for a year; they go when the plan does. */
const compiled = new WeakMap<Plan, Map<number, CompiledPlan>>()

export function compiledFor(plan: Plan, year: number): CompiledPlan {
  const years = compiled.get(plan) ?? new Map<number, CompiledPlan>()
  compiled.set(plan, years)
  const made = years.get(year) ?? compilePlan(plan, year)
  years.set(year, made)
  return made
}

/**
 * Is everything above the individual sheets scored alike, whichever of the sheets are there? Then the whole plan is scored
 * for everybody. It is not where a figure of the system is the achievement of a sheet's objective, or where a plan has
 * sheets and nothing else.
 */
export function isSharedByAll(plan: Plan, year: number): boolean {
  const own = new Set(plan.objectives.flatMap(({ code, level }) => (level === 'individual' ? code : [])))
  const readsOwn = compiledFor(plan, year).figures.some(
    (figure) => figure.type === 'system' && own.has(figure.of ?? ''),
  )
  return !readsOwn && plan.indicators.some(({ objective }) => !own.has(objective))
}
