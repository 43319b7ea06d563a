import type { IsoDate } from '../model'

/** The days on which somebody holds a position: from the first to the last, days of Rome; `null` where there is no such bound. */
export interface HolderDays {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** Does somebody with these days hold the position on this day? [RI61] */
export const holdsOn = ({ from, to }: HolderDays, day: IsoDate): boolean => (from ?? day) <= day && day <= (to ?? day)

/** Are these days over? */
export const isOver = ({ to }: Pick<HolderDays, 'to'>, today: IsoDate): boolean => to !== null && to < today

/** Have two a day in common? A position has one holder at a time [RI61]. */
export const shareADay = (one: HolderDays, other: HolderDays): boolean =>
  (one.to === null || other.from === null || other.from <= one.to) &&
  (other.to === null || one.from === null || one.from <= other.to)

/** Of the holders of one position, the one of a day; `null` where nobody holds it [RI61]. */
export const holderOn = <H extends HolderDays>(holders: Iterable<H>, day: IsoDate): H | null => {
  for (const holder of holders) if (holdsOn(holder, day)) return holder
  return null
}

/** Days without a bound: of whoever holds a position for as long as it is there. */
export const EVERY_DAY: HolderDays = { from: null, to: null }

/** The days of a year, or of the years from one to another. */
export const daysOfYear = (year: number, last = year) =>
  ({ from: `${year}-01-01`, to: `${last}-12-31` }) satisfies HolderDays

/** On which day somebody is looked for who holds a year: today, or the day of the year that is next to it [IS5]. */
function dayIn(year: number, today: IsoDate): IsoDate {
  if (today < `${year}-01-01`) return `${year}-01-01`
  return today > `${year}-12-31` ? `${year}-12-31` : today
}

/** Of the holders of a position, whose the year is on a day: of the one of that day, after the year of that of its last [IS5]. */
export const holderOfYear = <H extends HolderDays>(holders: Iterable<H>, year: number, today: IsoDate): H | null =>
  holderOn(holders, dayIn(year, today))
