import { DIVISIONS, isDay, periodsOf } from '../../calendar'
import type { Plan, YearCalendar } from '../../model'
import { type PlanFault, planFault } from './fault'

type Known = Pick<Plan, 'units' | 'body'>

function checkSpans(calendar: YearCalendar, of: Known): readonly PlanFault[] {
  const ends = periodsOf({ ...of, calendars: [{ ...calendar, spans: [] }] }, calendar.year)
  return (calendar.spans ?? []).flatMap(({ period, opens, deadline }, index): PlanFault[] => {
    const end = ends.find(({ number }) => number === period)
    const at = ['spans', index]
    if (!end) return [planFault(at, 'UNKNOWN_PERIOD', { kind: 'division', period, division: calendar.division })]
    if (!isDay(opens) || !isDay(deadline)) return [planFault(at, 'BAD_DAY', { kind: 'span' })]
    if (deadline < opens) return [planFault(at, 'DEADLINE_BEFORE_OPENING', { kind: 'all', period: end.name })]
    return deadline < end.to ? [planFault(at, 'DEADLINE_BEFORE_END', { period: end.name })] : []
  })
}

function checkExceptions(calendar: YearCalendar, of: Known): readonly PlanFault[] {
  const periods = periodsOf({ ...of, calendars: [calendar] }, calendar.year)
  const seen = new Set<string>()
  const units = new Set(of.units.map(({ code }) => code))
  return (calendar.exceptions ?? []).flatMap(({ period, unit, deadline, reason }, index): PlanFault[] => {
    const found = periods.find(({ number }) => number === period)
    const at = ['exceptions', index]
    const twice = seen.has(`${period}/${unit}`)
    seen.add(`${period}/${unit}`)
    if (!found) return [planFault(at, 'UNKNOWN_PERIOD', { kind: 'division', period, division: calendar.division })]
    if (!units.has(unit)) return [planFault(at, 'UNKNOWN_UNIT', { kind: 'plan', unit })]
    if (twice) return [planFault(at, 'EXCEPTION_TWICE', { unit })]
    if (!isDay(deadline) || deadline < found.opens)
      return [planFault(at, 'DEADLINE_BEFORE_OPENING', { kind: 'unit', period: found.name, unit })]
    return reason.trim() === '' ? [planFault(at, 'REASON_MISSING', { kind: 'deadline', unit })] : []
  })
}

const MOST_DAYS = 120

/** Returns the faults of the calendar of a year [CA13]. Paths begin at the calendar. */
export function checkCalendar(calendar: YearCalendar, of: Known): readonly PlanFault[] {
  const { entryDays, division, reminderDays } = calendar
  const isKnown = DIVISIONS.includes(division)
  if (!isKnown) return [planFault(['division'], 'UNKNOWN_DIVISION')]
  const days =
    Number.isInteger(entryDays) && entryDays >= 1 && entryDays <= MOST_DAYS
      ? []
      : [planFault(['entryDays'], 'BAD_ENTRY_DAYS', { limit: MOST_DAYS })]
  const reminders = reminderDays.every((day) => Number.isInteger(day) && Math.abs(day) <= MOST_DAYS)
    ? []
    : [planFault(['reminderDays'], 'BAD_REMINDER_DAYS', { limit: MOST_DAYS })]
  if (days.length > 0) return [...days, ...reminders]
  return [...reminders, ...checkSpans(calendar, of), ...checkExceptions(calendar, of)]
}

/** The calendars of a plan, each year once [CA13]. */
export function checkCalendars(plan: Plan): readonly PlanFault[] {
  const years = new Set<number>()
  return (plan.calendars ?? []).flatMap((calendar, index): PlanFault[] => {
    const twice = years.has(calendar.year)
    years.add(calendar.year)
    const at = (found: PlanFault): PlanFault => ({ ...found, path: ['calendars', index, ...found.path] })
    const again = twice ? [planFault(['year'], 'YEAR_TWICE', { year: calendar.year })] : []
    return [...again, ...checkCalendar(calendar, plan)].map(at)
  })
}
