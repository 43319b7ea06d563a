import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'
import { aPush } from '../../support/push'

const GOOD = 'quattro cavalli e un ombrello'
const BETTER = 'la domenica si pesca in silenzio'
const SIGN_IN = `mutation($username: String!, $password: String!, $code: String) {
  signIn(username: $username, password: $password, code: $code) { __typename ... on Refusal { code } } }`
const INVITE = `mutation($person: String!, $username: String!, $email: String!) {
  accountInvite(person: $person, username: $username, email: $email) {
    ... on Invitation { username mailed link } ... on Refusal { code } } }`
const FORGOTTEN =
  'mutation($username: String!) { passwordForgotten(username: $username) { __typename ... on Refusal { code } } }'
const SET = `mutation($token: String!, $password: String!) {
  passwordSet(token: $token, password: $password) { __typename ... on Refusal { code message } } }`
const CHANGE = `mutation($current: String!, $password: String!) {
  passwordChange(current: $current, password: $password) { __typename ... on Refusal { code } } }`
const SETTINGS = `{ mySettings { ... on OwnSettings { username email totp mail feed sessions { id isThis } devices { name } } } }`
interface Settings {
  readonly mySettings: {
    readonly totp: boolean
    readonly mail: string
    readonly feed: string
    readonly sessions: readonly { readonly id: string; readonly isThis: boolean }[]
  }
}

describe.each(KINDS)('accounts on %s', (kind) => {
  let api: Api
  let mailbox: Mailbox
  let controller: Caller
  const signIn = async (username: string, password: string, code?: string) =>
    (await api.nobody.ask<{ signIn: { __typename: string; code?: string } }>(SIGN_IN, { username, password, code }))
      .signIn
  const INVITED = /^Il suo accesso/
  const linkIn = (text: string | undefined) => /\/password\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''

  beforeAll(async () => {
    mailbox = await openMailbox()
    const mail = { url: mailbox.url, from: 'traguardo@ente.it' }
    api = await startApi(await demoDatabase(kind), { mail, address: 'https://traguardo.ente.it', clock: realClock })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await api.close()
    await mailbox.close()
  })

  it('begin with an invitation by mail, whose link chooses a password, once', async () => {
    const person = 'oiv'
    const invited = await controller.ask(INVITE, { person, username: 'oiv2', email: 'OIV@Ente.it' })
    expect(invited).toEqual({ accountInvite: { username: 'oiv2', mailed: true, link: null } })
    const letter = await mailbox.arrived('oiv@ente.it', INVITED)
    expect(letter).toMatchObject({ from: { address: 'traguardo@ente.it' }, to: [{ address: 'oiv@ente.it' }] })
    expect(letter.text).toContain('Organismo indipendente di valutazione')
    const token = linkIn(letter.text)
    expect(await signIn('oiv2', 'no password yet')).toMatchObject({ code: 'WRONG_CREDENTIALS' })
    const weak = await api.nobody.ask<{ passwordSet: { code: string; message: string } }>(SET, {
      token,
      password: 'password1234',
    })
    expect(weak.passwordSet).toMatchObject({ code: 'PASSWORD_TOO_WEAK' })
    expect(weak.passwordSet.message).toMatch(/^Password debole\. \S/)
    expect(await api.nobody.ask(SET, { token, password: GOOD })).toMatchObject({ passwordSet: { __typename: 'Done' } })
    expect(await api.nobody.ask(SET, { token, password: BETTER })).toMatchObject({
      passwordSet: { code: 'LINK_EXPIRED' },
    })
    expect(await signIn('oiv2', GOOD)).toEqual({ __typename: 'Session' })
    expect(await signIn('oiv@ente.it', GOOD)).toEqual({ __typename: 'Session' })
  })

  it('are invited by the controller alone, with an address and a name that nobody has', async () => {
    const staff = () =>
      controller.ask('{ people(body: "CCIAA-MS") { ... on Staff { people { code account { username email } } } } }')
    const before = await staff()
    const refused = async (caller: Caller, changes: object) => {
      const asked = { person: 'organi', username: 'organi2', email: 'organi@ente.it', ...changes }
      return (await caller.ask<{ accountInvite: { code: string } }>(INVITE, asked)).accountInvite.code
    }
    expect(await refused(await api.signIn('po-promozione'), {})).toBe('NOT_CONTROLLER')
    expect(await refused(controller, { email: 'oiv@ente.it' })).toBe('EMAIL_TAKEN')
    expect(await refused(controller, { email: 'ente.it' })).toBe('BAD_EMAIL')
    expect(await refused(controller, { username: 'oiv2' })).toBe('USERNAME_TAKEN')
    expect(await refused(controller, { username: 'con spazi' })).toBe('BAD_NAME')
    expect(await refused(controller, { person: 'nessuno' })).toBe('UNKNOWN_PERSON')
    expect(await staff()).toEqual(before)
    expect([...mailbox.to('organi@ente.it'), ...mailbox.to('oiv@ente.it', INVITED)]).toHaveLength(1)
  })

  it('get a new password by mail, and whoever asks learns nothing of who has one', async () => {
    const session = await api.signIn('oiv2', GOOD)
    const known = await api.nobody.ask(FORGOTTEN, { username: 'oiv@ente.it' })
    expect(await api.nobody.ask(FORGOTTEN, { username: 'nessuno' })).toEqual(known)
    const token = linkIn((await mailbox.arrived('oiv@ente.it', /^Nuova password/)).text)
    await api.nobody.ask(SET, { token, password: BETTER })
    expect(await signIn('oiv2', GOOD)).toMatchObject({ code: 'WRONG_CREDENTIALS' })
    expect(await session.ask('{ me { person } }')).toEqual({ me: null })
    expect(mailbox.to('oiv@ente.it', /^Nuova password/)).toHaveLength(1)
  })

  it('change their password with the old one, which closes every other session', async () => {
    const here = await api.signIn('oiv2', BETTER)
    const there = await api.signIn('oiv2', BETTER)
    const change = (current: string, password: string) => here.ask(CHANGE, { current, password })
    expect(await change('sbagliata', GOOD)).toMatchObject({ passwordChange: { code: 'WRONG_CREDENTIALS' } })
    expect(await change(BETTER, 'corta')).toMatchObject({ passwordChange: { code: 'PASSWORD_TOO_SHORT' } })
    const changed = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: here.cookie },
      payload: { query: CHANGE, variables: { current: BETTER, password: GOOD } },
    })
    expect(changed.json()).toMatchObject({ data: { passwordChange: { __typename: 'Done' } } })
    // The session goes on under another token: who had a copy of the old one has nothing.
    expect(await here.ask('{ me { person } }')).toEqual({ me: null })
    const renewed = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: `traguardo=${changed.cookies[0]?.value}` },
      payload: { query: '{ me { person } }' },
    })
    expect(renewed.json()).toEqual({ data: { me: { person: 'oiv' } } })
    expect(await there.ask('{ me { person } }')).toEqual({ me: null })
  })

  it('list their sessions and close one; nobody closes another’s', async () => {
    const here = await api.signIn('oiv2', GOOD)
    const there = await api.signIn('oiv2', GOOD)
    const { sessions } = (await here.ask<Settings>(SETTINGS)).mySettings
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
    const other = (await there.ask<Settings>(SETTINGS)).mySettings.sessions.find(({ isThis }) => isThis)
    const REVOKE = 'mutation($id: String!) { sessionRevoke(id: $id) { __typename ... on Refusal { code } } }'
    expect(await controller.ask(REVOKE, { id: other?.id })).toMatchObject({
      sessionRevoke: { code: 'UNKNOWN_SESSION' },
    })
    expect(await here.ask(REVOKE, { id: other?.id })).toMatchObject({ sessionRevoke: { __typename: 'Done' } })
    expect(await there.ask('{ me { person } }')).toEqual({ me: null })
  })

  it('[RI25.2] may ask for a second factor: a code counts once, and the password takes it off again', async () => {
    const own = await api.signIn('oiv2', GOOD)
    const BEGIN =
      'mutation($password: String) { totpBegin(password: $password) { ... on TotpOffer { secret uri qr } ... on Refusal { code } } }'
    expect(await own.ask(BEGIN)).toEqual({ totpBegin: { code: 'WRONG_CREDENTIALS' } })
    expect(await own.ask(BEGIN, { password: 'no' })).toEqual({ totpBegin: { code: 'WRONG_CREDENTIALS' } })
    const { totpBegin } = await own.ask<{ totpBegin: { secret: string; uri: string; qr: string } }>(BEGIN, {
      password: GOOD,
    })
    expect(totpBegin.qr).toContain('<svg')
    const totp = new TOTP({ secret: totpBegin.secret })
    const CONFIRM = `mutation($code: String!) {
      totpConfirm(code: $code) { __typename ... on RecoveryCodes { codes } ... on Refusal { code } } }`
    expect(await own.ask(CONFIRM, { code: '000000' })).toMatchObject({ totpConfirm: { code: 'WRONG_CODE' } })
    expect(await signIn('oiv2', GOOD)).toEqual({ __typename: 'Session' })
    const first = totp.generate()
    const { totpConfirm } = await own.ask<{ totpConfirm: { codes: readonly string[] } }>(CONFIRM, { code: first })
    expect(new Set(totpConfirm.codes).size).toBe(10)
    expect(await own.ask(CONFIRM, { code: first })).toMatchObject({ totpConfirm: { code: 'TOTP_NOT_BEGUN' } })
    expect(await signIn('oiv2', GOOD)).toMatchObject({ code: 'CODE_NEEDED' })
    expect(await signIn('oiv2', GOOD, '123456')).toMatchObject({ code: 'WRONG_CODE' })
    // What confirmed it opens nothing; a code of the next half minute does, once.
    expect(await signIn('oiv2', GOOD, first)).toMatchObject({ code: 'WRONG_CODE' })
    const code = totp.generate({ timestamp: Date.now() + 30_000 })
    const both = await Promise.all([signIn('oiv2', GOOD, code), signIn('oiv2', GOOD, code)])
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Refusal', 'Session'])
    const [one = '', two = ''] = totpConfirm.codes
    const recovered = await Promise.all([signIn('oiv2', GOOD, one), signIn('oiv2', GOOD, one.toLowerCase())])
    expect(recovered.map(({ __typename }) => __typename).sort()).toEqual(['Refusal', 'Session'])
    const left = async () =>
      (
        await own.ask<{ mySettings: { recoveryLeft: number } }>(
          '{ mySettings { ... on OwnSettings { recoveryLeft hasPassword } } }',
        )
      ).mySettings
    expect(await left()).toEqual({ recoveryLeft: 9, hasPassword: true })
    const RENEW = `mutation($password: String!) {
      recoveryRenew(password: $password) { ... on RecoveryCodes { codes } ... on Refusal { code } } }`
    expect(await own.ask(RENEW, { password: 'no' })).toEqual({ recoveryRenew: { code: 'WRONG_CREDENTIALS' } })
    await own.ask(RENEW, { password: GOOD })
    expect(await left()).toMatchObject({ recoveryLeft: 10 })
    expect(await signIn('oiv2', GOOD, two)).toMatchObject({ code: 'WRONG_CODE' })
    const END = 'mutation($password: String!) { totpEnd(password: $password) { __typename ... on Refusal { code } } }'
    expect(await own.ask(END, { password: 'no' })).toMatchObject({ totpEnd: { code: 'WRONG_CREDENTIALS' } })
    expect(await own.ask(END, { password: GOOD })).toMatchObject({ totpEnd: { __typename: 'Done' } })
    expect(await signIn('oiv2', GOOD)).toEqual({ __typename: 'Session' })
  })

  it('of one person act in several bodies, one at a time', async () => {
    const director = await api.signIn('segretario-generale')
    const SWITCH =
      'mutation($to: String!) { bodySwitch(to: $to) { ... on Session { body person } ... on Refusal { code } } }'
    expect(await director.ask('{ me { positions { body person } } }')).toEqual({
      me: {
        positions: [
          { body: 'CCIAA-MS', person: 'segretario-generale' },
          { body: 'ISR', person: 'direttore' },
        ],
      },
    })
    expect(await director.ask(SWITCH, { to: 'CCIAA-MT' })).toEqual({ bodySwitch: { code: 'NO_POSITION_THERE' } })
    expect(await director.ask(SWITCH, { to: 'ISR' })).toEqual({ bodySwitch: { body: 'ISR', person: 'direttore' } })
    expect(await director.ask('{ me { body person } }')).toEqual({ me: { body: 'ISR', person: 'direttore' } })
    expect(await director.ask('{ tree(body: "CCIAA-MS", year: 2021) { ... on Refusal { code } } }')).toEqual({
      tree: { code: 'NOT_YOUR_BODY' },
    })
  })

  it('are never reset by another body, whose position their person also has', async () => {
    const other = await api.signIn('controllo-gestione.isr')
    const asked = { person: 'direttore', username: 'segretario-generale', email: 'altri@isr.it' }
    expect(await other.ask(INVITE, asked)).toEqual({ accountInvite: { code: 'ACCOUNT_OF_OTHER_BODY' } })
    expect(mailbox.to(asked.email)).toEqual([])
    expect(await signIn('segretario-generale', DEMO_PASSWORD)).toEqual({ __typename: 'Session' })
  })

  it('take its access away from a device that was lost, and from no other', async () => {
    const head = await api.signIn('po-registro-imprese')
    const other = await api.signIn('po-promozione')
    const send = async (who = head) => {
      const [query, { push }] = aPush([])
      return who.ask<{ sync: { code?: string } }>(query, { push: { ...push, device: 'Chrome su Android' } })
    }
    expect((await send()).sync.code).toBeUndefined()
    const { mySettings } = await head.ask<{ mySettings: { devices: { id: string; name: string }[] } }>(
      '{ mySettings { ... on OwnSettings { devices { id name revokedAt } } } }',
    )
    expect(mySettings.devices).toMatchObject([{ name: 'Chrome su Android', revokedAt: null }])
    const REVOKE = 'mutation($id: String!) { deviceRevoke(id: $id) { __typename ... on Refusal { code } } }'
    const id = mySettings.devices[0]?.id
    expect(await other.ask(REVOKE, { id })).toMatchObject({ deviceRevoke: { code: 'UNKNOWN_DEVICE' } })
    expect(await head.ask(REVOKE, { id })).toMatchObject({ deviceRevoke: { __typename: 'Done' } })
    expect((await send()).sync.code).toBe('NOT_SIGNED_IN')
    expect((await send(await api.signIn('po-registro-imprese'))).sync.code).toBe('DEVICE_REVOKED')
  })

  it('say how much mail they want, and have a calendar of their own', async () => {
    const own = await api.signIn('oiv2', GOOD)
    const SAVE = `mutation($mail: String!) { mySettingsSave(input: { mail: $mail }) { ... on OwnSettings { mail } ... on Refusal { code } } }`
    expect(await own.ask(SAVE, { mail: 'none' })).toEqual({ mySettingsSave: { mail: 'none' } })
    expect(await own.ask(SAVE, { mail: 'sempre' })).toEqual({ mySettingsSave: { code: 'BAD_CHOICE' } })
    const { feed } = (await own.ask<Settings>(SETTINGS)).mySettings
    expect(feed).toMatch(/^https:\/\/traguardo\.ente\.it\/calendario\/[\w-]{40,}\.ics$/)
  })
})
