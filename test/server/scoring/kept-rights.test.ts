import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'

const BODY = 'CCIAA-MS'
const DAY = '2021-09-05'
const TREE = `query Tree($body: String!, $year: Int!) { tree(body: $body, year: $year) { __typename
  ... on Refusal { code } ... on Tree { title score { sentence } period { name deadline } areas { code score { coverage } strategic { ...O operational { ...O } } } sheets { code person score { achievement } } } } }
fragment O on TreeObjective { code indicators { code measures { code values { content } } } }`
const REFUSED = { data: { tree: { __typename: 'Refusal', code: 'NOT_SIGNED_IN' } } }
/** Sees all sheets by its role, and those of its unit by the other. */
const CONTROLLER = 'controllo-gestione'
/** Sees its own. */
const HEAD = 'po-promozione'

/** A number that a unit enters. */
const MEASURE =
  massaCarrara.measures.find(
    ({ kind, entry }) =>
      (kind === 'count' || kind === 'percentage') && entry.by === 'units' && entry.units.includes('RI'),
  )?.code ?? 'none'

interface Answer {
  readonly text: string
  readonly sheets: readonly string[]
  readonly refused: boolean
}

/**
 * Two servers on one database, and a third hand that writes there: what each of the two says at its very next answer,
 * of what it kept when it answered before.
 */
describe.each(KINDS)('what is kept and whose it is, on %s', (kind) => {
  let apis: readonly [Api, Api]
  let orm: Orm
  let now = `${DAY}T08:00:00.000Z`
  const clock = { now: () => now }

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    apis = [await startApi(database, { clock }), await startApi(database, { clock })]
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    for (const api of apis) await api.close()
  })

  const write = (sql: string, values: readonly string[] = []) => orm.em.fork().execute(sql, [...values])
  const personOf = async (code: string): Promise<string> => {
    const [row] = await orm.em
      .fork()
      .execute<{ id: string }[]>('select "id" from "person" where "code" = ? and "body_code" = ?', [code, BODY])
    return row?.id ?? expect.fail(code)
  }
  const signIn = async (who: string): Promise<string> => (await apis[0].signIn(who)).cookie

  async function ask(api: Api, cookie: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { body } = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { cookie, ...headers },
      payload: { query: TREE, variables: { body: BODY, year: 2021 } },
    })
    const { tree } = (JSON.parse(body) as { data: { tree: { sheets?: { code: string }[] } } }).data
    return { text: body, sheets: tree.sheets?.map(({ code }) => code) ?? [], refused: tree.sheets === undefined }
  }
  /** What both servers say: the same, and what GraphQL says, which finds the session anew. */
  async function askBoth(cookie: string): Promise<Answer> {
    const [one, other] = [await ask(apis[0], cookie), await ask(apis[1], cookie)]
    expect(other.text).toBe(one.text)
    expect((await ask(apis[1], cookie, { accept: 'application/graphql-response+json' })).text).toBe(one.text)
    return one
  }

  it('[RI90.2] shows at the next answer nothing that a role showed which was taken, and all that one shows which was given', async () => {
    const cookie = await signIn(CONTROLLER)
    const person = await personOf(CONTROLLER)
    const all = await askBoth(cookie)
    expect(all.sheets).toEqual(massaCarrara.sheets.map(({ code }) => code))
    await write('update "role_grant" set "valid_to" = ? where "person_id" = ?', ['2021-09-04', person])
    const none = await askBoth(cookie)
    expect(none.sheets).toEqual([])
    await write('update "role_grant" set "valid_to" = null where "person_id" = ?', [person])
    expect((await askBoth(cookie)).text).toBe(all.text)
    await write('delete from "role_grant" where "person_id" = ?', [person])
    expect((await askBoth(cookie)).text).toBe(none.text)
    await write(
      `insert into "role_grant" ("id", "person_id", "unit_id", "role", "deputy", "origin")
       select 'given', ?, "unit_id", "role", "deputy", 'hand' from "role_grant" where "person_id" = ?`,
      [person, await personOf('oiv')],
    )
    expect((await askBoth(cookie)).sheets).toEqual(all.sheets)
  })

  it('[RI90.2] shows nothing at the next answer to whom a session, an account or a position was taken', async () => {
    const person = await personOf(HEAD)
    const ends: readonly (readonly [string, string, readonly string[]])[] = [
      ['a session', 'delete from "session" where "person_id" = ?', [person]],
      ['an account', `update "account" set "disabled_at" = '${DAY}T07:00:00.000Z' where "username" = ?`, [HEAD]],
      ['a position', 'update "holder" set "account_username" = null where "person_id" = ?', [person]],
    ]
    const backs = [
      `update "account" set "disabled_at" = null where "username" = '${HEAD}'`,
      `update "holder" set "account_username" = '${HEAD}' where "person_id" = '${person}'`,
    ]
    for (const [what, sql, values] of ends) {
      const cookie = await signIn(HEAD)
      expect((await askBoth(cookie)).sheets, what).toEqual(['PO4'])
      await write(sql, values)
      expect(JSON.parse((await askBoth(cookie)).text), what).toEqual(REFUSED)
      for (const back of backs) await write(back)
    }
  })

  it('[RI90.2] shows to a session that acts in another position what that one sees', async () => {
    const cookie = await signIn(HEAD)
    expect((await askBoth(cookie)).sheets).toEqual(['PO4'])
    const other = await personOf('po-regolazione')
    await write('update "holder" set "account_username" = ? where "person_id" = ?', [HEAD, other])
    await write('update "session" set "person_id" = ? where "person_id" = ?', [other, await personOf(HEAD)])
    const { sheets } = await askBoth(cookie)
    expect(sheets).toHaveLength(1)
    expect(sheets).not.toEqual(['PO4'])
  })

  it('[RI90.1] has at the next answer a calendar and a value that another wrote', async () => {
    const cookie = await signIn('oiv')
    const before = await askBoth(cookie)
    const calendar = { year: 2021, division: 'trimestri', entryDays: 20, workingDays: false, reminderDays: [] }
    await write('insert into "year_calendar" ("body", "year", "version", "document") values (?, 2021, ?, ?)', [
      BODY,
      'first',
      JSON.stringify(calendar),
    ])
    const set = await askBoth(cookie)
    expect(set.text).not.toBe(before.text)
    await write('update "year_calendar" set "version" = ?, "document" = ? where "body" = ?', [
      'second',
      JSON.stringify({ ...calendar, division: 'quadrimestri' }),
      BODY,
    ])
    expect((await askBoth(cookie)).text).not.toBe(set.text)
    await write('delete from "year_calendar" where "body" = ?', [BODY])
    expect((await askBoth(cookie)).text).toBe(before.text)
  })

  it('[RI90.5] ends at midnight what ends with the day, and at its time a session, with nothing written', async () => {
    const cookie = await signIn('oiv')
    const person = await personOf('oiv')
    await write('update "role_grant" set "valid_to" = ? where "person_id" = ?', [DAY, person])
    now = `${DAY}T21:59:59.000Z`
    expect((await askBoth(cookie)).sheets).not.toEqual([])
    now = `${DAY}T22:00:00.000Z`
    expect((await askBoth(cookie)).sheets).toEqual([])
    await write('update "role_grant" set "valid_to" = null where "person_id" = ?', [person])
    await write('update "session" set "expires_at" = ?, "created_at" = ? where "person_id" = ?', [
      `${DAY}T22:30:00.000Z`,
      '2021-06-08T00:00:00.000Z',
      person,
    ])
    expect((await askBoth(cookie)).refused).toBe(false)
    now = `${DAY}T22:30:00.001Z`
    expect(JSON.parse((await askBoth(cookie)).text)).toEqual(REFUSED)
    now = `${DAY}T08:00:00.000Z`
  })

  it('[RI90.4] looks once for a tree that is kept, whatever was written since, and once for all who ask at a time', async () => {
    const cookies = [await signIn('oiv'), await signIn(CONTROLLER)]
    const [api] = apis
    const all = () => Promise.all(cookies.flatMap((cookie) => [ask(api, cookie), ask(api, cookie)]))
    await all()
    const counted = async () => {
      api.statements()
      await all()
      return api.statements().length
    }
    expect(await counted()).toBe(1)
    await write(`update "account" set "last_used" = ? where "username" = 'oiv'`, [`${DAY}T07:00:00.000Z`])
    expect(await counted()).toBe(1)
    const told = await ask(apis[1], cookies[0] ?? '')
    await write(
      `insert into "counter" ("name", "value") values ('stamp/${BODY}', 1) on conflict ("name") do update set "value" = "counter"."value" + 1`,
    )
    await write(
      `insert into "register" ("id", "body", "measure", "unit", "year", "period", "field", "head", "content", "person", "at", "stamp", "scope", "excused", "complete")
       select 'new', ?, ?, 'RI', 2021, 2, 'value', 'new', '{"type":"number","number":1}', 'oiv', ?, "value", '', false, true from "counter" where "name" = 'stamp/${BODY}'`,
      [BODY, MEASURE, `${DAY}T07:00:00.000Z`],
    )
    expect(await counted()).toBe(1)
    expect((await ask(api, cookies[0] ?? '')).text).not.toBe(told.text)
  })
})
