import { type Operation, type OperationRecord, undecidedRecord } from './operation'

/** An operation of the first protocol: plain edits only. */
type FirstOperation = Omit<Operation, 'kind' | 'about' | 'decision'>

/** A record as the first version of the app kept it. */
interface FirstRecord {
  readonly operation: FirstOperation
  readonly sent: boolean
  readonly verdict: { readonly type: string } | null
  readonly receivedAt: string | null
  readonly settled: boolean
}

/** An operation of an earlier protocol in today's form. What its author said does not change [SY24]. */
export const operationFrom = (older: FirstOperation & Partial<Operation>): Operation => ({
  kind: 'edit',
  about: null,
  decision: null,
  ...older,
})

/**
 * A record that an earlier version of the app kept, in today's form. A verdict of that time is asked for again: whoever
 * gave it gives the same [SY8].
 */
export function recordFrom(older: FirstRecord | OperationRecord): OperationRecord {
  if ('settlement' in older) return older
  const { operation, sent, receivedAt } = older
  return { ...undecidedRecord(operationFrom(operation), sent), receivedAt }
}
