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

/** The period in which a date is owed: where its earliest target of the year falls; null where it has none [VA7]. */
function periodOfTarget(indicators: readonly Indicator[], year: number): Period | null {
  const days = indicators
    .flatMap(({ targets }) => targets)
    .flatMap((target) => (target.type === 'by-date' && target.year === year ? [target.date] : []))
    .sort()
  const first = days[0]
  if (first === undefined) return null
  const periods = periodsOf(year)
  return periods.find(({ to }) => first <= to) ?? null
}

/**
 * Everything that a unit may enter in a period, in the order of the plan's measures [VA7, VA8].
 * A date that was owed earlier is owed now; the page leaves it out once it was entered before.
 */
export function dueCells(plan: Plan, unit: string, period: Period): readonly DueCell[] {
  const users = measureUsers(plan)
  return plan.measures.flatMap((measure): DueCell[] => {
    const entry = measure.entry
    if (entry.by !== 'units' || !entry.units.includes(unit)) return []
    const indicators = users.ofCell(measure.code, unit)
    const asked = measure.kind === 'date' ? periodOfTarget(indicators, period.year) : null
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
