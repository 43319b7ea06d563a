import { type Operation, PROTOCOL, type RegisterKey } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
/** Somebody of another office, who enters what the sheet of the position is measured by. */
const ENTERING = 'po-regolazione'
const OWN = 'PO2_1_2021.1.val'
const COMMON = 'Percent_LibriRI.num'
const SYNC = `mutation($push: PushInput!) { answer: sync(push: $push) { ... on SyncAnswer {
  verdicts { type refusal { code } } registers { key { measure year } } } } }`
const HISTORY = `query($measure: String!) {
  answer: history(body: "CCIAA-MS", measure: $measure, unit: "RI", year: 2021, period: 2) {
    ... on History { entries { personTitle } } ... on Refusal { code } } }`

const ONE = { type: 'number', number: 1 } as const
const keyOf = (measure: string, year = 2021): RegisterKey => ({
  ...{ body: 'CCIAA-MS', measure, unit: 'RI', year, period: 2, field: 'value' },
})

interface Answer {
  readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
  readonly registers: readonly { readonly key: { readonly measure: string } }[]
}

describe.each(KINDS)('the values of a sheet and the holders of its position, on %s', (kind) => {
  let day = '2021-09-05'
  let api: Api
  let orm: Orm
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database, { clock: { now: () => fixedDayClock(day).now() } })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  /** What somebody is answered who brings these, and gets what is theirs to see. */
  async function send(who: string, node: string, operations: readonly Operation[] = []): Promise<Answer> {
    const caller = await api.signIn(who)
    const push = { body: 'CCIAA-MS', node, protocol: PROTOCOL, at: NOWHERE, operations }
    return (await caller.ask<{ answer: Answer }>(SYNC, { push })).answer
  }
  const measuresOf = async (who: string) =>
    (await send(who, `${who} ${day}`)).registers.map(({ key }) => key.measure).sort()
  const history = async (who: string, measure: string) => {
    const caller = await api.signIn(who)
    const { answer } = await caller.ask<{ answer: { code?: string; entries?: readonly object[] } }>(HISTORY, {
      measure,
    })
    return answer.code ?? answer.entries?.length
  }
  const bring = async (who: string, person: string, key: RegisterKey) => {
    const node = `${who} ${key.measure} ${key.year} ${day}`
    const content = key.measure === OWN ? ({ type: 'date', date: '2021-08-01' } as const) : ONE
    const { verdicts } = await send(who, node, [anOperation({ key, node, person, content })])
    return verdicts.map(({ type, refusal }) => refusal?.code ?? type)
  }

  it('[RI73.4] are seen by who holds it in the year, with their history', async () => {
    expect(await bring(PO, PO, keyOf(OWN))).toEqual(['applied'])
    expect(await bring(PO, PO, keyOf(COMMON))).toEqual(['applied'])
    const owner = `select "id" from "person" where "body_code" = 'CCIAA-MS' and "code" = ?`
    await orm.em
      .fork()
      .execute(
        `update "role_grant" set "person_id" = (${owner}) where "person_id" = (${owner}) and "role" = 'unit-head'`,
        [ENTERING, PO],
      )
    expect(await measuresOf(PO)).toEqual([COMMON, OWN].sort())
    expect(await history(PO, OWN)).toBe(1)
  })

  it('[RI73.4] are not seen by who holds it in later years: no register, no history, and nothing is brought of them', async () => {
    const to = `update "holder" set "valid_to" = '2021-12-31' where "account_username" in (?, ?)`
    const em = orm.em.fork()
    await em.execute(to, [PO, NEXT])
    await em.execute(
      `insert into "holder" ("id", "person_id", "account_username", "valid_from") ` +
        `select 'next', "id", ?, '2022-01-01' from "person" where "body_code" = 'CCIAA-MS' and "code" = ?`,
      [NEXT, PO],
    )
    day = '2022-02-01'
    expect(await measuresOf(NEXT)).toEqual([COMMON])
    expect([await history(NEXT, OWN), await history(NEXT, COMMON)]).toEqual(['NOT_YOURS_TO_SEE', 1])
    expect(await bring(NEXT, PO, keyOf(OWN))).toEqual(['UNKNOWN_MEASURE'])
    expect(await bring(NEXT, PO, keyOf(OWN, 2022))).toEqual(['NOT_YOUR_UNIT'])
  })

  it('[RI73.3] are seen by those above and by who enters them, whoever holds it, and by who has gone no more', async () => {
    for (const who of ['segretario-generale', 'controllo-gestione', ENTERING]) {
      expect(await measuresOf(who)).toEqual([COMMON, OWN].sort())
      expect(await history(who, OWN)).toBe(1)
    }
    expect(await measuresOf(PO)).toEqual([])
  })
})
