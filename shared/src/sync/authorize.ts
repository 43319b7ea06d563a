import { calendarOf, isOpen, type Period, periodFor, periodsOf, romeDay } from '../calendar'
import type { IsoDate, Measure, Plan } from '../model'
import { hasRole, mayBringValues, mayValidate, unitsEnteredBy, type Viewer } from '../people'
import { dueCells, fitsMeasure, isAnswered } from '../values'
import {
  LONGEST_NOTE,
  type Content,
  contentIn,
  countIn,
  reviewIn,
  valueIn,
  type Operation,
  type RegisterField,
  type RegisterKey,
  type RegisterState,
  WHOLE_PERIOD,
  registerId,
} from './protocol'
import { type Refusal, refusal } from '../refusals'

/** Facts by which the head office judges: the plan as the person may see it, the person, and the day in Rome. */
export interface AuthorizationContext {
  readonly plan: Plan
  readonly viewer: Viewer
  readonly today: IsoDate
  /** Returns the state of another register of the same unit and year: see `readsOf`. */
  standing(key: RegisterKey): RegisterState | null
}

const periodOf = (key: RegisterKey, plan: Plan): Period | undefined =>
  periodsOf(plan, key.year).find(({ number }) => number === key.period)

function periodClosed(found: Period, key: RegisterKey, { plan, today }: AuthorizationContext): Refusal | null {
  const period = periodFor(plan, found, key.unit)
  if (isOpen(period, today)) return null
  return today < period.opens
    ? refusal('PERIOD_CLOSED', { kind: 'early', period: period.name, day: period.opens })
    : refusal('PERIOD_CLOSED', { kind: 'late', period: period.name, day: period.deadline })
}

/** Is the cell open by its review, whatever the day, or locked by it? [CO2] */
function locked(key: RegisterKey, found: Period, context: AuthorizationContext): Refusal | null {
  const review = reviewIn(context.standing({ ...key, field: 'review' })?.content ?? null)
  if (review?.state === 'confirmed') return refusal('VALUE_LOCKED')
  return review ? null : periodClosed(found, key, context)
}

/** Refusal of an entry for somebody else's unit. */
export const notYourUnit = (): Refusal => refusal('NOT_YOUR_UNIT')

const isEnteredHere = ({ entry }: Measure, { unit }: RegisterKey): boolean =>
  entry.by === 'units' && unit !== null && entry.units.includes(unit)

const saysSomething = (content: unknown): boolean => typeof content === 'string' && content.trim() !== ''
const isNotApplicable = (content: Content): boolean => valueIn(content)?.type === 'not-applicable'

/** `n.a.` wants a reason, which stays as long as it does: a note on its cell [CO12]. */
function lacksReason({ key }: Operation, content: Content, context: AuthorizationContext): boolean {
  const other = (field: RegisterField): Content => context.standing({ ...key, field })?.content ?? null
  if (key.field === 'value') return isNotApplicable(content) && !saysSomething(other('note'))
  return key.field === 'note' && !saysSomething(content) && isNotApplicable(other('value'))
}

/** Does the content have its form, its value the kind of the measure, and `n.a.` its reason? */
function judgeContent(operation: Operation, measure: Measure, context: AuthorizationContext): Refusal | null {
  const content = contentIn(operation.key.field, operation.content)
  if (!content.ok) return content.error
  if (lacksReason(operation, content.value, context))
    return refusal('REASON_MISSING', { kind: 'not-applicable', measure: measure.label })
  const value = valueIn(content.value)
  const fits = value && fitsMeasure(value, measure)
  return fits && !fits.ok ? fits.error : null
}

function judgeEntry(
  operation: Operation,
  measure: Measure,
  found: Period,
  context: AuthorizationContext,
): Refusal | null {
  const { key } = operation
  if (!isEnteredHere(measure, key)) return refusal('NOT_ENTERED_HERE', { measure: measure.label })
  if (!unitsEnteredBy(context.viewer, context.plan).includes(key.unit ?? '')) return notYourUnit()
  return locked(key, found, context) ?? judgeContent(operation, measure, context)
}

/**
 * Judges a value or note that the controller brings: of whatever unit, of a period that is over for it. What was confirmed
 * has to be opened again first, as for everybody [RI94, SY94].
 */
function judgeBringing(
  operation: Operation,
  measure: Measure,
  found: Period,
  context: AuthorizationContext,
): Refusal | null {
  const { key } = operation
  if (!mayBringValues(context.viewer)) return refusal('NOT_CONTROLLER')
  if ((key.field !== 'value' && key.field !== 'note') || operation.content === null)
    return refusal('MALFORMED_OPERATION', { kind: 'form' })
  if (!isEnteredHere(measure, key)) return refusal('NOT_ENTERED_HERE', { measure: measure.label })
  if (reviewIn(context.standing({ ...key, field: 'review' })?.content ?? null)?.state === 'confirmed')
    return refusal('VALUE_LOCKED')
  const period = periodFor(context.plan, found, key.unit)
  if (context.today > period.deadline) return judgeContent(operation, measure, context)
  return context.today < period.opens
    ? periodClosed(found, key, context)
    : refusal('PERIOD_OPEN', { period: period.name, day: period.deadline })
}

/** A manager's answer to a late value needs its reason, and the unit has to be below the manager [SY25]. */
function judgeAnswer({ key, decision }: Operation, { plan, viewer }: AuthorizationContext): Refusal | null {
  if (key.unit === null || !mayValidate(viewer, plan, key.unit)) return refusal('NOT_YOUR_DECISION', { kind: 'late' })
  const reason = decision?.reason.trim() ?? ''
  if (reason === '') return refusal('REASON_MISSING', { kind: 'decision' })
  return reason.length <= LONGEST_NOTE ? null : refusal('NOTE_TOO_LONG', { kind: 'reason', limit: LONGEST_NOTE })
}

/** Judges a manager's review of a cell: of the value that was seen, with a reason where it is not good [CO3-CO5]. */
function judgeReview(
  operation: Operation,
  measure: Measure,
  found: Period,
  context: AuthorizationContext,
): Refusal | null {
  const { key } = operation
  if (!isEnteredHere(measure, key) || !mayValidate(context.viewer, context.plan, key.unit ?? ''))
    return refusal('NOT_YOUR_REVIEW')
  const content = contentIn(key.field, operation.content)
  if (!content.ok) return content.error
  const review = reviewIn(content.value)
  if (!review) return refusal('MALFORMED_CONTENT', { kind: 'review' })
  if (context.today < found.opens) return refusal('PERIOD_NOT_ENDED', { period: found.name, day: found.opens })
  if (review.state !== 'confirmed' && review.reason.trim() === '') return refusal('REASON_MISSING', { kind: 'review' })
  const isConfirmed = reviewIn(context.standing(key)?.content ?? null)?.state === 'confirmed'
  if (review.state === 'reopened' && !isConfirmed) return refusal('NOT_CONFIRMED')
  if (review.state === 'returned' && isConfirmed) return refusal('VALUE_LOCKED', { kind: 'again' })
  const value = context.standing({ ...key, field: 'value' })
  return (value?.head ?? null) === review.of ? null : refusal('VALUE_CHANGED', { measure: measure.label })
}

/** A unit hands its period in once nothing that it owes is without an answer [CO1]. */
function judgeSending({ key, content }: Operation, found: Period, context: AuthorizationContext): Refusal | null {
  const { plan, viewer, today } = context
  const unit = key.unit ?? ''
  if (!unitsEnteredBy(viewer, plan).includes(unit)) return notYourUnit()
  if (content === null) return null
  if (today < found.opens) return periodClosed(found, key, context)
  const stands = (cell: Omit<RegisterKey, 'field'>, field: RegisterField) =>
    countIn(context.standing({ ...cell, field })?.content ?? null)
  const missing = dueCells(plan, unit, found, today).filter((due) => !isAnswered(due, stands))
  return missing.length === 0
    ? null
    : refusal('NOT_COMPLETE', { missing: missing.length, first: missing[0]?.measure.label ?? '' })
}

/**
 * Does a correction count as if it had come in time? It does where what it corrects had: after the deadline only what a
 * manager sent back or opened again can be written [CO2, CO9].
 */
export function excusesLateness(
  { key }: Operation,
  head: RegisterState,
  { plan, today }: Pick<AuthorizationContext, 'plan' | 'today'>,
) {
  const found = periodOf(key, plan)
  if (!found || key.field !== 'value' || head.content === null) return false
  const { deadline } = periodFor(plan, found, key.unit)
  return today > deadline && (head.excused || romeDay(head.at) <= deadline)
}

/** Other registers that have to be known before an operation is judged. */
export function readsOf({ key, kind, content }: Operation, plan: Plan): readonly string[] {
  if (kind !== 'edit' && kind !== 'bring') return []
  const found = periodOf(key, plan)
  // Whatever the day: what is eliminated later in the year may still be owed.
  if (key.field === 'sending' && found)
    return dueCells(plan, key.unit ?? '', found, `${found.year}-01-01`).flatMap(({ cell }) =>
      Array.from({ length: found.number }, (_, at) => ({ ...cell, period: at + 1 })).flatMap((one) => [
        registerId({ ...one, field: 'value' }),
        registerId({ ...one, field: 'absence' }),
      ]),
    )
  const fields: readonly RegisterField[] =
    key.field === 'review' ? ['value'] : key.field === 'note' ? ['review', 'value'] : ['review']
  const beside: readonly RegisterField[] = key.field === 'value' && isNotApplicable(content) ? ['note'] : []
  return [...fields, ...beside].map((field) => registerId({ ...key, field }))
}

/** May this operation be applied? Null, or the refusal. The rule of phone, site and head office [SY14]. */
export function authorizeOperation(operation: Operation, context: AuthorizationContext): Refusal | null {
  const { key, kind } = operation
  // A person without a role is not to find out what else the plan holds [RI9].
  if (!hasRole(context.viewer)) return notYourUnit()
  const isWhole = key.measure === WHOLE_PERIOD && key.field === 'sending'
  const measure = context.plan.measures.find(({ code }) => code === key.measure)
  if (key.body !== context.plan.body.code || (!measure && !isWhole))
    return refusal('UNKNOWN_MEASURE', { measure: key.measure })
  const found = periodOf(key, context.plan)
  if (!found) return refusal('UNKNOWN_PERIOD')
  const { closedOn } = calendarOf(context.plan, key.year)
  if (closedOn !== undefined) return refusal('YEAR_CLOSED', { kind: 'on', year: key.year, day: closedOn })
  if (kind === 'accept' || kind === 'decline') return judgeAnswer(operation, context)
  if (kind === 'bring')
    return measure
      ? judgeBringing(operation, measure, found, context)
      : refusal('MALFORMED_OPERATION', { kind: 'form' })
  if (isWhole) return judgeSending(operation, found, context)
  if (!measure || key.field === 'sending') return refusal('MALFORMED_OPERATION', { kind: 'period' })
  return key.field === 'review'
    ? judgeReview(operation, measure, found, context)
    : judgeEntry(operation, measure, found, context)
}
