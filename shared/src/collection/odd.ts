import type { MeasureValue, Plan } from '../model'
import { valueIn } from '../sync'
import { earlierOf, yearBefore } from './earlier'
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

const numberOf = (value: MeasureValue | null | undefined): number | null =>
  value?.type === 'number' ? value.number : null

/** Everything that is odd in an answer; nothing while there is none [CO8]. */
export function oddReasons(plan: Plan, standing: CellStanding, around: OddSurroundings): readonly OddReason[] {
  if (!standing.value || standing.state === 'confirmed') return []
  const { find } = around
  const { cell } = standing.due
  const value = numberOf(valueIn(standing.value.content))
  const earlier = earlierOf(plan, cell, find).flatMap((one) => numberOf(one.value) ?? [])
  const before = numberOf(yearBefore(plan, cell, find)?.value)
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
