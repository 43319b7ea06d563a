import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { hashOfToken } from '../../../server/src/identity/accounts/devices/cookie'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { aPush, edit } from '../../support/push'

const SIGN_IN =
  'mutation($username: String!, $password: String!) { signIn(username: $username, password: $password) { __typename } }'
const DEVICE = '{ me { device { lastSeen operations } } }'
const SET =
  'mutation($token: String!, $password: String!) { answer: passwordSet(token: $token, password: $password) { __typename ... on Refusal { code } } }'
const RENEW = 'mutation { answer: feedRenew { ... on OwnSettings { feed } } }'
const PO = 'po-registro-imprese'

describe('sign-in and account', () => {
  let api: Api
  let orm: Orm
  const now = new Date().toISOString()
  beforeAll(async () => {
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { clock: { now: () => now } })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const told = (action: string) =>
    rows<{ person: string; detail: string; outcome: string }>(
      `select "person", "outcome", "detail" from "record" where "action" = ? and "about" = ?`,
      [action, `|people/${PO}|`],
    )

  it('[RE6.3] a wrong password is told of the account, and of nobody as who typed it', async () => {
    await api.nobody.ask(SIGN_IN, { username: PO, password: 'sbagliata' })
    await expect.poll(async () => (await told('signIn')).length).toBe(1)
    const [entry] = await told('signIn')
    expect(entry).toMatchObject({ person: '', outcome: 'refused' })
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ code: 'WRONG_CREDENTIALS', address: '127.0.0.1' })
  })

  it('[RE6.2] a sign-out is told, by who it was, and from where', async () => {
    const po = await api.signIn(PO)
    await po.ask('mutation { signOut }')
    const [entry] = await told('signOut')
    expect(entry).toMatchObject({ person: PO, outcome: 'done' })
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ address: '127.0.0.1' })
    await po.ask('mutation { signOut }')
    expect(await told('signOut')).toHaveLength(1)
  })

  it('[SY83.2] a session knows what has come from its own device, and of no other', async () => {
    const [po, other] = [await api.signIn(PO), await api.signIn(PO)]
    expect(await po.ask(DEVICE)).toEqual({ me: { device: null } })
    const operation = { ...edit('Percent_LibriRI.num', 'RI', { type: 'number', number: 1 }), seq: 7 }
    await po.ask(...aPush([operation]))
    expect(await po.ask(DEVICE)).toEqual({ me: { device: { lastSeen: now, operations: 7 } } })
    expect(await other.ask(DEVICE)).toEqual({ me: { device: null } })
  })

  it('[RI22.8] an invitation is good up to its moment, and opens nothing after it', async () => {
    const link = (token: string, expires: string) =>
      rows(
        `insert into "account_link" ("token", "account_username", "purpose", "expires_at") values (?, 'oiv', 'invite', ?)`,
        [hashOfToken(token), expires],
      )
    const set = (token: string) => api.nobody.ask(SET, { token, password: 'quattro cavalli e un ombrello' })
    await link('late', new Date(Date.parse(now) - 1).toISOString())
    expect(await set('late')).toMatchObject({ answer: { code: 'LINK_EXPIRED' } })
    await link('good', now)
    expect(await set('good')).toEqual({ answer: { __typename: 'Done' } })
    // The other went with it.
    expect(await rows('select "token" from "account_link" where "used_at" is null')).toEqual([])
  })

  it('[RI27.1] another address of the calendar ends the one before, and nobody else’s', async () => {
    const [po, other] = [await api.signIn(PO), await api.signIn('po-promozione')]
    const feedOf = async (who: typeof po) =>
      (await who.ask<{ mySettings: { feed: string } }>('{ mySettings { ... on OwnSettings { feed } } }')).mySettings
        .feed
    const status = async (feed: string) =>
      (await api.app.inject({ method: 'GET', url: new URL(feed).pathname })).statusCode
    const [before, others] = [await feedOf(po), await feedOf(other)]
    const { answer } = await po.ask<{ answer: { feed: string } }>(RENEW)
    expect(answer.feed).not.toBe(before)
    expect([await status(before), await status(answer.feed), await status(others)]).toEqual([404, 200, 200])
    expect(await feedOf(other)).toBe(others)
  })

  it('the demo shows each account once, with the position in which it begins and its roles', async () => {
    const { status } = await api.nobody.ask<{
      status: { accounts: readonly { username: string; body: string; title: string; role: string }[] }
    }>('{ status { accounts { username body bodyName title role } } }')
    const names = status.accounts.map(({ username }) => username)
    const held = await rows<{ name: string }>(
      'select distinct "account_username" as "name" from "holder" where "account_username" is not null',
    )
    expect([...names].sort()).toEqual(held.map(({ name }) => name).sort())
    const of = (username: string) => status.accounts.find((one) => one.username === username)
    expect(of('segretario-generale')?.body).toBe('CCIAA-MS')
    expect(of('controllo-gestione')).toMatchObject({ body: 'CCIAA-MS', role: 'controllo di gestione' })
    expect(of('oiv')?.role).toBe('OIV')
    expect(of('organi')?.role).toBe('organi')
    expect(of(PO)?.role.split(', ').sort()).toEqual(['dirigente o P.O.', 'responsabile di unità'])
  })

  it('[RI17.1] a known device is remembered for a year, closed to scripts and other sites, under one name', async () => {
    const post = (cookies: Record<string, string>) =>
      api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'apollo-require-preflight': '1' },
        cookies,
        payload: { query: SIGN_IN, variables: { username: PO, password: 'Traguardo-2021' } },
      })
    const deviceIn = ({ cookies }: Awaited<ReturnType<typeof post>>) =>
      cookies.find(({ name }) => name === 'traguardo-dispositivo') ?? expect.fail('no device')
    const first = deviceIn(await post({}))
    expect(first).toMatchObject({ maxAge: 31_536_000, httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(first.value).toMatch(/^[\w-]{43}\.[^.]+$/)
    const again = deviceIn(await post({ 'traguardo-dispositivo': first.value }))
    expect(again.value).toBe(first.value)
    expect(deviceIn(await post({ 'traguardo-dispositivo': 'forged' })).value).toMatch(/^[\w-]{43}\.[^.]+$/)
  })
})
