import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { hashOfToken } from '../../../server/src/identity/accounts/devices/cookie'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { aPush } from '../../support/push'

const PO = 'po-promozione'
const BEGUN = '2021-09-05T08:00:00.000Z'
const GOOD = 'quattro cavalli e un ombrello'
const REFUSED = '... on Refusal { code params }'
const SETTINGS = `{ answer: mySettings { ... on OwnSettings { username email totp hasPassword recoveryLeft mail feed pushKey
  sessions { id agent since lastSeen isThis } devices { id name lastSeen revokedAt } } } }`
const MAIL = `mutation($mail: String!) { answer: mySettingsSave(input: { mail: $mail }) { ... on OwnSettings { mail } ${REFUSED} } }`
const CHANGE = `mutation($current: String!, $password: String!) { answer: passwordChange(current: $current, password: $password) { ... on Done { done } ${REFUSED} } }`
const REVOKE = `mutation($id: String!) { answer: deviceRevoke(id: $id) { ... on Done { done } ${REFUSED} } }`
const CLOSE = `mutation($id: String!) { answer: sessionRevoke(id: $id) { ... on Done { done } ${REFUSED} } }`
const DONE = { done: true }

interface Settings {
  readonly sessions: readonly { readonly id: string; readonly isThis: boolean; readonly since: string }[]
  readonly devices: readonly { readonly id: string; readonly name: string; readonly revokedAt: string | null }[]
}

describe('the own account', () => {
  let api: Api
  let orm: Orm
  let now = BEGUN
  beforeEach(async () => {
    now = BEGUN
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { clock: { now: () => now }, address: 'https://traguardo.ente.it' })
    orm = await openOrm(database)
  })
  afterEach(async () => {
    await orm.close(true)
    await api.close()
  })
  const run = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const answer = async <T = object>(who: Caller, query: string, variables: Record<string, unknown> = {}) =>
    (await who.ask<{ answer: T }>(query, variables)).answer
  const settings = (who: Caller) => answer<Settings>(who, SETTINGS)
  const at = (hour: string) => (now = `2021-09-05T${hour}:00:00.000Z`)
  /** Comes with a device of that name. */
  const comes = (who: Caller, node: string, device: string | null = null) => {
    const [query, { push }] = aPush([], PO)
    return answer(who, query.replace('sync(', 'answer: sync('), { push: { ...push, node, device } })
  }
  const me = async (who: Caller) => (await who.ask<{ me: { person: string } | null }>('{ me { person } }')).me?.person
  const told = async () =>
    (
      await run<{ action: string }>(
        `select "action" from "record" where "person" = ? and "outcome" = 'done' and "action" not like 'signIn%' order by "seq"`,
        [PO],
      )
    ).map(({ action }) => action)

  it('shows how it is set, and in which browsers it is signed in, the newest first', async () => {
    const old = await api.signIn(PO)
    at('09')
    const own = await api.signIn(PO)
    await api.signIn('oiv')
    await run(`update "session" set "agent" = 'Firefox', "last_seen" = null where "created_at" like '%T08%'`)
    const shown = await settings(own)
    expect(shown).toMatchObject({
      ...{ username: PO, email: null, totp: false, hasPassword: true, recoveryLeft: 0, mail: 'daily', pushKey: null },
      feed: expect.stringMatching(/^https:\/\/traguardo\.ente\.it\/calendario\/[\w-]{43}\.ics$/) as string,
      devices: [],
    })
    const [first, second] = [own, old].map(({ cookie }) => hashOfToken(cookie.split('=')[1] ?? ''))
    expect(shown.sessions).toEqual([
      { id: first, agent: expect.any(String) as string, since: now, lastSeen: now, isThis: true },
      { id: second, agent: 'Firefox', since: BEGUN, lastSeen: BEGUN, isThis: false },
    ])
    await run(`update "account" set "email" = 'po@ente.it', "totp" = 't', "mail" = 'none' where "username" = ?`, [PO])
    for (const [username, hash, used] of [
      [PO, 'a', false],
      [PO, 'b', true],
      ['oiv', 'c', false],
    ])
      await run('insert into "recovery_code" ("account_username", "hash", "used") values (?, ?, ?)', [
        ...[username, hash, used],
      ])
    expect(await settings(own)).toMatchObject({ email: 'po@ente.it', totp: true, mail: 'none', recoveryLeft: 1 })
  })

  it('shows the devices of the position, the last that came first, and of nobody else', async () => {
    const own = await api.signIn(PO)
    await comes(own, 'first', 'Chrome su Android')
    at('09')
    await comes(own, 'second')
    await run(
      `insert into "device" ("node", "body", "person", "credential", "name", "first_seen", "last_seen") values ('of-another', 'CCIAA-MS', 'oiv', '', 'x', '', '')`,
    )
    await run(
      `insert into "device" ("node", "body", "person", "credential", "name", "first_seen", "last_seen") values ('elsewhere', 'ISR', ?, '', 'x', '', '')`,
      [PO],
    )
    expect((await settings(own)).devices).toEqual([
      { id: hashOfToken('second'), name: 'Dispositivo senza nome', lastSeen: now, revokedAt: null },
      {
        ...{ id: hashOfToken('first'), name: 'Chrome su Android', lastSeen: BEGUN },
        revokedAt: null,
      },
    ])
  })

  it('is written to as its person says, and no other account is', async () => {
    const own = await api.signIn(PO)
    for (const mail of ['each', 'none', 'daily', 'each']) expect(await answer(own, MAIL, { mail })).toEqual({ mail })
    for (const mail of ['', 'Each', 'always'])
      expect(await answer(own, MAIL, { mail })).toEqual({ code: 'BAD_CHOICE', params: {} })
    expect(await run(`select "username" from "account" where "mail" <> 'daily'`)).toEqual([{ username: PO }])
    expect(await told()).toEqual(Array.from({ length: 4 }, () => 'account.mail'))
  })

  it('[RI22.1] has no new password by mail where no mail is sent', async () => {
    const asked = `mutation { answer: passwordForgotten(username: "oiv") { ... on Done { done } ${REFUSED} } }`
    expect(await answer(api.nobody, asked)).toEqual({ code: 'NO_MAIL', params: {} })
  })

  it('[RI21.3] [RI27.2] has another password: the session goes on with its device, all others of the account end', async () => {
    const own = await api.signIn(PO)
    const [there, another] = [await api.signIn(PO), await api.signIn('oiv')]
    await comes(own, 'first', 'Chrome su Android')
    await comes(there, 'second')
    const { feed } = await answer<{ feed: string }>(own, SETTINGS)
    const changed = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: own.cookie },
      payload: { query: CHANGE, variables: { current: DEMO_PASSWORD, password: GOOD } },
    })
    expect(changed.json()).toEqual({ data: { answer: DONE } })
    const [cookie] = changed.cookies
    const renewed = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: `${cookie?.name}=${cookie?.value}` },
      payload: { query: '{ me { person device { operations } } }' },
    })
    expect(renewed.json()).toEqual({ data: { me: { person: PO, device: { operations: 0 } } } })
    expect([await me(own), await me(there), await me(another)]).toEqual([undefined, undefined, 'oiv'])
    expect((await api.app.inject({ method: 'GET', url: new URL(feed).pathname })).statusCode).toBe(404)
    expect(await told()).toEqual(['password.change'])
    expect(await run(`select "person", "kind" from "notice" where "kind" like 'account.%'`)).toEqual([
      { person: PO, kind: 'account.password' },
    ])
    await api.signIn(PO, GOOD)
    await api.signIn('oiv')
  })

  it('keeps its password where the one until now is wrong, or the new one says something of its person', async () => {
    const own = await api.signIn(PO)
    const change = (password: string, current = DEMO_PASSWORD) => answer(own, CHANGE, { current, password })
    expect(await change(GOOD, 'sbagliata')).toEqual({ code: 'WRONG_CREDENTIALS', params: { kind: 'current' } })
    expect(await change('corta')).toEqual({ code: 'PASSWORD_TOO_SHORT', params: { limit: 12 } })
    const word = 'marrobbio7tessile'
    for (const sql of [`update "person" set "title" = ? where "code" = '${PO}'`, 'update "body" set "name" = ?']) {
      await run(sql, [word])
      expect([sql, await change(word)]).toMatchObject([sql, { code: 'PASSWORD_TOO_WEAK' }])
      await run(sql, ['Altro'])
    }
    expect(await change(`${PO}1`)).toMatchObject({ code: 'PASSWORD_TOO_WEAK' })
    expect(await change(word)).toEqual(DONE)
  })

  it('[SY34.1] loses a device with the session that is on it, and no other device or session', async () => {
    const [own, lost] = [await api.signIn(PO), await api.signIn(PO)]
    await comes(own, 'here')
    await comes(lost, 'lost')
    expect(await answer(own, REVOKE, { id: hashOfToken('nothing') })).toEqual({ code: 'UNKNOWN_DEVICE', params: {} })
    at('10')
    expect(await answer(own, REVOKE, { id: hashOfToken('lost') })).toEqual(DONE)
    expect(await run('select "node", "revoked_at" as "at" from "device" order by "node"')).toEqual([
      { node: 'here', at: null },
      { node: 'lost', at: now },
    ])
    expect([await me(own), await me(lost)]).toEqual([PO, undefined])
    expect(await answer(own, REVOKE, { id: hashOfToken('lost') })).toEqual({ code: 'UNKNOWN_DEVICE', params: {} })
    expect(await told()).toEqual(['device.revoke'])
  })

  it('[RI62.2] has no device of a position to lose once its days there are over', async () => {
    const own = await api.signIn(PO)
    await comes(own, 'here')
    await run(`update "holder" set "valid_to" = '2021-09-04' where "account_username" = ?`, [PO])
    expect((await settings(own)).devices).toEqual([])
    expect(await answer(own, REVOKE, { id: hashOfToken('here') })).toEqual({ code: 'UNKNOWN_DEVICE', params: {} })
    expect(await run('select "node" from "device" where "revoked_at" is null')).toEqual([{ node: 'here' }])
  })

  it('closes one of its sessions, and the record has it', async () => {
    const [own, there] = [await api.signIn(PO), await api.signIn(PO)]
    const id = (await settings(there)).sessions.find(({ isThis }) => isThis)?.id
    expect(await answer(own, CLOSE, { id })).toEqual(DONE)
    expect([await me(own), await me(there)]).toEqual([PO, undefined])
    expect(await answer(own, CLOSE, { id })).toEqual({ code: 'UNKNOWN_SESSION', params: {} })
    expect(await told()).toEqual(['session.revoke'])
  })
})
