import type { Plan } from '@traguardo/shared/model'
import type { Viewer } from '@traguardo/shared/people'
import { visiblePlan } from '@traguardo/shared/plans'
import { planHash } from './plan-hash'

/** A plan as somebody may see it. */
export interface SeenPlan {
  readonly plan: Plan
  readonly hash: string
  /** Codes of the measures in it. */
  readonly measures: ReadonlySet<string>
}

/** Views already made of a plan; they go when the plan does. There are as many as people with different roles. */
const views = new WeakMap<Plan, Map<string, SeenPlan>>()

/** The plan without what the viewer may not see, by the rules of the shared code. */
export function seenBy(plan: Plan, viewer: Viewer): SeenPlan {
  const ofPlan = views.get(plan) ?? new Map<string, SeenPlan>()
  views.set(plan, ofPlan)
  const key = JSON.stringify([viewer.person, ...viewer.roles.map(({ role, unit }) => `${role}/${unit}`).sort()])
  const known = ofPlan.get(key)
  if (known) return known
  const seen = visiblePlan(plan, viewer)
  const view = { plan: seen, hash: planHash(seen), measures: new Set(seen.measures.map(({ code }) => code)) }
  ofPlan.set(key, view)
  return view
}
