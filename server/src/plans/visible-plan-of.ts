import { yearsOf } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import { daysOfYear, seesOwn, type ViewingHolder } from '@traguardo/shared/people'
import { visiblePlan } from '@traguardo/shared/plans'
import { planHash } from './plan-hash'

/** A plan as somebody may see it. */
interface ViewedPlan {
  readonly plan: Plan
  readonly hash: string
}

/** Views already made of a plan; they go when the plan does. There are as many as people with different roles. */
const views = new WeakMap<Plan, Map<string, ViewedPlan>>()

/** The same by whoever looks, who is one object as long as their session says the same: by year, of how it is now. */
const viewsNow = new WeakMap<ViewingHolder, WeakMap<Plan, Map<number, ViewedPlan>>>()

/** The years of a plan in which the viewer has days in the position: of the others one's own sheets are not shown [RI71]. */
const ownYears = (plan: Plan, viewer: ViewingHolder) =>
  yearsOf(plan).filter((year) => seesOwn(viewer, [daysOfYear(year)]))

/** Names what decides on what somebody sees of a plan, whatever the year. */
export const viewerKey = (plan: Plan, viewer: ViewingHolder): string =>
  JSON.stringify([
    viewer.person,
    ownYears(plan, viewer),
    ...viewer.roles.map(({ role, unit }) => `${role}/${unit}`).sort(),
  ])

/**
 * The plan of a year without what the viewer may not see, by the rules of the shared code.
 * @param asOf the day as on which it is asked for; left out for how it is now
 */
export function visiblePlanOf(plan: Plan, viewer: ViewingHolder, year: number, asOf?: IsoDate | null): ViewedPlan {
  if (asOf) return viewOf(plan, viewer, year, asOf)
  const own = viewsNow.get(viewer) ?? new WeakMap<Plan, Map<number, ViewedPlan>>()
  viewsNow.set(viewer, own)
  const years = own.get(plan) ?? new Map<number, ViewedPlan>()
  own.set(plan, years)
  const view = years.get(year) ?? viewOf(plan, viewer, year)
  years.set(year, view)
  return view
}

function viewOf(plan: Plan, viewer: ViewingHolder, year: number, asOf?: IsoDate): ViewedPlan {
  const spans = [daysOfYear(year), ...(asOf ? [{ from: asOf, to: asOf }] : [])]
  const ofPlan = views.get(plan) ?? new Map<string, ViewedPlan>()
  views.set(plan, ofPlan)
  const key = `${viewerKey(plan, viewer)} ${seesOwn(viewer, spans)}`
  const known = ofPlan.get(key)
  if (known) return known
  const seen = visiblePlan(plan, spans, viewer)
  const view = { plan: seen, hash: planHash(seen) }
  ofPlan.set(key, view)
  return view
}
