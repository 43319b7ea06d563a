import type { Refusal } from '@traguardo/shared/model'

export const PLAN_EXPORT = `
  query PlanExport($body: String!, $year: Int!) {
    planExport(body: $body, year: $year) {
      __typename
      ... on PlanExport {
        fileName
        text
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`

export type ExportAnswer =
  | { readonly __typename: 'PlanExport'; readonly fileName: string; readonly text: string }
  | ({ readonly __typename: 'Refusal' } & Refusal)

export const PLAN_IMPORT = `
  mutation PlanImport($text: String!) {
    planImport(text: $text) {
      __typename
      ... on PlanImported {
        body
        title
      }
      ... on PlanFaults {
        faults {
          line
          column
          path
          code
          message
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`

/** A fault of a plan file: line and column count from one; the path names the place inside. */
export interface PlanFault {
  readonly line: number | null
  readonly column: number | null
  readonly path: string
  readonly code: string
  readonly message: string
}

export type ImportAnswer =
  | { readonly __typename: 'PlanImported'; readonly body: string; readonly title: string }
  | { readonly __typename: 'PlanFaults'; readonly faults: readonly PlanFault[] }
  | ({ readonly __typename: 'Refusal' } & Refusal)
