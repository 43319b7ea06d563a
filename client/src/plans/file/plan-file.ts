import type { Refusal } from '@traguardo/shared/refusals'
import { request, selectOrRefusal } from '../../modules/request'

const PLAN_EXPORT = `query PlanExport($body: String!, $year: Int!) {
  planExport(body: $body, year: $year) { ${selectOrRefusal('PlanExport', 'fileName text')} } }`

/** The plan of a year as a file, in full. */
export const exportPlan = (body: string, year: number) =>
  request<{ readonly fileName: string; readonly text: string }>(PLAN_EXPORT, { body, year })

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
          params
          message
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

/** A fault of a plan file: line and column count from one; the path names the place inside. */
export interface PlanFileFault extends Refusal {
  readonly line: number | null
  readonly column: number | null
  readonly path: string
}

export type ImportAnswer =
  | { readonly __typename: 'PlanImported'; readonly body: string; readonly title: string }
  | { readonly __typename: 'PlanFaults'; readonly faults: readonly PlanFileFault[] }
  | ({ readonly __typename: 'Refusal' } & Refusal)
