import type { Plan } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import { ask } from '../modules/ask'
import type { KnownPlan } from '../offline/working-set'

const PLAN = `
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
        params
        message
      }
    }
  }
`

/** The plan file as this person may see it; null where nobody answered. */
export async function fetchPlan(body: string, year: number): Promise<Result<KnownPlan, Refusal> | null> {
  const found = await ask<{ readonly hash: string; readonly document: Plan }>(PLAN, { body, year })
  if (!found?.ok) return found
  const { hash, document } = found.value
  return ok({ body, year, hash, document })
}
