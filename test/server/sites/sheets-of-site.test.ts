import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import type { Credential } from '../../../server/src/sites/messages'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { askOffice, newSite } from '../../support/sites'
import { aFolder } from '../../support/copies'
import { inFolder } from '../../support/storages'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
const REASON = 'Evento non imputabile'
const GIVEN = v.object({
  directory: v.object({
    plans: v.array(
      v.object({
        sheets: v.array(v.looseObject({ code: v.string() })),
        judgements: v.optional(v.array(v.looseObject({ reason: v.string() }))),
      }),
    ),
  }),
  answer: v.looseObject({ view: v.object({ scopes: v.array(v.string()) }) }),
})

describe.each(KINDS)('what a site is given of the sheets of its people, by a head office on %s', (kind) => {
  let day = '2021-09-05'
  const clock = { now: () => fixedDayClock(day).now() }
  let head: Api
  let orm: Orm
  let credential: Credential
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    head = await startApi(database, { storage: inFolder(aFolder()), clock })
    orm = await openOrm(database)
    credential = await newSite(await head.signIn('controllo-gestione'), { units: ['RI'] })
    const em = orm.em.fork()
    // Who enters something sees it always: here nobody of the position does.
    await em.execute(
      `delete from "role_grant" where "role" = 'unit-head' and "person_id" = (select "id" from "person" where "body_code" = 'CCIAA-MS' and "code" = ?)`,
      [PO],
    )
    await em.execute(
      `insert into "judgement" ("id", "body", "year", "about", "score", "reason", "asked_by", "asked_at", "decided_by", "decided_at", "decision") ` +
        `values ('j1', 'CCIAA-MS', 2021, 'sheets/PO2', 80, ?, 'oiv', '2021-09-05T08:00:00.000Z', 'controllo-gestione', '2021-09-05T09:00:00.000Z', 'approved')`,
      [REASON],
    )
  })
  afterAll(async () => {
    await orm.close(true)
    await head.close()
  })

  /** Sheets, scores by hand, and the years of which the site gets what only the sheet of the position is measured by. */
  async function given() {
    const { directory, answer } = await askOffice(head, credential, { now: clock.now(), schema: GIVEN })
    const years = answer.view.scopes.filter((scope) => scope.includes('PO2')).map((scope) => scope.slice(0, 4))
    return {
      sheets: directory.plans.flatMap(({ sheets }) => sheets.map(({ code }) => code)),
      reasons: directory.plans.flatMap(({ judgements = [] }) => judgements.map(({ reason }) => reason)),
      years: [...new Set(years)].sort(),
    }
  }

  it('[RI65.3] is what the holders of today and later may see: all years of who holds the position all the time', async () => {
    expect(await given()).toEqual({ sheets: ['PO2'], reasons: [REASON], years: ['2021', '2022', '2023'] })
  })

  it('[RI65.3] is nothing of years that only somebody held who has gone', async () => {
    const em = orm.em.fork()
    await em.execute(`update "holder" set "valid_to" = '2021-12-31' where "account_username" in (?, ?)`, [PO, NEXT])
    await em.execute(
      `insert into "holder" ("id", "person_id", "account_username", "valid_from") ` +
        `select 'next', "id", ?, '2022-01-01' from "person" where "body_code" = 'CCIAA-MS' and "code" = ?`,
      [NEXT, PO],
    )
    expect((await given()).years).toEqual(['2021', '2022', '2023'])
    day = '2022-02-01'
    expect(await given()).toEqual({ sheets: ['PO2'], reasons: [], years: ['2022', '2023'] })
  })

  it('[RI65.3] is no sheet where nobody holds the position any more', async () => {
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2022-01-31' where "id" = 'next'`)
    expect(await given()).toEqual({ sheets: [], reasons: [], years: [] })
  })
})
