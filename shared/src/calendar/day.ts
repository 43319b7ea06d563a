import { type IsoDate, type IsoInstant, millisecondsOf } from '../model'

const MS_PER_DAY = 86_400_000

/** The day that comes so many days after (before, where negative). `day` must be a day. */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date((millisecondsOf(day) ?? Number.NaN) + days * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Days from one day to another; negative where `to` comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return ((millisecondsOf(to) ?? Number.NaN) - (millisecondsOf(from) ?? Number.NaN)) / MS_PER_DAY
}

const ROME = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The civil day in Rome at that instant [CA3]. */
export function romeDay(instant: IsoInstant): IsoDate {
  return ROME.format(new Date(instant))
}

const ROME_HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' })

/**
 * The moment at which clocks in Rome show this time (`hh:mm:ss`) on a day, in summer or in winter [CA3].
 * @example romeInstant('2021-01-20', '00:30:00') // '2021-01-19T23:30:00.000Z'
 */
export function romeInstant(day: IsoDate, time: string): IsoInstant {
  const summer = new Date(`${day}T${time}+02:00`)
  const isSummer = ROME_HOUR.format(summer) === time.slice(0, 2)
  return (isSummer ? summer : new Date(`${day}T${time}+01:00`)).toISOString()
}

/** Monday is 1, Sunday 7. `day` must be a day. */
export const weekday = (day: IsoDate): number => new Date(millisecondsOf(day) ?? Number.NaN).getUTCDay() || 7

/** The first day of the month that comes so many months after that of a day. */
export function monthOf(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** Days since 1970-01-01: dates as numbers that can be compared. `day` must be a day. */
export const dayNumber = (day: IsoDate): number => (millisecondsOf(day) ?? Number.NaN) / MS_PER_DAY

/** The day that is so many days after 1970-01-01. */
export const dayOfNumber = (number: number): IsoDate => new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
