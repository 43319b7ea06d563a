import { periodsOf, yearsOf } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { hasRole, mayValidate, type ViewingHolder } from '@traguardo/shared/people'
import { audiencesOf } from '@traguardo/shared/plans'
import { compilePlan } from '@traguardo/shared/scoring'
import { type RegisterKey, scopeName, type ScopeView, viewOf } from '@traguardo/shared/sync'
import { visiblePlanOf, viewerKey } from '../plans/visible-plan-of'

/** The plans of a body, the one that begins last first. */
export type Plans = readonly { readonly plan: Plan }[]

/** The plan that is in force in a year. */
export const inForce = (plans: Plans, year: number): Plan | null =>
  plans.find(({ plan }) => plan.firstYear <= year && year <= plan.lastYear)?.plan ?? null

/** Years before its first that a plan answers for at most: as far as scores look back. */
const YEARS_BEFORE = 10

/**
 * The plan that is in force in a year or, of years before any, the one that begins next: its scores look back to them, and
 * values of them can be brought [SY94].
 */
export const answeringFor = (plans: Plans, year: number): Plan | null =>
  inForce(plans, year) ??
  plans.findLast(({ plan }) => year < plan.firstYear && plan.firstYear - year <= YEARS_BEFORE)?.plan ??
  null

/** Audiences already found; they go when the plan does. */
const known = new WeakMap<Plan, ReadonlyMap<string, readonly string[]>>()

function audienceOf(plan: Plan, measure: string): string {
  const found = known.get(plan) ?? audiencesOf(plan)
  known.set(plan, found)
  return (found.get(measure) ?? []).join('+')
}

/** The scope of a register, by the plan that answers for its year [SY19]. */
export function scopeOf(plans: Plans, key: RegisterKey): string {
  const plan = answeringFor(plans, key.year)
  return scopeName(key, plan ? audienceOf(plan, key.measure) : '')
}

interface Seen {
  readonly scopes: ReadonlySet<string>
  readonly manages: ReadonlySet<string>
}

/** A year of which somebody sees what a unit enters for an audience. */
interface SeenYear {
  readonly audience: string
  readonly unit: string
  readonly year: number
}

/**
 * Returns what somebody sees in the years of a plan: what each year shows, and what of years before its scores look
 * back to [RI73].
 * @param first the first year that the plan answers for
 */
function yearsSeen(plan: Plan, viewer: ViewingHolder, first: number): readonly SeenYear[] {
  return yearsOf(plan).flatMap((year) => {
    const { plan: ofYear } = visiblePlanOf(plan, viewer, year)
    const { slots } = compilePlan(ofYear, year)
    const backs = Array.from({ length: Math.min(slots.yearsBack, year - first) + 1 }, (_, back) => back)
    return ofYear.measures.flatMap(({ code: measure, entry }) =>
      (entry.by === 'units' ? entry.units : []).flatMap((unit) =>
        backs
          .filter((back) => back === 0 || slots.find(measure, unit, back) >= 0)
          .map((back) => ({ audience: audienceOf(plan, measure), unit, year: year - back })),
      ),
    )
  })
}

/** Cache by plan and by what decides on how much of it is seen; an entry goes with its plan. */
const found = new WeakMap<Plan, Map<string, Seen>>()

function seenIn(plan: Plan, viewer: ViewingHolder, first: number): Seen {
  const ofPlan = found.get(plan) ?? new Map<string, Seen>()
  found.set(plan, ofPlan)
  const key = `${first} ${viewerKey(plan, viewer)}`
  const known = ofPlan.get(key)
  if (known) return known
  const scopes = new Set<string>()
  const manages = new Set<string>()
  const units = new Map<string, SeenYear>()
  for (const seen of yearsSeen(plan, viewer, first)) units.set(`${seen.year}/${seen.unit}@${seen.audience}`, seen)
  for (const { audience, unit, year } of units.values()) {
    const names = periodsOf(plan, year).map(({ number: period }) => scopeName({ year, period, unit }, audience))
    for (const name of names) scopes.add(name)
    if (mayValidate(viewer, plan, unit)) for (const name of names) manages.add(name)
  }
  const made = { scopes, manages }
  ofPlan.set(key, made)
  return made
}

/** The first year that a plan answers for. */
function firstYearOf(plans: Plans, plan: Plan): number {
  let first = plan.firstYear
  while (answeringFor(plans, first - 1) === plan) first -= 1
  return first
}

/**
 * Returns the view of a person of a body now: scopes, and those whose late values the person decides on; without a role
 * nothing [SY11, SY19, SY25, RI9].
 */
export function viewFor(plans: Plans, viewer: ViewingHolder): ScopeView {
  if (!hasRole(viewer)) return viewOf([])
  const seen = plans.map(({ plan }) => seenIn(plan, viewer, firstYearOf(plans, plan)))
  return viewOf(
    seen.flatMap(({ scopes }) => [...scopes]),
    seen.flatMap(({ manages }) => [...manages]),
  )
}
