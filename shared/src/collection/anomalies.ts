import { daysIn, type IsoDate, type MeasureValue, type Plan } from '../model'
import { valueIn } from '../sync'
import { earlierOf, yearBefore } from './cycle'
import type { CellStatus, FindEntry } from './status'
import type { DueCell } from '../values'

/** Reason for a manager to look at a value twice [CO8]. */
export type Anomaly =
  'out-of-range' | 'below-last-year' | 'ten-times' | 'no-evidence' | 'target-missed' | 'changed' | 'not-applicable'

/** Facts outside the registers: evidence and targets. */
export interface AnomalyContext {
  readonly find: FindEntry
  hasEvidence(cell: CellStatus): boolean
  /** Does an indicator of this code miss its target with what stands now? */
  misses(indicator: string): boolean
}

/** Earlier values that make a range. */
const ENOUGH = 3
const TEN = 10

const numberOf = (value: MeasureValue | null | undefined): number | null =>
  value?.type === 'number' ? value.number : null

/** Everything that is odd in an answer; nothing while there is none [CO8]. */
export function anomaliesOf(plan: Plan, standing: CellStatus, around: AnomalyContext): readonly Anomaly[] {
  if (!standing.value || standing.state === 'confirmed') return []
  const { find } = around
  const { cell } = standing.due
  const value = numberOf(valueIn(standing.value.content))
  const earlier = earlierOf(plan, cell, find).flatMap((one) => numberOf(one.value) ?? [])
  const before = numberOf(yearBefore(plan, cell, find)?.value)
  const last = earlier[0] ?? null
  const is: Readonly<Record<Anomaly, boolean>> = {
    changed: standing.changed,
    'not-applicable': valueIn(standing.value.content)?.type === 'not-applicable',
    'out-of-range':
      value !== null && earlier.length >= ENOUGH && (value < Math.min(...earlier) || value > Math.max(...earlier)),
    'below-last-year': value !== null && before !== null && value < before,
    'ten-times': value !== null && last !== null && last > 0 && value >= last * TEN,
    'target-missed': standing.due.indicators.some(({ code }) => around.misses(code)),
    'no-evidence': !around.hasEvidence(standing),
  }
  return (Object.keys(is) as Anomaly[]).filter((reason) => is[reason])
}

/** Reason to ask somebody who has just typed a value whether they mean it [CO11]. */
export type Doubt = 'ten-times' | 'tenth' | 'future' | 'above-hundred'

/** Facts beside the value. */
interface DoubtContext {
  readonly find: FindEntry
  readonly today: IsoDate
  /** In percent, with the new value: of an indicator that is a ratio and whose target asks for no more than 100; else null. */
  shareOf(indicator: string): number | null
}

const WHOLE = 100

/** Returns what is doubtful in a value [CO11]. Nothing of it is refused: it may well be so. */
export function doubtsOf(
  plan: Plan,
  { cell, measure, indicators }: DueCell,
  value: MeasureValue | null,
  { find, today, shareOf }: DoubtContext,
): readonly Doubt[] {
  if (value?.type === 'date') return daysIn(value).some((day) => day > today) ? ['future'] : []
  if (value?.type !== 'number') return []
  const earlier = earlierOf(plan, cell, find)[0]?.value
  const last = earlier?.type === 'number' && earlier.number > 0 ? earlier.number : null
  const isAbove =
    (measure.kind === 'percentage' && value.number > WHOLE) ||
    indicators.some(({ code }) => (shareOf(code) ?? 0) > WHOLE)
  const doubts: Readonly<Record<Exclude<Doubt, 'future'>, boolean>> = {
    'ten-times': last !== null && value.number >= last * TEN,
    tenth: last !== null && value.number > 0 && value.number * TEN <= last,
    'above-hundred': isAbove,
  }
  return (Object.keys(doubts) as (keyof typeof doubts)[]).filter((doubt) => doubts[doubt])
}
