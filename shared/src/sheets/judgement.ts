import { isObjectiveOrIndicator, type Plan, sheetOf, type ActOfYear, type IsoDate, isDay } from '../model'
import { holdsRole, isOfSuperior, isTopSheet, managesUnit, type Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'
import { calendarOf, periodsOf } from '../calendar'

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
  const sheet = sheetOf(plan, asked.about)
  const isTop = sheet !== null && isTopSheet(plan, sheet)
  const decides = isTop ? holdsRole(viewer, 'governing-body') : holdsRole(viewer, 'controller', 'evaluator')
  if (!decides || (sheet && isOfSuperior(viewer, plan, sheet)))
    return refusal('NOT_YOUR_DECISION', { kind: isTop ? 'top' : 'score' })
  return asked.by === viewer.person || sheet?.person === viewer.person ? refusal('OWN_REQUEST') : null
}

/** Act that is to leave something out of a year's scores, as somebody enters it. */
export interface NeutralisationAsked {
  readonly year: number
  readonly about: string
  /** None for the whole year. */
  readonly periods: readonly number[]
  readonly from: string
  readonly act: ActOfYear
  readonly reason: string
}

/** Is it too late, or the viewer's own? */
function refuseTouching(viewer: Viewer, plan: Plan, year: number, about: string): Refusal | null {
  if (!isObjectiveOrIndicator(plan, about)) return refusal('NOT_NEUTRALISABLE')
  if (calendarOf(plan, year).evaluated) return refusal('YEAR_VALIDATED', { year })
  return sheetOf(plan, about)?.person === viewer.person ? refusal('NOT_YOUR_SHEET', { kind: 'neutralise' }) : null
}

/** May the viewer leave this out of the scores of a year by an act [RI100]? The roles are those of the table of rights. */
export function refuseNeutralising(
  viewer: Viewer,
  plan: Plan,
  asked: NeutralisationAsked,
  today: IsoDate,
): Refusal | null {
  const { year, about, periods, from, act, reason } = asked
  const barred = refuseTouching(viewer, plan, year, about)
  if (barred) return barred
  const known = new Set(periodsOf(plan, year).map(({ number }) => number))
  if (periods.some((one) => !known.has(one))) return refusal('UNKNOWN_PERIOD')
  const isWhole = act.organ.trim() !== '' && act.number.trim() !== '' && isDay(act.date) && act.date <= today
  if (!isWhole || !isDay(from) || from < `${year}-01-01`) return refusal('NEUTRALISATION_INCOMPLETE')
  return reason.trim() === '' ? refusal('REASON_MISSING', { kind: 'neutralise' }) : null
}

/** May the viewer take back a neutralisation that was entered wrongly [RI100]? */
export function refuseRestoring(viewer: Viewer, plan: Plan, year: number, id: string): Refusal | null {
  const one = calendarOf(plan, year).neutralised?.find((known) => known.id === id)
  return one ? refuseTouching(viewer, plan, year, one.about) : refusal('NOT_NEUTRALISABLE')
}
