import type { MeasureValue, Plan } from '../model'
import { type Content, valueIn } from '../sync'
import { calendarOf, periodsOf, yearsOf } from '../calendar'
import type { CellStanding, FindStanding } from './standing'

/** Why a manager looks at a value twice [CO8]. */
export type OddReason = 'out-of-range' | 'below-last-year' | 'ten-times' | 'no-evidence' | 'target-missed' | 'changed'

/** What is known beside the registers: of evidence, and of targets. */
export interface OddSurroundings {
  readonly find: FindStanding
  hasEvidence(cell: CellStanding): boolean
  /** Does an indicator of this code miss its target with what stands now? */
  misses(indicator: string): boolean
}

/** Earlier values that make a range. */
const ENOUGH = 3
const TEN = 10

const numberOf = (content: Content): number | null => {
  const value: MeasureValue | null = valueIn(content)
  return value?.type === 'number' ? value.number : null
}

/** What a cell held in earlier periods, the last first: of this year and of the years of the plan before it. */
function earlierOf(plan: Plan, { due }: CellStanding, find: FindStanding): readonly number[] {
  const { cell } = due
  const years = [cell.year, ...yearsOf({ ...plan, lastYear: cell.year - 1 }).toReversed()]
  return years.flatMap((year) =>
    periodsOf(plan, year)
      .filter(({ number }) => year < cell.year || number < cell.period)
      .reverse()
      .flatMap(
        ({ number: period }) => numberOf(find({ ...cell, year, period, field: 'value' })?.content ?? null) ?? [],
      ),
  )
}

/** The same period of the year before, where both years are divided alike. */
function yearBefore(plan: Plan, { due: { cell } }: CellStanding, find: FindStanding): number | null {
  const year = cell.year - 1
  if (calendarOf(plan, year).division !== calendarOf(plan, cell.year).division) return null
  return numberOf(find({ ...cell, year, field: 'value' })?.content ?? null)
}

/** Everything that is odd in an answer; nothing while there is none [CO8]. */
export function oddReasons(plan: Plan, standing: CellStanding, around: OddSurroundings): readonly OddReason[] {
  if (!standing.value || standing.state === 'confirmed') return []
  const { find } = around
  const value = numberOf(standing.value.content)
  const earlier = earlierOf(plan, standing, find)
  const before = yearBefore(plan, standing, find)
  const last = earlier[0] ?? null
  const is: Readonly<Record<OddReason, boolean>> = {
    changed: standing.changed,
    'out-of-range':
      value !== null && earlier.length >= ENOUGH && (value < Math.min(...earlier) || value > Math.max(...earlier)),
    'below-last-year': value !== null && before !== null && value < before,
    'ten-times': value !== null && last !== null && last > 0 && value >= last * TEN,
    'target-missed': standing.due.indicators.some(({ code }) => around.misses(code)),
    'no-evidence': !around.hasEvidence(standing),
  }
  return (Object.keys(is) as OddReason[]).filter((reason) => is[reason])
}
