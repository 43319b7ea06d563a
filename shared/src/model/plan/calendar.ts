import * as v from 'valibot'
import { DIVISIONS } from '../lists'
import type { IsoDate, IsoInstant, PeriodNumber } from '../value'
import { CodeSchema, DaySchema, described, boundedListSchema, maybe, setSchema, TextSchema } from './parts'
import { wholeSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'

const PeriodSchema = wholeSchema(1, 4)

/** The year of a body as its plan file sets it. */
export const CalendarSchema = described(
  strictSchema({
    year: YearSchema,
    division: v.picklist(DIVISIONS),
    entryDays: described(wholeSchema(1, 120), 'Days after the end of a period for entering its values.'),
    workingDays: described(v.boolean(), 'Are they working days? Otherwise days of the calendar.'),
    reminderDays: described(
      setSchema(wholeSchema(-120, 120), 0, 20),
      'Days before (positive) and after (negative) a deadline on which who owes something is reminded.',
    ),
    spans: maybe(
      boundedListSchema(strictSchema({ period: PeriodSchema, opens: DaySchema, deadline: DaySchema })),
      'Periods whose days of entry were set by hand: first and last day of entry, both included.',
    ),
    exceptions: maybe(
      boundedListSchema(
        strictSchema({ period: PeriodSchema, unit: CodeSchema, deadline: DaySchema, reason: TextSchema }),
      ),
      'Units that have more time, or less: another deadline for one unit in one period, with its reason.',
    ),
  }),
  'How a year is divided, and until when values are entered. A year without one is divided in quadrimestri with fifteen days of entry.',
)

/** The year of a body as its controller set it, and what became of it since, which no plan file says. */
export interface YearCalendar extends v.InferOutput<typeof CalendarSchema> {
  /** Reports to the governing bodies that were sent, each with its day. */
  readonly reports?: readonly { readonly period: PeriodNumber; readonly sent: IsoDate }[]
  /** The day on which the year was closed: nothing of it changes any more. */
  readonly closedOn?: IsoDate
  /** Acts by which something is left out of the scores of the year, in the order in which they were entered. */
  readonly neutralised?: readonly Neutralisation[]
  /** The evaluator validated the yearly report: on which day, and who. */
  readonly evaluated?: { readonly on: IsoDate; readonly by: string }
}

/** An act as somebody entered it. */
export interface ActOfYear {
  readonly organ: string
  readonly number: string
  readonly date: IsoDate
}

/** Something that an act leaves out of the scores of a year, for no fault of whoever answers for it [SC141]. */
export interface Neutralisation {
  readonly id: string
  /** The address of an objective or an indicator. */
  readonly about: string
  /** Periods that are left out; absent for the whole year. */
  readonly periods?: readonly number[]
  /** The day from which it is left out: before, it counted. */
  readonly from: IsoDate
  readonly act: ActOfYear
  readonly reason: string
  /** Position that entered it, and time. */
  readonly by: string
  readonly at: IsoInstant
}

/** Division of a body's year into periods. */
export type Division = YearCalendar['division']
/** First and last day of entry of a period, both included. */
export type EntrySpan = NonNullable<YearCalendar['spans']>[number]
/** Another deadline for one unit in one period, with its reason. */
export type CalendarException = NonNullable<YearCalendar['exceptions']>[number]

/** Source of the periods: a plan, or nothing for the usual quadrimestri. */
export interface Scheduled {
  readonly body?: { readonly patronDay?: string }
  readonly calendars?: readonly YearCalendar[]
}
