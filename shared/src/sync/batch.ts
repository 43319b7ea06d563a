import type { OperationRecord } from './protocol'
import { BATCH, BATCH_SIZE } from './protocol'

/** Size of one push at most: operations, and their characters as JSON. */
export interface BatchLoad {
  readonly most: number
  readonly size: number
}

/** One push on the line [SY9]. */
export const ONE_PUSH: BatchLoad = { most: BATCH, size: BATCH_SIZE }

/** The same records, each after those that it stands on or deals with: what one device said of another's work as well [SY70]. */
function basesFirst(records: readonly OperationRecord[]): readonly OperationRecord[] {
  const byId = new Map(records.map((record) => [record.operation.id, record]))
  const placed = new Set<OperationRecord>()
  function place(record: OperationRecord | undefined): void {
    if (!record || placed.has(record) || !byId.delete(record.operation.id)) return
    for (const id of [record.operation.base, record.operation.about]) place(byId.get(id ?? ''))
    placed.add(record)
  }
  records.forEach(place)
  return [...placed]
}

/** The first operations that fit, one at least, in the order in which they are to be decided. */
export function batchOf(waiting: readonly OperationRecord[], load = ONE_PUSH): readonly OperationRecord[] {
  const records = basesFirst(waiting)
  let size = 0
  const end = records.findIndex(({ operation }, at) => {
    size += JSON.stringify(operation).length
    return at > 0 && (at >= load.most || size > load.size)
  })
  return end === -1 ? records : records.slice(0, end)
}
