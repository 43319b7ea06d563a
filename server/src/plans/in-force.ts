import type { IsoDate } from '@traguardo/shared/model'
import type { PlanEntity } from './plan.entity'

/** How versions have to be ordered: the plan that begins last first, of each the newest version first. */
export const NEWEST_FIRST = { orderBy: { firstYear: 'desc', lastYear: 'desc', version: 'desc' } } as const

/** Of all versions of a body's plans, newest first, the one of each span of years that counts on a day [PR1]. */
export function inForceOn(rows: readonly PlanEntity[], day: IsoDate): readonly PlanEntity[] {
  const spans = new Set<string>()
  return rows.filter(({ firstYear, lastYear, inForceFrom }) => {
    const span = `${firstYear}/${lastYear}`
    if (spans.has(span) || (inForceFrom !== null && inForceFrom > day)) return false
    spans.add(span)
    return true
  })
}
