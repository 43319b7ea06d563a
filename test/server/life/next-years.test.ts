import type { Plan } from '@traguardo/shared/model'
import { nextPlan } from '@traguardo/shared/plans'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planText } from '../../../server/src/plans/file/plan-export'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

const DRAFT = '... on PlanDraft { firstYear lastYear isRevision } ... on Refusal { code params }'
const BEGIN = `mutation($first: Int!, $last: Int!, $next: Boolean!) {
  draftBegin(firstYear: $first, lastYear: $last, forNextYears: $next) { ${DRAFT} } }`
const IMPORT = 'mutation($text: String!) { planImport(text: $text) { __typename } }'
const EXPORT = 'query($year: Int!) { planExport(body: "CCIAA-MS", year: $year) { ... on Refusal { code } } }'
const PLAN = '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }'

describe('a plan for the next years', () => {
  let api: Api
  let controller: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())
  const begin = async (first: number, last: number, next: boolean) =>
    (await controller.ask<{ draftBegin: { code?: string; firstYear?: number } }>(BEGIN, { first, last, next }))
      .draftBegin

  it('is begun out of one that is there, and of no other', async () => {
    expect(await begin(1999, 2001, true)).toMatchObject({ code: 'NO_PLAN' })
    expect(await begin(1999, 2001, false)).toMatchObject({ code: 'NO_PLAN' })
  })

  it('is not begun where one is in force for these years', async () => {
    const { plan } = await controller.ask<{ plan: { document: Plan } }>(PLAN)
    const { indicators, ...rest } = nextPlan(plan.document)
    // The print says a number where its formula gives days.
    const mended = indicators.map((one) => (one.code === 'GG_pubbl_bandi20%' ? { ...one, unit: 'gg' } : one))
    const text = planText({ ...rest, indicators: mended })
    expect(await controller.ask(IMPORT, { text })).toEqual({ planImport: { __typename: 'PlanImported' } })
    expect(await begin(2021, 2023, true)).toMatchObject({ code: 'PLAN_EXISTS' })
    expect(await begin(2022, 2024, false)).toMatchObject({ firstYear: 2022, isRevision: true })
  })

  it('is exported of a year that has one, and of no other', async () => {
    expect(await controller.ask(EXPORT, { year: 2021 })).toEqual({ planExport: {} })
    expect(await controller.ask(EXPORT, { year: 1999 })).toEqual({ planExport: { code: 'NO_PLAN' } })
  })
})
