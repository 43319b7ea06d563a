import type { Division, IsoDate, PeriodNumber, Plan, Scheduled, YearCalendar } from '../model'
import { addDays } from './day'
import { addWorkingDays } from './holidays'

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

/** What has no calendar of its own: every year in quadrimestri. */
export const USUAL: Scheduled = {}

const MONTHS = 12
const COUNT: Readonly<Record<Division, number>> = { semestri: 2, quadrimestri: 3, trimestri: 4 }
const NAME: Readonly<Record<Division, string>> = {
  semestri: 'semestre',
  quadrimestri: 'quadrimestre',
  trimestri: 'trimestre',
}
const ROMAN = ['I', 'II', 'III', 'IV'] as const

/** How many periods a division makes of a year. */
export const periodCount = (division: Division): number => COUNT[division]

/** The calendar of a year: what the body set, or the usual one [CA1, CA10]. */
export const calendarOf = ({ calendars }: Scheduled, year: number): YearCalendar =>
  calendars?.find((one) => one.year === year) ?? usualCalendar(year)

const firstOfMonth = (year: number, month: number): IsoDate =>
  month >= MONTHS ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`

/** The years of a plan, in order. */
export const yearsOf = ({ firstYear, lastYear }: Pick<Plan, 'firstYear' | 'lastYear'>): readonly number[] =>
  Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, at) => firstYear + at)

/** The periods of a year, in order [CA1, CA2, CA10, CA11]. */
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
