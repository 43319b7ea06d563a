import { periodsOf, yearsOf } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { hasRole, mayValidate, type Viewer } from '@traguardo/shared/people'
import { audiences } from '@traguardo/shared/plans'
import { type RegisterKey, scopeName, type View, viewOf } from '@traguardo/shared/sync'
import { seenBy } from '../plans/seen-by'

/** The plans of a body, the one that begins last first. */
export type Plans = readonly { readonly plan: Plan }[]

/** The plan that is in force in a year. */
export const inForce = (plans: Plans, year: number): Plan | null =>
  plans.find(({ plan }) => plan.firstYear <= year && year <= plan.lastYear)?.plan ?? null

/** Audiences already found; they go when the plan does. */
const known = new WeakMap<Plan, ReadonlyMap<string, readonly string[]>>()

function audienceOf(plan: Plan, measure: string): string {
  const found = known.get(plan) ?? audiences(plan)
  known.set(plan, found)
  return (found.get(measure) ?? []).join('+')
}

/** The scope of a register, by the plan in force in its year [SY19]. */
export function scopeOf(plans: Plans, key: RegisterKey): string {
  const plan = inForce(plans, key.year)
  return scopeName(key, plan ? audienceOf(plan, key.measure) : '')
}

interface Seen {
  readonly scopes: ReadonlySet<string>
  readonly manages: ReadonlySet<string>
}

/** Every period of the years of a plan. */
function periodsIn(plan: Plan): readonly { readonly year: number; readonly period: number }[] {
  return yearsOf(plan).flatMap((year) => periodsOf(plan, year).map(({ number: period }) => ({ year, period })))
}

/** What was already found, by the plan as somebody sees it: there is one for each set of roles, and it goes with the plan. */
const found = new WeakMap<Plan, Seen>()

function seenIn(plan: Plan, viewer: Viewer): Seen {
  const seen = seenBy(plan, viewer).plan
  const known = found.get(seen)
  if (known) return known
  const scopes = new Set<string>()
  const manages = new Set<string>()
  const periods = periodsIn(plan)
  for (const { code, entry } of seen.measures)
    for (const unit of entry.by === 'units' ? entry.units : []) {
      const names = periods.map((when) => scopeName({ ...when, unit }, audienceOf(plan, code)))
      for (const name of names) scopes.add(name)
      if (mayValidate(viewer, plan, unit)) names.forEach((name) => manages.add(name))
    }
  const made = { scopes, manages }
  found.set(seen, made)
  return made
}

/** What a person may see of a body now, and on whose late values the person decides; without a role nothing [SY11, SY19, SY25, RI9]. */
export function viewFor(plans: Plans, viewer: Viewer): View {
  if (!hasRole(viewer)) return viewOf([])
  const seen = plans.map(({ plan }) => seenIn(plan, viewer))
  return viewOf(
    seen.flatMap(({ scopes }) => [...scopes]),
    seen.flatMap(({ manages }) => [...manages]),
  )
}
