import { describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../../server/src/app/open-orm'
import { startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'
import { openMailbox } from '../../../support/mailbox'

const GOOD = 'quattro cavalli e un ombrello'
const DAY = 86_400_000
const ME = '{ me { person } }'
const SET = `mutation($token: String!, $password: String!) {
  passwordSet(token: $token, password: $password) { __typename ... on Refusal { code } } }`
const INVITE = `mutation($person: String!, $username: String!, $email: String!) {
  accountInvite(person: $person, username: $username, email: $email) { __typename ... on Refusal { code } } }`
const SWITCH = `mutation($username: String!, $on: Boolean!) {
  accountSwitch(username: $username, on: $on) { __typename ... on Refusal { code } } }`
const FORGOTTEN = 'mutation($username: String!) { passwordForgotten(username: $username) { __typename } }'

describe.each(KINDS)('accounts and sessions on %s', (kind) => {
  it('[RI22.6] a switched-off account chooses no password, by an invitation or another link, until it is on again', async () => {
    const mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    const mail = { url: mailbox.url, from: 'traguardo@ente.it' }
    const api = await startApi(database, { clock: realClock, mail, address: 'https://traguardo.ente.it' })
    const orm = await openOrm(database)
    await orm.em.fork().execute(`update "account" set "email" = 'oiv@ente.it' where "username" = 'oiv'`)
    const tokenTo = (to: string) => {
      const letter = mailbox.letters.findLast(
        (one) => one.to?.[0]?.address === to && one.text?.includes('/password/') === true,
      )
      return /\/password\/([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
    }
    const controller = await api.signIn('controllo-gestione')
    await controller.ask('mutation { personSave(code: "sostituta", title: "Sostituta") { __typename } }')
    await controller.ask(INVITE, { person: 'sostituta', username: 'sostituta', email: 'sostituta@ente.it' })
    await api.nobody.ask(FORGOTTEN, { username: 'oiv' })
    for (const [username, to] of [
      ['sostituta', 'sostituta@ente.it'],
      ['oiv', 'oiv@ente.it'],
    ] as const) {
      await expect.poll(() => tokenTo(to), { timeout: 10_000 }).not.toBe('')
      const token = tokenTo(to)
      const hash = async () => orm.em.fork().execute('select "hash" from "account" where "username" = ?', [username])
      const before = await hash()
      await controller.ask(SWITCH, { username, on: false })
      expect(await api.nobody.ask(SET, { token, password: GOOD }), username).toMatchObject({
        passwordSet: { code: 'LINK_EXPIRED' },
      })
      expect(await hash()).toEqual(before)
      await controller.ask(SWITCH, { username, on: true })
      expect(await api.nobody.ask(SET, { token, password: GOOD }), username).toEqual({
        passwordSet: { __typename: 'Done' },
      })
      expect((await api.signIn(username, GOOD)).cookie).not.toBe('')
    }
    await orm.close(true)
    await api.close()
    await mailbox.close()
  })

  it('a session ends 90 days after the sign-in however often it is used, and 30 days after it was used last', async () => {
    let days = 0
    const clock = { now: () => new Date(Date.parse(realClock.now()) + days * DAY).toISOString() }
    const api = await startApi(await demoDatabase(kind), { clock })
    const [used, idle] = [await api.signIn('oiv'), await api.signIn('oiv')]
    for (days = 0; days < 90; days += 10) expect(await used.ask(ME), `day ${days}`).toEqual({ me: { person: 'oiv' } })
    days = 89
    expect(await used.ask(ME)).toEqual({ me: { person: 'oiv' } })
    days = 91
    expect(await used.ask(ME)).toEqual({ me: null })
    days = 29
    expect(await idle.ask(ME)).toEqual({ me: { person: 'oiv' } })
    days = 60
    expect(await idle.ask(ME)).toEqual({ me: null })
    await api.close()
  })
})
