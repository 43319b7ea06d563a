import type { YearCalendar } from '@traguardo/shared/model'
import { request } from '../api/request'
import { CalendarSaveDocument, ReportSendDocument, YearCloseDocument, YearValidateDocument } from './calendar.generated'

const inputOf = ({ division, entryDays, workingDays, reminderDays, spans, exceptions }: YearCalendar) => ({
  ...{ division, entryDays, workingDays, reminderDays },
  spans: spans ?? [],
  exceptions: exceptions ?? [],
})

/** Sets the calendar of a year, whole, in place of the one that was seen. */
export const saveCalendar = (seen: YearCalendar, calendar: YearCalendar) =>
  request(CalendarSaveDocument, { year: calendar.year, seen: inputOf(seen), input: inputOf(calendar) })

export const closeYear = (year: number) => request(YearCloseDocument, { year })

/** The evaluator validates the yearly report. */
export const validateYear = (year: number) => request(YearValidateDocument, { year })

/** The report of a period goes to the governing bodies. */
export const sendReport = (year: number, period: number) => request(ReportSendDocument, { year, period })
