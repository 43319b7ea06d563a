import type { OperationRecord } from './operation'
import { BATCH, BATCH_SIZE } from './protocol'

/** How much goes at once: operations, and their characters as JSON. */
export interface Load {
  readonly most: number
  readonly size: number
}

/** One push on the line [SY9]. */
export const ONE_PUSH: Load = { most: BATCH, size: BATCH_SIZE }

/** The first operations that fit, one at least. */
export function batchOf(records: readonly OperationRecord[], load = ONE_PUSH): readonly OperationRecord[] {
  let size = 0
  const end = records.findIndex(({ operation }, at) => {
    size += JSON.stringify(operation).length
    return at > 0 && (at >= load.most || size > load.size)
  })
  return end === -1 ? records : records.slice(0, end)
}
