import type { Plan, Policy } from '@traguardo/shared/model'
import { policyOf } from '@traguardo/shared/scoring'
import { expect } from 'vitest'
import type { Caller } from './api'

const BEGIN =
  'mutation { answer: draftBegin(firstYear: 2021, lastYear: 2023, forNextYears: false) { ... on PlanDraft { hash document } } }'
const SAVE =
  'mutation($document: Json!, $seen: String!) { answer: draftSave(document: $document, seen: $seen) { ... on PlanDraft { hash } ... on Refusal { message } } }'
const ADOPT =
  'mutation($seen: String!, $act: ActInput!) { answer: planAdopt(firstYear: 2021, lastYear: 2023, seen: $seen, act: $act) { __typename ... on Refusal { message } } }'

interface Draft {
  readonly hash: string
  readonly document: Plan
}

/** Adopts the plan 2021-2023 of Massa-Carrara with other rules, as the controller does, in force from a day on. */
export async function adoptPolicy(controller: Pick<Caller, 'ask'>, rules: Partial<Policy>, date: string) {
  const { answer: draft } = await controller.ask<{ answer: Draft }>(BEGIN)
  const { document, hash } = draft
  const policy = { ...policyOf(document, 2021), code: 'altre-regole', ...rules }
  // A draft that differs in its rules alone is taken for the plan in force.
  const people = document.people.map((one) => (one.code === 'oiv' ? { ...one, title: 'OIV' } : one))
  const changed = { ...document, people, policy: policy.code, policies: [policy] }
  const { answer: saved } = await controller.ask<{ answer: { hash: string; message?: string } }>(SAVE, {
    document: changed,
    seen: hash,
  })
  expect(saved.message).toBeUndefined()
  const act = { organ: 'determinazione', number: '1', date }
  const adopted = await controller.ask(ADOPT, { seen: saved.hash, act })
  expect(adopted).toEqual({ answer: { __typename: 'Done' } })
}
