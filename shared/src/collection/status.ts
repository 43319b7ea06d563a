import { type Period, periodFor, romeDay } from '../calendar'
import type { Cell, IsoDate, IsoInstant, Plan } from '../model'
import {
  countIn,
  type RegisterField,
  type RegisterKey,
  type RegisterState,
  type Review,
  reviewIn,
  WHOLE_PERIOD,
} from '../sync'
import { type DueCell, dueCells, stillOwed } from '../values'

/** The part of a register's state that collection looks at: server and device both know it. */
export type CellEntry = Pick<RegisterState, 'key' | 'head' | 'content' | 'person' | 'at'>

/** A register, where the body goes without saying. */
type RegisterOfBody = Omit<RegisterKey, 'body'>

/** Finds what stands in a register; undefined for nothing. */
export type FindEntry = (key: RegisterOfBody) => CellEntry | undefined

/** Stage of a measure in a unit's period [CO6]. */
export type CellState = 'missing' | 'explained' | 'entered' | 'returned' | 'reopened' | 'confirmed'

/** A measure that a unit owes, with its answer and what its manager said. */
export interface CellStatus {
  readonly due: DueCell
  readonly state: CellState
  readonly value: CellEntry | null
  /** Reason for having no value. */
  readonly absence: string | null
  readonly review: Review | null
  /** Person who reviewed it, and time of the review. */
  readonly reviewed: { readonly person: string; readonly at: IsoInstant } | null
  /** It says something else than what was looked at, or was handed in. */
  readonly changed: boolean
}

/** Stage of a unit's period [CO7]. */
export type UnitState = 'waiting' | 'open' | 'late' | 'sent' | 'confirmed'

/** A unit's period: everything that it owes, and how far it is. */
export interface UnitStatus {
  readonly unit: string
  readonly period: Period
  readonly state: UnitState
  /** Cells due now. */
  readonly cells: readonly CellStatus[]
  readonly answered: number
  readonly confirmed: number
  readonly sent: { readonly person: string; readonly at: IsoInstant } | null
  /** The day of the last confirmation, once everything is confirmed. */
  readonly confirmedOn: IsoDate | null
  /** The deadline has passed and something is without an answer. */
  readonly isLate: boolean
}

/** Names a register among those of its body. */
export const registerName = ({ measure, unit, year, period, field }: RegisterOfBody): string =>
  [measure, unit, year, period, field].join('\n')

/** Makes a finder of a list of registers. */
export function registerIndex<T extends CellEntry>(list: Iterable<T>): (key: RegisterOfBody) => T | undefined {
  const byName = new Map([...list].map((standing) => [registerName(standing.key), standing]))
  return (key) => byName.get(registerName(key))
}

/**
 * Returns the review of a cell with its author and time, while it holds for the value that stands there [CO6];
 * otherwise null.
 */
export function heldReview(
  cell: Cell,
  find: FindEntry,
): (Review & { readonly person: string; readonly at: IsoInstant }) | null {
  const said = find({ ...cell, field: 'review' })
  const review = reviewIn(said?.content ?? null)
  if (!said || !review || review.of !== (find({ ...cell, field: 'value' })?.head ?? null)) return null
  return { ...review, person: said.person, at: said.at }
}

const filled = (standing: CellEntry | undefined): CellEntry | null =>
  standing && standing.content !== null ? standing : null

interface Answers {
  readonly value: CellEntry | null
  readonly absence: CellEntry | null
  readonly held: ReturnType<typeof heldReview>
}

function cellState({ value, absence, held }: Answers): CellState {
  if (held?.state === 'confirmed') return 'confirmed'
  if (value) return held?.state ?? 'entered'
  if (held && !(absence && absence.at > held.at)) return held.state
  return absence ? 'explained' : 'missing'
}

/** A measure that a unit owes, as it stands [CO6]. */
function cellStanding(due: DueCell, find: FindEntry, sentAt: IsoInstant | null): CellStatus {
  const at = (field: RegisterField) => find({ ...due.cell, field })
  const value = filled(at('value'))
  const absence = filled(at('absence'))
  const looked = at('review')
  const review = reviewIn(looked?.content ?? null)
  const held = heldReview(due.cell, find)
  return {
    due,
    state: cellState({ value, absence, held }),
    value,
    absence: typeof absence?.content === 'string' ? absence.content : null,
    review,
    reviewed: looked && review ? { person: looked.person, at: looked.at } : null,
    changed: (review !== null && !held) || (sentAt !== null && value !== null && value.at > sentAt),
  }
}

function unitState(period: Period, today: IsoDate, is: { readonly [K in 'confirmed' | 'sent' | 'answered']: boolean }) {
  if (is.confirmed) return 'confirmed'
  if (is.sent) return 'sent'
  if (today < period.opens) return 'waiting'
  return today > period.deadline && !is.answered ? 'late' : 'open'
}

/** A unit's period as it stands; null where the unit owes nothing for it [CO6, CO7]. */
export function unitStatus(
  plan: Plan,
  of: { readonly unit: string; readonly period: Period },
  find: FindEntry,
  today: IsoDate,
): UnitStatus | null {
  const { unit } = of
  const period = periodFor(plan, of.period, unit)
  const stands = (cell: Cell, field: 'value' | 'absence') => countIn(find({ ...cell, field })?.content ?? null)
  const owed = dueCells(plan, unit, of.period, today)
    .flatMap((cell) => stillOwed(cell, stands) ?? [])
    .filter(({ due }) => due === 'now')
  if (owed.length === 0) return null
  const handed = filled(
    find({ measure: WHOLE_PERIOD, unit, year: period.year, period: period.number, field: 'sending' }),
  )
  const cells = owed.map((due) => cellStanding(due, find, handed?.at ?? null))
  const answered = cells.filter(
    ({ state }) => state !== 'missing' && state !== 'returned' && state !== 'reopened',
  ).length
  const confirmed = cells.filter(({ state }) => state === 'confirmed').length
  const isConfirmed = confirmed === cells.length
  const last =
    cells
      .map(({ reviewed }) => reviewed?.at ?? '')
      .sort()
      .at(-1) ?? ''
  const is = { confirmed: isConfirmed, sent: handed !== null, answered: answered === cells.length }
  const state = unitState(period, today, is)
  return {
    unit,
    period,
    state,
    cells,
    answered,
    confirmed,
    sent: handed && { person: handed.person, at: handed.at },
    confirmedOn: isConfirmed ? romeDay(last) : null,
    isLate: !is.answered && today > period.deadline,
  }
}

/** Every unit that owes something for a period, in the order of the plan. */
export const bodyStatus = (plan: Plan, period: Period, find: FindEntry, today: IsoDate): readonly UnitStatus[] =>
  plan.units.flatMap(({ code: unit }) => unitStatus(plan, { unit, period }, find, today) ?? [])

const isSilent = ({ cells }: UnitStatus): boolean =>
  cells.every(({ value, absence }) => value === null && absence === null)

/**
 * Units that owed something in each of these periods and gave neither a value nor a reason in any of them [RI151]: waiting
 * longer will not make them, so somebody else has to be asked.
 * @param periods the standing of all units, period by period; fewer than two say nothing
 */
export function silentIn(periods: readonly (readonly UnitStatus[])[]): readonly string[] {
  const [first = [], ...rest] = periods
  if (rest.length === 0) return []
  return first
    .filter(isSilent)
    .map(({ unit }) => unit)
    .filter((unit) => rest.every((units) => units.some((one) => one.unit === unit && isSilent(one))))
}
