import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'
import { type Letter, type Mailbox, openMailbox } from '../../../support/mailbox'

const GOOD = 'quattro cavalli e un ombrello'
const BETTER = 'la domenica si pesca in silenzio'
const FORGOTTEN =
  'mutation($username: String!) { passwordForgotten(username: $username) { __typename ... on Refusal { code } } }'
const SET = `mutation($token: String!, $password: String!) {
  passwordSet(token: $token, password: $password) { __typename ... on Refusal { code } } }`
const INVITE = `mutation($person: String!, $username: String!, $email: String!) {
  accountInvite(person: $person, username: $username, email: $email) { __typename ... on Refusal { code } } }`

describe.each(KINDS)('«password dimenticata» on %s', (kind) => {
  let api: Api
  let orm: Orm
  let mailbox: Mailbox
  let controller: Caller
  const tokenIn = (letter?: Letter) => /\/password\/([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
  const arrived = async (to: string, subject: RegExp) => tokenIn(await mailbox.arrived(to, subject))
  const set = async (token: string, password: string) =>
    (await api.nobody.ask<{ passwordSet: { code?: string } }>(SET, { token, password })).passwordSet.code ?? 'done'

  beforeAll(async () => {
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    const mail = { url: mailbox.url, from: 'traguardo@ente.it' }
    api = await startApi(database, { clock: realClock, mail, address: 'https://traguardo.ente.it', proxy: 1 as never })
    orm = await openOrm(database)
    await orm.em.fork().execute(`update "account" set "email" = "username" || '@ente.it'`)
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    await mailbox.close()
  })

  it('[RI22.1] answers before it looks, and reads and writes the same for known, unknown and switched-off names', async () => {
    await orm.em
      .fork()
      .execute(`update "account" set "disabled_at" = '2026-01-01T00:00:00.000Z' where "username" = 'organi'`)
    const work = async (username: string) => {
      api.statements()
      const answer = await api.nobody.ask(FORGOTTEN, { username })
      let known = -1
      // Until nothing more is done.
      await expect
        .poll(
          () => {
            const before = known
            known = statements.length
            statements.push(...api.statements())
            return known > 0 && statements.length === before
          },
          { interval: 300, timeout: 10_000 },
        )
        .toBe(true)
      const done = statements.splice(0).map((line) => line.replace(/\u001b\[\d+m/g, '').replace(/^\[query\] /, ''))
      return { answer, done: done.map((line) => line.replace(/ \[took.*$/, '').replace(/'[^']*'|\b\d+\b/g, '?')) }
    }
    const statements: string[] = []
    const known = await work('oiv@ente.it')
    expect(known.done.length).toBeGreaterThan(1)
    await arrived('oiv@ente.it', /^Nuova password/)
    for (const name of ['nessuno', 'nessuno@ente.it', 'organi@ente.it']) expect(await work(name), name).toEqual(known)
    expect(tokenIn(mailbox.to('organi@ente.it').at(-1))).toBe('')
    await orm.em.fork().execute(`update "account" set "disabled_at" = null where "username" = 'organi'`)
  })

  it('[RI22.2] gives a new password once, by a link that dies with the old one', async () => {
    await api.nobody.ask(FORGOTTEN, { username: 'po-promozione' })
    const token = await arrived('po-promozione@ente.it', /^Nuova password/)
    expect(await set(token, GOOD)).toBe('done')
    expect(await set(token, BETTER)).toBe('LINK_EXPIRED')
    expect(await set(`${token.slice(0, -4)}AAAA`, BETTER)).toBe('LINK_EXPIRED')
    expect((await api.signIn('po-promozione', GOOD)).cookie).not.toBe('')
  })

  it('[RI22.7] the link ends with the address that it was sent to', async () => {
    const person = 'po-registro-imprese'
    await api.nobody.ask(FORGOTTEN, { username: person })
    const token = await arrived(`${person}@ente.it`, /^Nuova password/)
    await controller.ask(INVITE, { person, username: person, email: 'altro-indirizzo@ente.it' })
    expect(await set(token, GOOD)).toBe('LINK_EXPIRED')
  })

  const email = 'sostituta@ente.it'
  let [invitation, again] = ['', '']

  it('[RI22.4] who never chose a password is invited again', async () => {
    await controller.ask('mutation { personSave(code: "sostituta", title: "Sostituta") { __typename } }')
    await controller.ask(INVITE, { person: 'sostituta', username: 'sostituta', email })
    invitation = await arrived(email, /^Il suo accesso/)
    await api.nobody.ask(FORGOTTEN, { username: email })
    again = tokenIn(await mailbox.arrived(email, /^Il suo accesso/, 2))
    expect(again).not.toBe(invitation)
  })

  it('[RI22.3] a pending invitation goes on when another link is asked for', async () => {
    expect(await set(invitation, GOOD)).toBe('done')
    // The other one was for the account without a password.
    expect(await set(again, BETTER)).toBe('LINK_EXPIRED')
    expect((await api.signIn('sostituta', GOOD)).cookie).not.toBe('')
  })

  it('[RI22.5] fills nobody’s mailbox, from however many addresses it is asked', async () => {
    for (let count = 0; count < 12; count++)
      await api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'apollo-require-preflight': '1', 'x-forwarded-for': `198.51.100.${count}` },
        payload: { query: FORGOTTEN, variables: { username: 'po-regolazione' } },
      })
    await api.nobody.ask(FORGOTTEN, { username: 'segretario-generale' })
    await arrived('segretario-generale@ente.it', /^Nuova password/)
    const all = mailbox.to('po-regolazione@ente.it', /^Nuova password/)
    expect(all.length).toBeLessThanOrEqual(3)
    expect(all.length).toBeGreaterThan(0)
  })
})
