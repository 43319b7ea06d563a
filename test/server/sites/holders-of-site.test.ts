import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import type { Credential } from '../../../server/src/sites/messages'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { aFolder } from '../../support/copies'
import { demoDatabase, freshDatabase, KINDS } from '../../support/databases'
import { askOffice, newSite, signInAt, startSite } from '../../support/sites'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
const PASSWORD = 'Traguardo-2021'
/** In the names of the holder of before, of today and of later. */
const CANARY = 'Canarino'
const PEOPLE = '{ answer: people(body: "CCIAA-MS") { ... on Staff { people { code holder } } } }'
const END = `mutation($id: ID!) { answer: holderEnd(id: $id, lastDay: "2021-09-06") { __typename } }`
const ADD = 'mutation($input: HolderInput!) { answer: holderAdd(input: $input) { __typename } }'
const SYNC = 'mutation { siteSync { ... on SiteStatus { errorCode } } }'
const ME = '{ me { person roles { role } } }'
/** Whatever stands in the letter: what is in no schema would be let go of without a word. */
const RAW = v.looseObject({})
const GIVEN = v.object({
  directory: v.object({ accounts: v.array(v.looseObject({ person: v.string(), hash: v.string() })) }),
})
const LET_IN = v.object({ person: v.nullable(v.object({ account: v.looseObject({ username: v.string() }) })) })

describe.each(KINDS)('the holders of a position that works at a site, at a head office on %s', (kind) => {
  let day = '2021-09-05'
  const clock = { now: () => fixedDayClock(day).now() }
  let head: Api
  let orm: Orm
  let credential: Credential
  let url: string
  let site: Api | null = null
  /** Id of the holder of the position whose account this is. */
  async function idOf(account: string): Promise<string> {
    const own = 'select h."id" from "holder" h join "person" p on p."id" = h."person_id" where h."account_username" = ?'
    const rows = await orm.em.fork().execute<{ id: string }[]>(`${own} and p."code" = ?`, [account, PO])
    return rows.map(({ id }) => id).join()
  }

  /** Bruno until August, Carla until the 6th, and from the 7th Anna, who holds another position until then. */
  async function threeHolders(controller: Caller): Promise<void> {
    const { answer } = await controller.ask<{ answer: { people: { code: string; holder: string }[] } }>(PEOPLE)
    const id = answer.people.find(({ code }) => code === NEXT)?.holder
    expect(await controller.ask(END, { id })).toEqual({ answer: { __typename: 'Staff' } })
    const days = { from: '2021-09-07', to: null, handOver: true }
    const input = { person: PO, name: `Anna ${CANARY}`, username: NEXT, ...days }
    expect(await controller.ask(ADD, { input })).toEqual({ answer: { __typename: 'Staff' } })
    const em = orm.em.fork()
    const now = `update "holder" set "name" = ?, "valid_from" = '2021-09-01' where "account_username" = ?`
    await em.execute(now, [`Carla ${CANARY}`, PO])
    const before =
      `insert into "holder" ("id", "person_id", "name", "account_username", "valid_to") ` +
      `select 'prima', "person_id", ?, 'po-regolazione', '2021-08-31' from "holder" where "account_username" = ?`
    await em.execute(before, [`Bruno ${CANARY}`, PO])
  }

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    head = await startApi(database, { storage: inFolder(aFolder()), clock })
    orm = await openOrm(database)
    url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    const controller = await head.signIn('controllo-gestione')
    await threeHolders(controller)
    credential = await newSite(controller, { units: ['RI'], head: url })
  })
  afterAll(async () => {
    await site?.close()
    await orm.close(true)
    await head.close()
  })

  const asked = <T>(schema: v.GenericSchema<unknown, T>, said: object = {}): Promise<T> =>
    askOffice(head, credential, { now: clock.now(), schema, said })
  async function standing(who: Caller): Promise<object> {
    const { me } = await who.ask<{ me: { person: string; roles: readonly object[] } }>(ME)
    return { person: me.person, acts: me.roles.length > 0 }
  }
  const enters = (username: string) => ({ purpose: 'sign-in', username, password: PASSWORD, code: null })

  it('[RI65.1] at a first sign-in there is let in who holds the position today, as the holder with those days', async () => {
    const { person } = await asked(LET_IN, enters(PO))
    expect(person?.account).toMatchObject({
      username: PO,
      holder: await idOf(PO),
      from: '2021-09-01',
      to: '2021-09-06',
    })
    expect(await asked(LET_IN, enters(NEXT))).toEqual({ person: null })
    expect(await asked(LET_IN, enters('po-regolazione'))).toEqual({ person: null })
    expect(JSON.stringify(await asked(RAW, enters(PO)))).not.toContain(CANARY)
  })

  it('[RI65.1] of whoever holds it today and later the site is given account, id and days, and of nobody the name', async () => {
    await orm.em.fork().execute('update "site" set "gives_all" = true')
    const { directory } = await asked(GIVEN)
    const given = directory.accounts.filter(({ person }) => person === PO)
    expect(given.map(({ hash: _hash, ...rest }) => rest)).toEqual([
      { person: PO, username: NEXT, holder: await idOf(NEXT), from: '2021-09-07' },
      { person: PO, username: PO, holder: await idOf(PO), from: '2021-09-01', to: '2021-09-06' },
    ])
    const names = await orm.em
      .fork()
      .execute<{ name: string }[]>('select "name" from "holder" where "name" is not null')
    expect(names.map(({ name }) => name).sort()).toEqual([`Anna ${CANARY}`, `Bruno ${CANARY}`, `Carla ${CANARY}`])
    expect(JSON.stringify(await asked(RAW))).not.toContain(CANARY)
  })

  it('[RI65.4] the site goes by its own day, without the line too: who handed over has no role there, who comes has theirs', async () => {
    const two = await newSite(await head.signIn('controllo-gestione'), {
      name: 'Due',
      units: ['RI', 'PROM'],
      head: url,
    })
    site = await startSite(two, { database: await freshDatabase(kind), clock })
    const before = await signInAt(site, PO)
    const next = await signInAt(site, NEXT)
    expect(await next.ask(SYNC)).toEqual({ siteSync: { errorCode: null } })
    await head.app.close()
    expect(await standing(before)).toEqual({ person: PO, acts: true })
    expect(await standing(next)).toEqual({ person: NEXT, acts: true })
    day = '2021-09-07'
    expect(await standing(before)).toEqual({ person: PO, acts: false })
    expect(await standing(next)).toEqual({ person: NEXT, acts: false })
    expect(await standing(await site.signIn(NEXT))).toEqual({ person: PO, acts: true })
  })
})
