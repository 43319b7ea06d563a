import { calendarOf, isOpen, type Period, periodFor, periodsOf, romeDay } from '../calendar'
import type { IsoDate, Measure, Plan, Refusal } from '../model'
import { hasRole, mayValidate, unitsEnteredBy, type Viewer } from '../people'
import { dueCells, fitsMeasure, formatDate, isAnswered } from '../values'
import { LONGEST_NOTE, contentIn, reviewIn, valueIn } from './protocol'
import { type Operation, type RegisterField, type RegisterKey, type RegisterState, WHOLE_PERIOD } from './protocol'
import { registerId } from './protocol'
import { refusal } from '../result'

/** What the head office knows when it judges: the plan as its person may see it, who it is, and the day in Rome. */
export interface JudgeContext {
  readonly plan: Plan
  readonly viewer: Viewer
  readonly today: IsoDate
  /** What stands in another register of the same unit and year: see `readsOf`. */
  standing(key: RegisterKey): RegisterState | null
}

const periodOf = (key: RegisterKey, plan: Plan): Period | undefined =>
  periodsOf(plan, key.year).find(({ number }) => number === key.period)

function periodClosed(found: Period, key: RegisterKey, { plan, today }: JudgeContext): Refusal | null {
  const period = periodFor(plan, found, key.unit)
  if (isOpen(period, today)) return null
  return today < period.opens
    ? refusal('PERIOD_CLOSED', `Il ${period.name} si apre il ${formatDate(period.opens)}: riprovi da quel giorno.`)
    : refusal(
        'PERIOD_CLOSED',
        `Il ${period.name} si è chiuso il ${formatDate(period.deadline)}: chieda al controllo di gestione di riaprirlo.`,
      )
}

/** Is the cell open by its review, whatever the day, or locked by it? [CO2] */
function locked(key: RegisterKey, found: Period, context: JudgeContext): Refusal | null {
  const review = reviewIn(context.standing({ ...key, field: 'review' })?.content ?? null)
  if (review?.state === 'confirmed')
    return refusal('VALUE_LOCKED', 'Il valore è stato validato: per cambiarlo chieda al dirigente di riaprirlo.')
  return review ? null : periodClosed(found, key, context)
}

/** Why somebody enters nothing for a unit. */
export const notYourUnit = (): Refusal =>
  refusal('NOT_YOUR_UNIT', 'I valori di questa unità li inserisce il suo responsabile: si rivolga a lui o a lei.')

const isEnteredHere = ({ entry }: Measure, { unit }: RegisterKey): boolean =>
  entry.by === 'units' && unit !== null && entry.units.includes(unit)

function judgeEntry(operation: Operation, measure: Measure, found: Period, context: JudgeContext): Refusal | null {
  const { key } = operation
  if (!isEnteredHere(measure, key))
    return refusal('NOT_ENTERED_HERE', `«${measure.label}» non si inserisce per questa unità.`)
  if (!unitsEnteredBy(context.viewer, context.plan).includes(key.unit ?? '')) return notYourUnit()
  const barred = locked(key, found, context)
  if (barred) return barred
  const content = contentIn(key.field, operation.content)
  if (!content.ok) return content.error
  const value = valueIn(content.value)
  const fits = value && fitsMeasure(value, measure)
  return fits && !fits.ok ? fits.error : null
}

/** A manager's answer to a late value needs its reason, and the unit has to be below the manager [SY25]. */
function judgeAnswer({ key, decision }: Operation, { plan, viewer }: JudgeContext): Refusal | null {
  if (key.unit === null || !mayValidate(viewer, plan, key.unit))
    return refusal('NOT_YOUR_DECISION', 'Sui valori in ritardo di questa unità decide il suo dirigente.')
  const reason = decision?.reason.trim() ?? ''
  if (reason === '')
    return refusal('REASON_MISSING', 'Scriva il motivo della decisione: resta nella storia del valore.')
  return reason.length <= LONGEST_NOTE
    ? null
    : refusal('NOTE_TOO_LONG', `Il motivo supera ${LONGEST_NOTE} caratteri: lo accorci.`)
}

/** What a manager says of a cell: of the value that was seen, with a reason where it is not good [CO3-CO5]. */
function judgeReview(operation: Operation, measure: Measure, found: Period, context: JudgeContext): Refusal | null {
  const { key } = operation
  if (!isEnteredHere(measure, key) || !mayValidate(context.viewer, context.plan, key.unit ?? ''))
    return refusal('NOT_YOUR_REVIEW', 'I valori di questa unità li valida il suo dirigente.')
  const content = contentIn(key.field, operation.content)
  if (!content.ok) return content.error
  const review = reviewIn(content.value)
  if (!review) return refusal('MALFORMED_CONTENT', 'La validazione non ha la forma attesa: aggiorni la pagina.')
  if (context.today < found.opens)
    return refusal('PERIOD_NOT_ENDED', `Il ${found.name} si valida dal ${formatDate(found.opens)}.`)
  if (review.state !== 'confirmed' && review.reason.trim() === '')
    return refusal('REASON_MISSING', 'Scriva il motivo: chi ha inserito il valore lo legge.')
  const isConfirmed = reviewIn(context.standing(key)?.content ?? null)?.state === 'confirmed'
  if (review.state === 'reopened' && !isConfirmed)
    return refusal('NOT_CONFIRMED', 'Si riapre un valore validato: questo non lo è.')
  if (review.state === 'returned' && isConfirmed)
    return refusal('VALUE_LOCKED', 'Il valore è già validato: per cambiarlo lo riapra.')
  const value = context.standing({ ...key, field: 'value' })
  return (value?.head ?? null) === review.of
    ? null
    : refusal('VALUE_CHANGED', `«${measure.label}» è cambiato dopo che Lei lo ha visto: lo guardi di nuovo.`)
}

/** A unit hands its period in once nothing that it owes is without an answer [CO1]. */
function judgeSending({ key, content }: Operation, found: Period, context: JudgeContext): Refusal | null {
  const { plan, viewer, today } = context
  const unit = key.unit ?? ''
  if (!unitsEnteredBy(viewer, plan).includes(unit)) return notYourUnit()
  if (content === null) return null
  if (today < found.opens) return periodClosed(found, key, context)
  const stands = (cell: Omit<RegisterKey, 'field'>, field: RegisterField) =>
    (context.standing({ ...cell, field })?.content ?? null) !== null
  const missing = dueCells(plan, unit, found).filter((due) => !isAnswered(due, stands))
  return missing.length === 0
    ? null
    : refusal(
        'NOT_COMPLETE',
        `Mancano ${missing.length} misure, per prima «${missing[0]?.measure.label}»: inserisca il valore o scriva perché resta n.d.`,
      )
}

/**
 * Does a correction count as if it had come in time? It does where what it corrects had: after the deadline only what a
 * manager sent back or opened again can be written [CO2, CO9].
 */
export function excuses(
  { key }: Operation,
  head: RegisterState,
  { plan, today }: Pick<JudgeContext, 'plan' | 'today'>,
) {
  const found = periodOf(key, plan)
  if (!found || key.field !== 'value' || head.content === null) return false
  const { deadline } = periodFor(plan, found, key.unit)
  return today > deadline && (head.excused || romeDay(head.at) <= deadline)
}

/** Other registers that have to be known before an operation is judged. */
export function readsOf({ key, kind }: Operation, plan: Plan): readonly string[] {
  if (kind !== 'edit') return []
  const found = periodOf(key, plan)
  if (key.field === 'sending' && found)
    return dueCells(plan, key.unit ?? '', found).flatMap(({ cell }) =>
      Array.from({ length: found.number }, (_, at) => ({ ...cell, period: at + 1 })).flatMap((one) => [
        registerId({ ...one, field: 'value' }),
        registerId({ ...one, field: 'absence' }),
      ]),
    )
  return [registerId({ ...key, field: key.field === 'review' ? 'value' : 'review' })]
}

/** May this operation be applied? Null, or the refusal. The rule of phone, site and head office [SY14]. */
export function judgeOperation(operation: Operation, context: JudgeContext): Refusal | null {
  const { key, kind } = operation
  // What else there is in the plan is not for somebody without a role to find out [RI9].
  if (!hasRole(context.viewer)) return notYourUnit()
  const isWhole = key.measure === WHOLE_PERIOD && key.field === 'sending'
  const measure = context.plan.measures.find(({ code }) => code === key.measure)
  if (key.body !== context.plan.body.code || (!measure && !isWhole))
    return refusal('UNKNOWN_MEASURE', `La misura «${key.measure}» non è nel piano: ricarichi la pagina.`)
  const found = periodOf(key, context.plan)
  if (!found) return refusal('UNKNOWN_PERIOD', 'Il periodo non esiste nel calendario di questo ente.')
  const { closedOn } = calendarOf(context.plan, key.year)
  if (closedOn !== undefined)
    return refusal(
      'YEAR_CLOSED',
      `Il ${key.year} è stato chiuso il ${formatDate(closedOn)}: i suoi valori non cambiano più.`,
    )
  if (kind === 'accept' || kind === 'decline') return judgeAnswer(operation, context)
  if (isWhole) return judgeSending(operation, found, context)
  if (!measure || key.field === 'sending') return refusal('MALFORMED_OPERATION', 'Si invia il periodo intero.')
  return key.field === 'review'
    ? judgeReview(operation, measure, found, context)
    : judgeEntry(operation, measure, found, context)
}
