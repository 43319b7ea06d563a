import { type Period, periodsOf } from '../calendar'
import type { Cell, Indicator, IsoDate, Measure, Plan } from '../model'
import { measureUsers } from './measure-users'

/** `now`: owed in this period. `later`: its day falls in a later one, it may be entered already. */
export type DueWhen = 'now' | 'later'

/** A cell that a unit may fill in a period, with what it serves and by when. */
export interface DueCell {
  readonly cell: Cell
  readonly measure: Measure
  readonly indicators: readonly Indicator[]
  readonly due: DueWhen
  /** The deadline of the period in which it is owed. */
  readonly dueBy: IsoDate
}

/** The days on which a year's targets ask for a date. */
const daysAsked = (indicators: readonly Indicator[], year: number): readonly IsoDate[] =>
  indicators
    .flatMap(({ targets }) => targets.filter((target) => target.year === year))
    .flatMap((target) => (target.type === 'by-date' ? [target.date] : target.type === 'by-dates' ? target.dates : []))
    .sort()

/**
 * The period in which a date is owed next, seen from a period: where the first day asked for in it or later falls; where
 * all days asked for lie before, or none is asked for, it is owed now and this is null [VA7].
 */
function periodAsked(plan: Plan, indicators: readonly Indicator[], { year, number }: Period): Period | null {
  const periods = periodsOf(plan, year)
  const asked = daysAsked(indicators, year).flatMap((day) => periods.find(({ to }) => day <= to) ?? [])
  return asked.find((one) => one.number >= number) ?? null
}

/** Was the unit there for at least a day of the span? A unit without days always is [VA12]. */
export function existsIn(plan: Plan, unit: string, { from, to }: Pick<Period, 'from' | 'to'>): boolean {
  const found = plan.units.find(({ code }) => code === unit)
  return (found?.from ?? from) <= to && (found?.to ?? to) >= from
}

/**
 * Has a unit answered what it owes: with a value, with the reason why there is none, or, of a day, in an earlier period?
 * What is owed in a later period asks for nothing yet [CO1].
 */
export function isAnswered(
  { cell, measure, due }: DueCell,
  stands: (cell: Cell, field: 'value' | 'absence') => boolean,
): boolean {
  if (due === 'later' || stands(cell, 'value') || stands(cell, 'absence')) return true
  if (measure.kind !== 'date') return false
  return Array.from({ length: cell.period - 1 }, (_, at) => at + 1).some((period) =>
    stands({ ...cell, period }, 'value'),
  )
}

/**
 * Everything that a unit may enter in a period, in the order of the plan's measures [VA7, VA8].
 * A date that was owed earlier is owed now; the page leaves it out once it was entered before.
 */
export function dueCells(plan: Plan, unit: string, period: Period): readonly DueCell[] {
  const users = measureUsers(plan)
  const isThere = existsIn(plan, unit, period)
  return plan.measures.flatMap((measure): DueCell[] => {
    const entry = measure.entry
    if (entry.by !== 'units' || !entry.units.includes(unit) || !isThere) return []
    const indicators = users.ofCell(measure.code, unit)
    const asked = measure.kind === 'date' ? periodAsked(plan, indicators, period) : null
    const later = asked !== null && asked.number > period.number
    return [
      {
        cell: { body: plan.body.code, measure: measure.code, unit, year: period.year, period: period.number },
        measure,
        indicators,
        due: later ? 'later' : 'now',
        dueBy: later ? asked.deadline : period.deadline,
      },
    ]
  })
}
