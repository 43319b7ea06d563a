import type { IsoDate } from '../model'
import { addDays, monthOf, weekday } from './day'

/** Public holidays of every year, `MM-DD`: L. 260/1949 with its changes up to L. 336/2000. */
const EVERY_YEAR = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'] as const

/** Holidays that began, or stood in one year alone: L. 151/2025 and D.L. 5/2011. */
const SINCE = [
  { day: '10-04', from: 2026, to: Number.POSITIVE_INFINITY },
  { day: '03-17', from: 2011, to: 2011 },
] as const

/** Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher [CA6]. */
export function easter(year: number): IsoDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const leap = Math.floor(century / 4)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leap - correction + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451)
  const fromMarch = epact + sunday - 7 * late + 114
  const [month, day] = [Math.floor(fromMarch / 31), (fromMarch % 31) + 1]
  return `${year}-0${month}-${String(day).padStart(2, '0')}`
}

/** Is it a public holiday in Italy, or the patron's day of the body (`MM-DD`)? [CA6] */
export function isHoliday(day: IsoDate, patronDay?: string): boolean {
  const year = Number(day.slice(0, 4))
  const inYear = day.slice(5)
  if (inYear === patronDay || (EVERY_YEAR as readonly string[]).includes(inYear)) return true
  if (SINCE.some((one) => one.day === inYear && one.from <= year && year <= one.to)) return true
  const sunday = easter(year)
  return day === sunday || day === addDays(sunday, 1)
}

/** Neither Saturday nor Sunday nor a holiday [CA7]. */
export const isWorkingDay = (day: IsoDate, patronDay?: string): boolean =>
  weekday(day) < 6 && !isHoliday(day, patronDay)

const MOST_WORKING_DAYS = 4000

/**
 * Returns the working day that is so many working days after a day, which itself may be any day [CA8].
 * @example addWorkingDays('2021-12-23', 2) // '2021-12-27': Christmas and Saint Stephen's are on a weekend
 */
export function addWorkingDays(day: IsoDate, days: number, patronDay?: string): IsoDate {
  let left = Math.min(days, MOST_WORKING_DAYS)
  let at = day
  while (left > 0) {
    at = addDays(at, 1)
    if (isWorkingDay(at, patronDay)) left -= 1
  }
  return at
}

/** The same day so many months later, or the last of its month where that month has no such day [CA9]. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const first = monthOf(day, months)
  const last = addDays(monthOf(day, months + 1), -1)
  const same = `${first.slice(0, 8)}${day.slice(8)}`
  return same > last ? last : same
}
