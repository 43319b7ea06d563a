import type { Plan } from '@traguardo/shared/model'
import { putPolicy } from '@traguardo/shared/plans'
import { policyOf } from '@traguardo/shared/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const SPAN = 'firstYear: 2021, lastYear: 2023'
const DRAFT = '... on PlanDraft { hash document } ... on Refusal { code }'
const BEGIN = `mutation { draftBegin(${SPAN}, forNextYears: false) { ${DRAFT} } }`
const SAVE = `mutation($document: Json!, $seen: String!) { draftSave(document: $document, seen: $seen) { ${DRAFT} } }`
const ADOPT = `mutation($seen: String!, $act: ActInput!) { planAdopt(${SPAN}, seen: $seen, act: $act) { __typename ... on Refusal { code params } } }`
const PLAN = `{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } ... on Refusal { code } } }`
const ACT = { organ: 'deliberazione della Giunta', number: '7', date: '2021-09-05' }

interface Draft {
  readonly hash: string
  readonly document: Plan
}

describe.each(KINDS)('another policy on %s', (kind) => {
  let api: Api
  let controller: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { clock: { now: () => fixedDayClock('2021-09-05').now() } })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())
  const begin = async () => (await controller.ask<{ draftBegin: Draft }>(BEGIN)).draftBegin
  const save = async (document: Plan, seen: string) =>
    (await controller.ask<{ draftSave: Draft }>(SAVE, { document, seen })).draftSave
  const adopt = async (seen: string) =>
    (await controller.ask<{ planAdopt: object }>(ADOPT, { seen, act: ACT })).planAdopt

  it('[PR30.5] is adopted by an act with nothing else in the draft, and scores follow it from then on', async () => {
    const { hash, document } = await begin()
    const policy = { ...policyOf(document, 2021), cap: 1.3 }
    const saved = await save(putPolicy(document, 2021, policy), hash)
    expect(await adopt(saved.hash)).toEqual({ __typename: 'Done' })
    const { plan } = await controller.ask<{ plan: { document: Plan } }>(PLAN)
    expect(policyOf(plan.document, 2021)).toMatchObject({ code: 'regole-2021', version: 1, cap: 1.3 })
    expect(plan.document.revisions?.at(-1)).toMatchObject({ act: { number: '7' }, notes: [] })
  })

  it('[SC90.8] that is wrong is refused with its fault, and the plan stays as it is', async () => {
    const { hash, document } = await begin()
    const wrong = { ...policyOf(document, 2021), dates: { graceDays: 3, lossPerDay: 0 } }
    const saved = await save(putPolicy(document, 2021, wrong), hash)
    expect(await adopt(saved.hash)).toMatchObject({
      code: 'PLAN_FAULTY',
      params: { fault: 'POLICY', kind: 'dates-free' },
    })
  })
})
