import type { YearCalendar } from '@traguardo/shared/model'
import { request, DONE_OR_NOT } from '../modules/request'

const SAVE = `mutation CalendarSave($year: Int!, $seen: CalendarInput!, $input: CalendarInput!) { calendarSave(year: $year, seen: $seen, input: $input) { ${DONE_OR_NOT} } }`
const CLOSE = `mutation YearClose($year: Int!) { yearClose(year: $year) { ${DONE_OR_NOT} } }`
const VALIDATE = `mutation YearValidate($year: Int!) { yearValidate(year: $year) { ${DONE_OR_NOT} } }`
const REPORT = `mutation ReportSend($year: Int!, $period: Int!) { reportSend(year: $year, period: $period) { ${DONE_OR_NOT} } }`

const inputOf = ({ division, entryDays, workingDays, reminderDays, spans, exceptions }: YearCalendar) => ({
  ...{ division, entryDays, workingDays, reminderDays },
  spans: spans ?? [],
  exceptions: exceptions ?? [],
})

/** Sets the calendar of a year, whole, in place of the one that was seen. */
export const saveCalendar = (seen: YearCalendar, calendar: YearCalendar) =>
  request<object>(SAVE, { year: calendar.year, seen: inputOf(seen), input: inputOf(calendar) })

export const closeYear = (year: number) => request<object>(CLOSE, { year })

/** The evaluator validates the yearly report. */
export const validateYear = (year: number) => request<object>(VALIDATE, { year })

/** The report of a period goes to the governing bodies. */
export const sendReport = (year: number, period: number) => request<object>(REPORT, { year, period })
