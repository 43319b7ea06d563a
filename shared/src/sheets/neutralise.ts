import { calendarOf, periodsOf } from '../calendar'
import { type ActOfYear, isObjectiveOrIndicator, type IsoDate, isDay, type Plan, sheetOf } from '../model'
import type { Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'

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
