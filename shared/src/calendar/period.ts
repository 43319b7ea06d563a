import type { IsoDate, PeriodNumber } from '../model'
import { addDays } from './day'

/** A quadrimestre of a year, with the days on which its values may be entered. */
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

/** Days after the end of a quadrimestre for entering its values (plan 2021, `Percent_AggCicloPerf`). */
const DAYS_OF_ENTRY = 15

const QUADRIMESTRI = [
  { from: '01-01', to: '04-30', name: 'I quadrimestre' },
  { from: '05-01', to: '08-31', name: 'II quadrimestre' },
  { from: '09-01', to: '12-31', name: 'III quadrimestre' },
] as const

/** The three quadrimestri of a year, in order [CA1, CA2]. */
export function periodsOf(year: number): readonly Period[] {
  return QUADRIMESTRI.map(({ from, to, name }, index) => ({
    year,
    number: index + 1,
    from: `${year}-${from}`,
    to: `${year}-${to}`,
    opens: addDays(`${year}-${to}`, 1),
    deadline: addDays(`${year}-${to}`, DAYS_OF_ENTRY),
    name: `${name} ${year}`,
  }))
}

/** The period open for entry on that day, or null [CA2]. */
export function openPeriod(today: IsoDate): Period | null {
  const year = Number(today.slice(0, 4))
  const candidates = [...periodsOf(year - 1), ...periodsOf(year)]
  return candidates.find(({ opens, deadline }) => opens <= today && today <= deadline) ?? null
}

/** The year at work: in the first half of January that is still the one before [CA4]. */
export function currentYear(today: IsoDate): number {
  return openPeriod(today)?.year ?? Number(today.slice(0, 4))
}
