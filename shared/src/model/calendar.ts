import type { PeriodNumber, IsoDate } from './value'

/** How a body divides its year: in three, two or four. */
export type Division = 'quadrimestri' | 'semestri' | 'trimestri'

/** The year of a body as its controller set it. A year without one is divided in quadrimestri with fifteen days of entry. */
export interface YearCalendar {
  readonly year: number
  readonly division: Division
  /** Days after the end of a period for entering its values. */
  readonly entryDays: number
  /** Are they working days? Otherwise days of the calendar. */
  readonly workingDays: boolean
  /** Days before (positive) and after (negative) a deadline on which who owes something is reminded. */
  readonly reminderDays: readonly number[]
  /** Periods whose days of entry were set by hand. */
  readonly spans?: readonly EntrySpan[]
  /** Reports to the governing bodies that were sent, each with its day. */
  readonly reports?: readonly { readonly period: PeriodNumber; readonly sent: IsoDate }[]
  /** The day on which the year was closed: nothing of it changes any more. */
  readonly closedOn?: IsoDate
  /** The evaluator validated the yearly report: on which day, and who. */
  readonly evaluated?: { readonly on: IsoDate; readonly by: string }
  /** Units that have more time, or less. */
  readonly exceptions?: readonly CalendarException[]
}

/** First and last day of entry of a period, both included. */
export interface EntrySpan {
  readonly period: PeriodNumber
  readonly opens: IsoDate
  readonly deadline: IsoDate
}

/** Another deadline for one unit in one period, with its reason. */
export interface CalendarException {
  readonly period: PeriodNumber
  readonly unit: string
  readonly deadline: IsoDate
  readonly reason: string
}

/** What periods are read from: a plan, or nothing for the usual quadrimestri. */
export interface Scheduled {
  readonly body?: { readonly patronDay?: string }
  readonly calendars?: readonly YearCalendar[]
}
