import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Database } from '../../../server/src/kernel/db/database'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { LAST_MUTATIONS, OFFICE_MUTATIONS, OWN_MUTATIONS, PLAN_MUTATIONS } from '../hostile/doors/mutations'
import { PASSWORD } from '../hostile/stage/speakers'
import { setStage, type Stage } from '../hostile/stage/stage'

const ROOT = { ...PLAN_MUTATIONS, ...OFFICE_MUTATIONS, ...OWN_MUTATIONS, ...LAST_MUTATIONS }
const AT_ONCE = 4

describe.each(KINDS)('the same at once on %s', (kind) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage(kind)
  })
  afterAll(() => stage.close())

  it.each(Object.entries(ROOT))(
    '[RI46] %s is answered each time, and never by an internal error',
    async (door, row) => {
      const who = stage.entitled[row.by]
      await stage.ask(who, 'Mutation.sessionConfirm', { password: PASSWORD, code: null })
      const asked = row.asks(stage)
      const replies = await Promise.all(Array.from({ length: AT_ONCE }, () => stage.ask(who, door, asked)))
      expect(replies.map(({ code }) => code).filter((code) => code === 'INTERNAL_ERROR' || code === 'BUSY')).toEqual([])
    },
  )
})

const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename ... on Refusal { code } } }`
const EXPORT = '{ planExport(body: "CCIAA-MS", year: 2021) { ... on PlanExport { text } ... on Refusal { code } } }'

describe.each(KINDS)('plans at once on %s', (kind) => {
  let api: Api
  let database: Database
  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database)
  })
  afterAll(() => api.close())

  it('[RI46] two imports are two versions, one after the other', async () => {
    const controller = await api.signIn('controllo-gestione')
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(EXPORT)
    const texts = [1, 2, 3, 4].map((n) => planExport.text.replace(/"title": "/, `"title": "Versione ${n}: `))
    const done = await Promise.all(texts.map((text) => controller.ask<{ planImport: unknown }>(IMPORT, { text })))
    for (const { planImport } of done) expect(planImport).toEqual({ __typename: 'PlanImported' })
    const orm = await openOrm(database)
    const rows = await orm.em.execute<{ version: number }[]>(
      `select "version" from "plan" where "body_code" = 'CCIAA-MS' and "first_year" = 2021 order by "version"`,
    )
    await orm.close(true)
    expect(rows.map(({ version }) => Number(version))).toEqual([1, 2, 3, 4, 5])
  })
})
