import { fieldsOf, type OperationRecord, OperationRecordSchema, RefusalSchema } from '@traguardo/shared/sync'
import { request } from '../modules/request'

/** A line of the history, as the page shows it. */
export interface HistoryEntry {
  readonly personTitle: string
  readonly device: string | null
  readonly record: OperationRecord
}

/** Cell whose history is asked for. */
export interface HistoryOf {
  readonly body: string
  readonly measure: string
  readonly unit: string
  readonly year: number
  readonly period: number
}

const HISTORY = `
  query History($body: String!, $measure: String!, $unit: String!, $year: Int!, $period: Int!) {
    history(body: $body, measure: $measure, unit: $unit, year: $year, period: $period) {
      __typename
      ... on History { entries { personTitle device record ${fieldsOf(OperationRecordSchema)} } }
      ... on Refusal ${fieldsOf(RefusalSchema)}
    }
  }
`

/** The life of a value, oldest first; null where nobody answered. */
export const fetchHistory = (of: HistoryOf) => request<{ readonly entries: readonly HistoryEntry[] }>(HISTORY, of)
