import { DIVISIONS, isDay, periodsOf } from '../../calendar'
import type { Plan, YearCalendar } from '../../model'
import type { Fault } from './fault'

type Known = Pick<Plan, 'units' | 'body'>

const fault = (path: Fault['path'], code: string, message: string): Fault => ({ path, code, message })

function checkSpans(calendar: YearCalendar, of: Known): readonly Fault[] {
  const ends = periodsOf({ ...of, calendars: [{ ...calendar, spans: [] }] }, calendar.year)
  return (calendar.spans ?? []).flatMap(({ period, opens, deadline }, index): Fault[] => {
    const end = ends.find(({ number }) => number === period)
    const at = ['spans', index]
    if (!end)
      return [fault(at, 'UNKNOWN_PERIOD', `Il periodo ${period} non c’è in un anno diviso in ${calendar.division}.`)]
    if (!isDay(opens) || !isDay(deadline)) return [fault(at, 'BAD_DAY', 'Scriva l’apertura e la scadenza come giorni.')]
    if (deadline < opens)
      return [fault(at, 'DEADLINE_BEFORE_OPENING', `${end.name}: la scadenza viene prima dell’apertura.`)]
    return deadline < end.to
      ? [fault(at, 'DEADLINE_BEFORE_END', `${end.name}: la scadenza viene prima della fine del periodo.`)]
      : []
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
    if (!found)
      return [fault(at, 'UNKNOWN_PERIOD', `Il periodo ${period} non c’è in un anno diviso in ${calendar.division}.`)]
    if (!units.has(unit)) return [fault(at, 'UNKNOWN_UNIT', `L’unità «${unit}» non c’è.`)]
    if (twice) return [fault(at, 'EXCEPTION_TWICE', `L’unità «${unit}» ha già un’eccezione per questo periodo.`)]
    if (!isDay(deadline) || deadline < found.opens)
      return [
        fault(at, 'DEADLINE_BEFORE_OPENING', `${found.name}: la scadenza di «${unit}» viene prima dell’apertura.`),
      ]
    return reason.trim() === ''
      ? [fault(at, 'REASON_MISSING', `Scriva perché «${unit}» ha un’altra scadenza: resta agli atti.`)]
      : []
  })
}

const MOST_DAYS = 120

/** What is wrong with the calendar of a year [CA13]. Paths begin at the calendar. */
export function checkCalendar(calendar: YearCalendar, of: Known): readonly Fault[] {
  const { entryDays, division, reminderDays } = calendar
  const isKnown = DIVISIONS.includes(division)
  if (!isKnown)
    return [fault(['division'], 'UNKNOWN_DIVISION', 'Un anno si divide in quadrimestri, semestri o trimestri.')]
  const days =
    Number.isInteger(entryDays) && entryDays >= 1 && entryDays <= MOST_DAYS
      ? []
      : [fault(['entryDays'], 'BAD_ENTRY_DAYS', `I giorni per inserire vanno da 1 a ${MOST_DAYS}.`)]
  const reminders = reminderDays.every((day) => Number.isInteger(day) && Math.abs(day) <= MOST_DAYS)
    ? []
    : [fault(['reminderDays'], 'BAD_REMINDER_DAYS', `I giorni dei promemoria vanno da -${MOST_DAYS} a ${MOST_DAYS}.`)]
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
    const again = twice ? [fault(['year'], 'YEAR_TWICE', `Il ${calendar.year} ha già un calendario.`)] : []
    return [...again, ...checkCalendar(calendar, plan)].map(at)
  })
}
