import type { OperationRecord } from '@traguardo/shared/sync'
import { ok } from '@traguardo/shared/result'
import { type Asked, request } from '../api/request'
import { HistoryDocument, type HistoryQueryVariables } from './history.generated'

/** A line of the history, as the page shows it. */
export interface HistoryEntry {
  readonly personTitle: string
  readonly device: string | null
  readonly record: OperationRecord
}

/** The life of the value of a cell, oldest first; null where nobody answered. */
export async function fetchHistory(of: HistoryQueryVariables): Asked<readonly HistoryEntry[]> {
  const found = await request(HistoryDocument, of)
  if (!found?.ok) return found
  // GraphQL has the parts of all kinds of a verdict in one type; those of its kind are there [SY90].
  return ok(found.value.entries.map((entry) => ({ ...entry, record: entry.record as OperationRecord })))
}
