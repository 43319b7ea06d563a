import { isObjectiveOrIndicator, type Plan, sheetOf } from '../model'
import { holdsRole, managesUnit, type Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'

/** Percent points of a score at most. */
const HIGHEST = 100

/** May the viewer ask for this score by hand? [IS3] */
export function refuseAsking(
  viewer: Viewer,
  plan: Plan,
  asked: {
    readonly about: string
    readonly score: number
    readonly reason: string
    readonly allowed: boolean
    /** Does the policy let the objectives of the body be judged too? */
    readonly ofBody?: boolean
  },
): Refusal | null {
  const sheet = sheetOf(plan, asked.about)
  const isOfBody = asked.ofBody === true && sheet === null && isObjectiveOrIndicator(plan, asked.about)
  if (!sheet && !isOfBody) return refusal('NOT_ON_A_SHEET')
  if (isOfBody && !holdsRole(viewer, 'evaluator')) return refusal('NOT_YOUR_SHEET', { kind: 'of-body' })
  if (
    sheet &&
    (sheet.person === viewer.person || !(holdsRole(viewer, 'evaluator') || managesUnit(viewer, plan, sheet)))
  )
    return refusal('NOT_YOUR_SHEET', { kind: 'score' })
  if (!asked.allowed) return refusal('POLICY_FORBIDS')
  if (!Number.isFinite(asked.score) || asked.score < 0 || asked.score > HIGHEST) return refusal('BAD_SCORE')
  return asked.reason.trim() === '' ? refusal('REASON_MISSING', { kind: 'score' }) : null
}

/** May the viewer approve or refuse a score by hand that somebody asked for? [IS3] */
export function refuseDeciding(
  viewer: Viewer,
  plan: Plan,
  asked: { readonly about: string; readonly by: string },
): Refusal | null {
  if (!holdsRole(viewer, 'controller', 'evaluator')) return refusal('NOT_YOUR_DECISION', { kind: 'score' })
  const isInvolved = asked.by === viewer.person || sheetOf(plan, asked.about)?.person === viewer.person
  return isInvolved ? refusal('OWN_REQUEST') : null
}
