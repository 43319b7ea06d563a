import { periodsOf } from '../calendar'
import type { IsoDate, Plan } from '../model'
import { type CycleRecords, organisational } from '../scoring'
import { bodyStanding, type FindStanding, type UnitStanding } from './standing'

/** The day on which a period was confirmed for the last of its units; null while something is not [CO10]. */
export function confirmedOn(units: readonly UnitStanding[]): IsoDate | null {
  const days = units.map((unit) => unit.confirmedOn)
  if (days.length === 0 || days.includes(null)) return null
  return (
    days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? null
  )
}

/**
 * Reports to the governing bodies that a year asked for: of each period that is confirmed, when it was and when its
 * report was sent. Only what is not of individual sheets counts, so that whoever computes it finds the same [CO10, SC43].
 * @param sent the day on which the report of a period went out, by its number
 * @param reviewed periods, by their numbers, of which somebody validated anything: no other can be confirmed
 */
export function reportsOf(
  plan: Plan,
  year: number,
  {
    find,
    today,
    sent,
    reviewed,
  }: {
    readonly find: FindStanding
    readonly today: IsoDate
    readonly sent: ReadonlyMap<number, IsoDate>
    readonly reviewed: ReadonlySet<number>
  },
): CycleRecords['reports'] {
  const common = organisational(plan)
  return periodsOf(plan, year).flatMap((period) => {
    if (!reviewed.has(period.number)) return []
    const validated = confirmedOn(bodyStanding(common, period, find, today))
    return validated === null ? [] : [{ period: period.number, validated, sent: sent.get(period.number) ?? null }]
  })
}
