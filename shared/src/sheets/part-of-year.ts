import { daysBetween } from '../calendar'
import type { Policy } from '../model'
import { daysOfYear, type HolderDays } from '../people'

/** Days of a year on which somebody holds a position, of all that the year has. Whole days, so that parts sum exactly. */
export interface YearPart {
  readonly held: number
  readonly of: number
}

/** A day on which nobody holds the position is in nobody's part [RI75]. */
function partOfYear(days: HolderDays, year: number): YearPart {
  const { from, to } = daysOfYear(year)
  const first = days.from !== null && days.from > from ? days.from : from
  const last = days.to !== null && days.to < to ? days.to : to
  return { held: Math.max(0, daysBetween(first, last) + 1), of: daysBetween(from, to) + 1 }
}

/** The part that counts by the policy of the year; null where it shares nothing out [RI75]. */
export const countedPart = ({ partYear }: Policy, days: HolderDays, year: number): YearPart | null =>
  partYear === 'days' ? partOfYear(days, year) : null

/** Returns the part of an achievement that a share of the year earns; null where there is no achievement yet [RI75]. */
export const proRata = (achievement: number | null, { held, of }: YearPart): number | null =>
  achievement === null ? null : (achievement * held) / of
