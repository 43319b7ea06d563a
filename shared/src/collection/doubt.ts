import type { IsoDate, MeasureValue, Plan } from '../model'
import type { DueCell } from '../values'
import { earlierOf } from './earlier'
import type { FindStanding } from './standing'

/** Why somebody who has just typed a value is asked whether they mean it [CO11]. */
export type Doubt = 'ten-times' | 'tenth' | 'future' | 'above-hundred'

/** What is known beside the value. */
export interface DoubtSurroundings {
  readonly find: FindStanding
  readonly today: IsoDate
  /** In percent, with the new value: of an indicator that is a ratio and whose target asks for no more than 100; else null. */
  shareOf(indicator: string): number | null
}

const TEN = 10
const WHOLE = 100

/** What is doubtful in a value [CO11]. Nothing of it is refused: it may well be so. */
export function doubtsOf(
  plan: Plan,
  { cell, measure, indicators }: DueCell,
  value: MeasureValue | null,
  { find, today, shareOf }: DoubtSurroundings,
): readonly Doubt[] {
  if (value?.type === 'date') return value.date > today ? ['future'] : []
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
