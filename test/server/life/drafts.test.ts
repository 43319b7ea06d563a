import type { Plan } from '@traguardo/shared/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { planHash } from '../../../server/src/plans/plan-hash'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'

const REFUSED = '... on Refusal { code params }'
const DRAFT = `... on PlanDraft { firstYear lastYear hash person changedAt isRevision document base } ${REFUSED}`
const YEARS = 'firstYear: $first, lastYear: $last'
const BEGIN = `mutation($first: Int!, $last: Int!, $next: Boolean!) { answer: draftBegin(${YEARS}, forNextYears: $next) { ${DRAFT} } }`
const SAVE = `mutation($document: Json!, $seen: String!) { answer: draftSave(document: $document, seen: $seen) { ${DRAFT} } }`
const DISCARD = `mutation($first: Int!, $last: Int!) { answer: draftDiscard(${YEARS}) { ... on Done { done } ${REFUSED} } }`
const ADOPT = `mutation($first: Int!, $last: Int!, $seen: String!, $act: ActInput!) { answer: planAdopt(${YEARS}, seen: $seen, act: $act) { ... on Done { done } ${REFUSED} } }`
const LIFE = `{ answer: planLife(body: "CCIAA-MS") { ... on PlanLife {
  versions { id firstYear lastYear version inForceFrom adoptedAt isInForce act { organ number date printed } }
  drafts { firstYear lastYear hash person changedAt isRevision } } } }`
const ACT = { organ: 'Giunta', number: '92', date: '2021-09-05' }
const NOW = '2021-09-05T08:00:00.000Z'
const CONTROLLER = 'controllo-gestione'

interface Draft {
  readonly code?: string
  readonly params?: object
  readonly hash: string
  readonly document: Plan
  readonly base: Plan | null
}
interface Life {
  readonly versions: readonly {
    readonly id: string
    readonly firstYear: number
    readonly version: number
    readonly isInForce: boolean
  }[]
  readonly drafts: readonly object[]
}

describe('a draft of a plan', () => {
  let api: Api
  let orm: Orm
  let controller: Caller
  beforeEach(async () => {
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { clock: { now: () => NOW } })
    orm = await openOrm(database)
    controller = await api.signIn(CONTROLLER)
  })
  afterEach(async () => {
    await orm.close(true)
    await api.close()
  })
  const years = { first: 2021, last: 2023 }
  const ask = async <T = Draft>(query: string, variables: Record<string, unknown> = {}) =>
    (await controller.ask<{ answer: T }>(query, variables)).answer
  const begin = (next = false) => ask(BEGIN, { ...years, next })
  const save = (document: unknown, seen: string) => ask(SAVE, { document, seen })
  const adopt = (seen: string, changes: object = {}) => ask(ADOPT, { ...years, seen, act: { ...ACT, ...changes } })
  const titled = (document: Plan, title: string): Plan => {
    const [first, ...others] = document.indicators
    return { ...document, indicators: [{ ...(first ?? expect.fail('no indicators')), title }, ...others] }
  }
  const told = async () => {
    const rows = await orm.em
      .fork()
      .execute<{ action: string; about: string; person: string; detail: string }[]>(
        `select "action", "about", "person", "detail" from "record" where "body" = 'CCIAA-MS' and "outcome" = 'done' and ("action" like 'draft.%' or "action" = 'plan.adopt') order by "seq"`,
      )
    return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as object }))
  }

  it('[PR1.1] [RE1.1] is begun, saved and thrown away, and each of it stands in the record with its hash', async () => {
    const begun = await begin()
    expect(begun).toMatchObject({
      ...{ firstYear: 2021, lastYear: 2023, person: CONTROLLER, changedAt: NOW, isRevision: true },
      ...{ hash: planHash(begun.document), base: begun.document },
    })
    const document = titled(begun.document, 'Un titolo nuovo')
    const saved = await save(document, begun.hash)
    expect(saved).toMatchObject({ document, hash: planHash(document), isRevision: true, base: begun.document })
    expect(await ask(DISCARD, years)).toEqual({ done: true })
    const [about, person] = ['|plans/2021-2023|', CONTROLLER]
    expect(await told()).toEqual([
      { action: 'draft.begin', about, person, detail: { hash: begun.hash } },
      { action: 'draft.save', about, person, detail: { hash: saved.hash } },
      { action: 'draft.discard', about, person, detail: { hash: saved.hash } },
    ])
    expect((await ask<Life>(LIFE)).drafts).toEqual([])
  })

  it('[PR5.1] is a revision of what is in force, or the first of the next years; the last years are told first', async () => {
    const [revision, next] = [await begin(), await begin(true)]
    expect(next).toMatchObject({ firstYear: 2022, lastYear: 2024, isRevision: false, base: null })
    const own = { person: CONTROLLER, changedAt: NOW }
    expect((await ask<Life>(LIFE)).drafts).toEqual([
      { firstYear: 2022, lastYear: 2024, hash: next.hash, isRevision: false, ...own },
      { firstYear: 2021, lastYear: 2023, hash: revision.hash, isRevision: true, ...own },
    ])
    const saved = await save({ ...next.document, title: 'Prossimo' }, next.hash)
    expect(saved).toMatchObject({ isRevision: false, base: null, document: { title: 'Prossimo' } })
    expect((await begin(true)).hash).toBe(saved.hash)
    expect((await begin()).hash).toBe(revision.hash)
  })

  it('[PR1.1] is one, also where two begin it at once', async () => {
    const both = await Promise.all([begin(), begin()])
    const kept = both.filter(({ code }) => code === undefined)
    expect(kept.length).toBeGreaterThan(0)
    expect(new Set(kept.map(({ hash }) => hash)).size).toBe(1)
    expect(await orm.em.fork().execute('select "hash" from "plan_draft"')).toHaveLength(1)
  })

  it('[RI7] what is wrong with what is saved is named, and changes nothing', async () => {
    const { document, hash } = await begin()
    expect(await save({ ...document, units: 7 }, hash)).toMatchObject({
      ...{ code: 'DRAFT_MALFORMED', params: { about: 'units', fault: 'SCHEMA_TYPE' } },
    })
    const [first, ...others] = document.indicators
    expect(await save({ ...document, indicators: [{ ...first, title: 7 }, ...others] }, hash)).toMatchObject({
      ...{ code: 'DRAFT_MALFORMED', params: { about: 'indicators/0/title' } },
    })
    const { body: _none, ...bodiless } = document
    expect(await save(bodiless, hash)).toMatchObject({ code: 'DRAFT_MALFORMED' })
    expect(await save({ ...document, body: { code: 'ISR', name: 'ISR' } }, hash)).toEqual({
      ...{ code: 'NOT_YOUR_BODY', params: { kind: 'draft', body: 'ISR', own: 'CCIAA-MS' } },
    })
    expect(await save(document, 'another')).toEqual({ code: 'DRAFT_CHANGED', params: {} })
    expect(await save({ ...document, firstYear: 2031, lastYear: 2033 }, hash)).toEqual({ code: 'NO_DRAFT', params: {} })
    expect((await begin()).hash).toBe(hash)
    expect(await told()).toHaveLength(1)
  })

  it('[PR1.2] is adopted by an act that is whole and of a day until today, and by no other', async () => {
    const { document, hash } = await begin()
    const { hash: seen } = await save(titled(document, 'Un titolo nuovo'), hash)
    for (const act of [{ organ: ' ' }, { number: ' ' }])
      expect(await adopt(seen, act)).toEqual({ code: 'ACT_INCOMPLETE', params: {} })
    expect(await adopt(seen, { date: '5/9/2021' })).toEqual({ code: 'BAD_DAY', params: { kind: 'act' } })
    expect(await adopt(seen, { date: '2021-09-06' })).toEqual({ code: 'ACT_IN_THE_FUTURE', params: {} })
    expect(await adopt(hash)).toEqual({ code: 'DRAFT_CHANGED', params: {} })
    expect(await adopt(seen, { organ: ' Giunta ', number: ' 92 ' })).toEqual({ done: true })
    const { versions, drafts } = await ask<Life>(LIFE)
    expect(drafts).toEqual([])
    expect(versions.filter(({ firstYear }) => firstYear === 2021)).toMatchObject([
      {
        ...{ version: 2, inForceFrom: '2021-09-05', adoptedAt: NOW, isInForce: true },
        act: { ...ACT, printed: 'Giunta n. 92 del 05/09/2021' },
      },
      { version: 1, inForceFrom: null, isInForce: false },
    ])
    expect((await told()).at(-1)).toMatchObject({
      ...{ action: 'plan.adopt', about: '|plans/2021-2023|', person: CONTROLLER },
      detail: {
        act: { ...ACT, printed: 'Giunta n. 92 del 05/09/2021' },
        changes: [{ kind: 'updated', about: `indicators/${document.indicators[0]?.code}` }],
      },
    })
    expect(await adopt(seen)).toEqual({ code: 'NO_DRAFT', params: {} })
  })

  it('[PR1.2] with a fault is not adopted, and is told which it is and of what', async () => {
    const { document, hash } = await begin()
    expect(await adopt(hash)).toEqual({ code: 'NOTHING_CHANGED', params: {} })
    const [first, ...others] = document.indicators
    const faulty = await save({ ...document, indicators: [{ ...first, formula: 'NON_ESISTE' }, ...others] }, hash)
    const refused = await adopt(faulty.hash)
    expect(refused).toMatchObject({ code: 'PLAN_FAULTY', params: { about: 'indicators/0/formula' } })
    expect((refused.params as { readonly fault?: string }).fault).toMatch(/^[A-Z_]+$/)
    expect((await ask<Life>(LIFE)).versions.filter(({ firstYear }) => firstYear === 2021)).toHaveLength(1)
  })

  it('[PR1.3] versions stand with the newest first, and each span of years has one in force', async () => {
    const { versions } = await ask<Life>(LIFE)
    const spans = versions.map(({ firstYear }) => firstYear)
    expect(spans).toEqual([...spans].sort((a, b) => b - a))
    expect(versions.every(({ isInForce }) => isInForce)).toBe(true)
    expect(versions.find(({ firstYear }) => firstYear === massaCarrara.firstYear)).toMatchObject({
      ...{ version: 1, inForceFrom: null, act: null },
    })
  })
})
