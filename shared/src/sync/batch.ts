import type { OperationRecord } from './operation'
import { BATCH, BATCH_SIZE } from './protocol'

/** The first operations that fit one push, one at least [SY9]. */
export function batchOf(records: readonly OperationRecord[]): readonly OperationRecord[] {
  let size = 0
  const end = records.findIndex(({ operation }, at) => {
    size += JSON.stringify(operation).length
    return at > 0 && (at >= BATCH || size > BATCH_SIZE)
  })
  return end === -1 ? records : records.slice(0, end)
}
