import { DIVISIONS, isDay, periodsOf } from '../../calendar'
import type { Plan, YearCalendar } from '../../model'
import { type Fault, fault } from './fault'

type Known = Pick<Plan, 'units' | 'body'>

function checkSpans(calendar: YearCalendar, of: Known): readonly Fault[] {
  const ends = periodsOf({ ...of, calendars: [{ ...calendar, spans: [] }] }, calendar.year)
  return (calendar.spans ?? []).flatMap(({ period, opens, deadline }, index): Fault[] => {
    const end = ends.find(({ number }) => number === period)
    const at = ['spans', index]
    if (!end) return [fault(at, 'UNKNOWN_PERIOD', { kind: 'division', period, division: calendar.division })]
    if (!isDay(opens) || !isDay(deadline)) return [fault(at, 'BAD_DAY', { kind: 'span' })]
    if (deadline < opens) return [fault(at, 'DEADLINE_BEFORE_OPENING', { kind: 'all', period: end.name })]
    return deadline < end.to ? [fault(at, 'DEADLINE_BEFORE_END', { period: end.name })] : []
  })
}

function checkExceptions(calendar: YearCalendar, of: Known): readonly Fault[] {
  const periods = periodsOf({ ...of, calendars: [calendar] }, calendar.year)
  const seen = new Set<string>()
  const units = new Set(of.units.map(({ code }) => code))
  return (calendar.exceptions ?? []).flatMap(({ period, unit, deadline, reason }, index): Fault[] => {
    const found = periods.find(({ number }) => number === period)
    const at = ['exceptions', index]
    const twice = seen.has(`${period}/${unit}`)
    seen.add(`${period}/${unit}`)
    if (!found) return [fault(at, 'UNKNOWN_PERIOD', { kind: 'division', period, division: calendar.division })]
    if (!units.has(unit)) return [fault(at, 'UNKNOWN_UNIT', { kind: 'plan', unit })]
    if (twice) return [fault(at, 'EXCEPTION_TWICE', { unit })]
    if (!isDay(deadline) || deadline < found.opens)
      return [fault(at, 'DEADLINE_BEFORE_OPENING', { kind: 'unit', period: found.name, unit })]
    return reason.trim() === '' ? [fault(at, 'REASON_MISSING', { kind: 'deadline', unit })] : []
  })
}

const MOST_DAYS = 120

/** Returns the faults of the calendar of a year [CA13]. Paths begin at the calendar. */
export function checkCalendar(calendar: YearCalendar, of: Known): readonly Fault[] {
  const { entryDays, division, reminderDays } = calendar
  const isKnown = DIVISIONS.includes(division)
  if (!isKnown) return [fault(['division'], 'UNKNOWN_DIVISION')]
  const days =
    Number.isInteger(entryDays) && entryDays >= 1 && entryDays <= MOST_DAYS
      ? []
      : [fault(['entryDays'], 'BAD_ENTRY_DAYS', { limit: MOST_DAYS })]
  const reminders = reminderDays.every((day) => Number.isInteger(day) && Math.abs(day) <= MOST_DAYS)
    ? []
    : [fault(['reminderDays'], 'BAD_REMINDER_DAYS', { limit: MOST_DAYS })]
  if (days.length > 0) return [...days, ...reminders]
  return [...reminders, ...checkSpans(calendar, of), ...checkExceptions(calendar, of)]
}

/** The calendars of a plan, each year once [CA13]. */
export function checkCalendars(plan: Plan): readonly Fault[] {
  const years = new Set<number>()
  return (plan.calendars ?? []).flatMap((calendar, index): Fault[] => {
    const twice = years.has(calendar.year)
    years.add(calendar.year)
    const at = (found: Fault): Fault => ({ ...found, path: ['calendars', index, ...found.path] })
    const again = twice ? [fault(['year'], 'YEAR_TWICE', { year: calendar.year })] : []
    return [...again, ...checkCalendar(calendar, plan)].map(at)
  })
}
