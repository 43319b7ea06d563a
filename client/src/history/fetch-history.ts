import type { Refusal } from '@traguardo/shared/refusals'
import type { Content, OperationKind, RegisterField, Settlement } from '@traguardo/shared/sync'
import { ask } from '../modules/ask'

/** A line of the history, as the page shows it. */
export interface HistoryEntry {
  readonly personTitle: string
  readonly device: string | null
  readonly record: {
    readonly receivedAt: string | null
    readonly settlement: Settlement | null
    readonly verdict: {
      readonly type: string
      readonly provisional: boolean
      readonly refusal: Refusal | null
    } | null
    readonly operation: {
      readonly id: string
      readonly kind: OperationKind
      readonly person: string
      readonly deviceTime: string
      readonly content: Content
      readonly decision: { readonly reason: string; readonly inTime: boolean } | null
      readonly key: { readonly field: RegisterField }
    }
  }
}

/** Which value's life is asked for. */
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
      ... on History {
        entries {
          personTitle
          device
          record {
            receivedAt
            settlement {
              kind
              person
              at
              reason
            }
            verdict {
              type
              provisional
              refusal {
                code
                message
              }
            }
            operation {
              id
              kind
              person
              deviceTime
              content
              decision {
                reason
                inTime
              }
              key {
                field
              }
            }
          }
        }
      }
      ... on Refusal {
        code
        params
        message
      }
    }
  }
`

/** The life of a value, oldest first; null where nobody answered. */
export const fetchHistory = (of: HistoryOf) => ask<{ readonly entries: readonly HistoryEntry[] }>(HISTORY, of)
