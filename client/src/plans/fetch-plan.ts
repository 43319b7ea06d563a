import { gql } from '@apollo/client/core'
import type { Plan, Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import { client } from '../modules/apollo'
import type { KnownPlan } from '../offline/working-set'

const PLAN = gql`
  query Plan($body: String!, $year: Int!) {
    plan(body: $body, year: $year) {
      __typename
      ... on PlanDocument {
        body
        year
        hash
        document
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`

type PlanAnswer =
  | { readonly __typename: 'PlanDocument'; body: string; year: number; hash: string; document: Plan }
  | ({ readonly __typename: 'Refusal' } & Refusal)

/** The plan file as this person may see it; null where nobody answered. */
export async function fetchPlan(body: string, year: number): Promise<Result<KnownPlan, Refusal> | null> {
  try {
    const { data } = await client.query<{ plan: PlanAnswer }>({ query: PLAN, variables: { body, year } })
    if (data.plan.__typename === 'Refusal') return err({ code: data.plan.code, message: data.plan.message })
    const { hash, document } = data.plan
    return ok({ body, year, hash, document })
  } catch {
    return null
  }
}
