import type { IsoDate } from '../model'

/** The days on which somebody holds a position: from the first to the last, days of Rome; `null` where there is no such bound. */
export interface HolderDays {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** Does somebody with these days hold the position on this day? [RI61] */
export const holdsOn = ({ from, to }: HolderDays, day: IsoDate): boolean => (from ?? day) <= day && day <= (to ?? day)

/** Have two a day in common? A position has one holder at a time [RI61]. */
export const shareADay = (one: HolderDays, other: HolderDays): boolean =>
  (one.to === null || other.from === null || other.from <= one.to) &&
  (other.to === null || one.from === null || one.from <= other.to)

/** Of the holders of one position, the one of a day; `null` where nobody holds it [RI61]. */
export const holderOn = <H extends HolderDays>(holders: Iterable<H>, day: IsoDate): H | null => {
  for (const holder of holders) if (holdsOn(holder, day)) return holder
  return null
}
