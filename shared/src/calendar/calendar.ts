import {
  type Division,
  type IsoDate,
  type IsoInstant,
  millisecondsOf,
  type PeriodNumber,
  type Plan,
  type Scheduled,
  type YearCalendar,
} from '../model'

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
const weekday = (day: IsoDate): number => new Date(millisecondsOf(day) ?? Number.NaN).getUTCDay() || 7

/** The first day of the month that comes so many months after that of a day. */
function monthOf(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** Days since 1970-01-01: dates as numbers that can be compared. `day` must be a day. */
export const dayNumber = (day: IsoDate): number => (millisecondsOf(day) ?? Number.NaN) / MS_PER_DAY

/** The day that is so many days after 1970-01-01. */
export const dayOfNumber = (number: number): IsoDate => new Date(number * MS_PER_DAY).toISOString().slice(0, 10)

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

/** A period of a year, with the days on which its values may be entered. */
export interface Period {
  readonly year: number
  readonly number: PeriodNumber
  /** First and last day of what is measured. */
  readonly from: IsoDate
  readonly to: IsoDate
  /** First and last day of entry, both included. */
  readonly opens: IsoDate
  readonly deadline: IsoDate
  /** "II quadrimestre 2021". */
  readonly name: string
}

/** The year of a body that set none: fifteen days of entry (plan 2021, `Percent_AggCicloPerf`) [CA1, CA2]. */
export const usualCalendar = (year: number): YearCalendar => ({
  year,
  division: 'quadrimestri',
  entryDays: 15,
  workingDays: false,
  reminderDays: [10, 3, 1, -1, -7],
})

/** Schedule of a plan without a calendar of its own: every year in quadrimestri. */
export const USUAL_CALENDAR: Scheduled = {}

const MONTHS = 12
const COUNT: Readonly<Record<Division, number>> = { semestri: 2, quadrimestri: 3, trimestri: 4 }
const NAME: Readonly<Record<Division, string>> = {
  semestri: 'semestre',
  quadrimestri: 'quadrimestre',
  trimestri: 'trimestre',
}
const ROMAN = ['I', 'II', 'III', 'IV'] as const

/** Returns the number of periods in a year so divided. */
export const periodCount = (division: Division): number => COUNT[division]

/** The calendar of a year: what the body set, or the usual one [CA1, CA10]. */
export const calendarOf = ({ calendars }: Scheduled, year: number): YearCalendar =>
  calendars?.find((one) => one.year === year) ?? usualCalendar(year)

const firstOfMonth = (year: number, month: number): IsoDate =>
  month >= MONTHS ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`

/** The years of a plan, in order. */
export const yearsOf = ({ firstYear, lastYear }: Pick<Plan, 'firstYear' | 'lastYear'>): readonly number[] =>
  Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, at) => firstYear + at)

/**
 * Returns the periods of a year, in order [CA1, CA2, CA10, CA11].
 * @example periodsOf(USUAL, 2021)[0] // { from: '2021-01-01', to: '2021-04-30', deadline: '2021-05-15', ... }
 */
export function periodsOf(of: Scheduled, year: number): readonly Period[] {
  const { division, entryDays, workingDays, spans } = calendarOf(of, year)
  const count = COUNT[division]
  const months = MONTHS / count
  return Array.from({ length: count }, (_, index) => {
    const to = addDays(firstOfMonth(year, (index + 1) * months), -1)
    const set = spans?.find(({ period }) => period === index + 1)
    const last = workingDays ? addWorkingDays(to, entryDays, of.body?.patronDay) : addDays(to, entryDays)
    return {
      year,
      number: index + 1,
      from: firstOfMonth(year, index * months),
      to,
      opens: set?.opens ?? addDays(to, 1),
      deadline: set?.deadline ?? last,
      name: `${ROMAN[index]} ${NAME[division]} ${year}`,
    }
  })
}

/** The last day of a year on which anybody may enter anything: that of the last period, or of a unit that has longer [CA14]. */
export const lastDeadline = (of: Scheduled, year: number): IsoDate =>
  [...periodsOf(of, year), ...(calendarOf(of, year).exceptions ?? [])]
    .map(({ deadline }) => deadline)
    .sort()
    .at(-1) ?? ''

/** A period as it holds for a unit: with the deadline of its exception, where it has one [CA12]. */
export function periodFor(of: Scheduled, period: Period, unit: string | null): Period {
  const own = calendarOf(of, period.year).exceptions?.find((one) => one.period === period.number && one.unit === unit)
  return own ? { ...period, deadline: own.deadline } : period
}

/** Is a period open for entry on that day? [CA2] */
export const isOpen = ({ opens, deadline }: Period, today: IsoDate): boolean => opens <= today && today <= deadline

/** The period open for entry on that day, for a unit where one is named, or null: of two the earlier [CA2, CA12]. */
export function openPeriod(of: Scheduled, today: IsoDate, unit: string | null = null): Period | null {
  const year = Number(today.slice(0, 4))
  const candidates = [...periodsOf(of, year - 1), ...periodsOf(of, year)]
  return candidates.map((period) => periodFor(of, period, unit)).find((period) => isOpen(period, today)) ?? null
}

/** The year at work: that of the open period, so in the first half of January still the one before [CA4]. */
export function currentYear(of: Scheduled, today: IsoDate): number {
  return openPeriod(of, today)?.year ?? Number(today.slice(0, 4))
}
