import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'
import { type Mailbox, openMailbox } from '../../../support/mailbox'

const CHOSEN = 'quattro cavalli e un ombrello'
const BODY = 'CCIAA-MS'
const INVITE = `mutation($person: String!, $username: String!, $email: String!) {
  accountInvite(person: $person, username: $username, email: $email) {
    ... on Invitation { username } ... on Refusal { code } } }`
const SET = `mutation($token: String!, $password: String!) {
  passwordSet(token: $token, password: $password) { __typename } }`
const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { ... on Session { person } ... on Refusal { code } } }`
const PEOPLE = `query($body: String!) { people(body: $body) { ... on Staff { people { code account { username email } } } } }`
const PLAN = `{ plan(body: "${BODY}", year: 2021) { __typename ... on Refusal { code } } }`

interface Staff {
  readonly people: {
    readonly people: readonly {
      readonly code: string
      readonly account: { readonly username: string; readonly email: string | null } | null
    }[]
  }
}

const INVITED = /^Il suo accesso/

describe.each(KINDS)('hole 7: one fact in two places, on %s', (kind) => {
  let api: Api
  let mailbox: Mailbox
  let controller: Caller
  beforeAll(async () => {
    mailbox = await openMailbox()
    api = await startApi(await demoDatabase(kind), {
      mail: { url: mailbox.url, from: 'traguardo@ente.it' },
      address: 'https://traguardo.ente.it',
      clock: realClock,
      tickSeconds: 1,
    })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await api.close()
    await mailbox.close()
  })

  const inviteAs = async (caller: Caller, person: string, username: string, email: string) =>
    (await caller.ask<{ accountInvite: { code?: string; username?: string } }>(INVITE, { person, username, email }))
      .accountInvite
  const signIn = async (username: string, password: string) =>
    (await api.nobody.ask<{ signIn: { code?: string; person?: string } }>(SIGN_IN, { username, password })).signIn
  const accounts = async (caller = controller, body = BODY) => (await caller.ask<Staff>(PEOPLE, { body })).people.people

  it('[RI23.2] a position that is given to another account leaves nothing to the one before', async () => {
    const before = await api.signIn('po-promozione')
    expect(await before.ask(PLAN)).toEqual({ plan: { __typename: 'PlanDocument' } })
    expect(await inviteAs(controller, 'po-promozione', 'promo-nuovo', 'promo@ente.it')).toEqual({
      username: 'promo-nuovo',
    })
    const invitation = await mailbox.arrived('promo@ente.it', INVITED)
    const token = /\/password\/([\w-]+)/.exec(invitation.text ?? '')?.[1]
    await api.nobody.ask(SET, { token, password: CHOSEN })
    // Who is entitled now gets in.
    expect(await signIn('promo-nuovo', CHOSEN)).toEqual({ person: 'po-promozione' })
    expect(await before.ask('{ me { person } }')).toEqual({ me: null })
    expect(await before.ask(PLAN)).toMatchObject({ plan: { code: 'NOT_SIGNED_IN' } })
    expect(await signIn('po-promozione', 'Traguardo-2021')).toEqual({ code: 'WRONG_CREDENTIALS' })
  })

  it('[RI23.1] whoever can act in a body is on its page of people', async () => {
    const { status } = await api.nobody.ask<{ status: { accounts: readonly { username: string; body: string }[] } }>(
      '{ status { accounts { username body } } }',
    )
    const isr = await api.signIn('controllo-gestione.isr')
    const shown = new Set((await accounts(isr, 'ISR')).flatMap(({ account }) => account?.username ?? []))
    expect(shown).toContain('controllo-gestione.isr')
    const names = status.accounts.filter(({ body }) => body === 'ISR').map(({ username }) => username)
    const unseen: string[] = []
    // Names that the demo gave to positions of this body, shown or not.
    for (const username of new Set([...names, 'direttore.isr', 'controllo-gestione.isr']))
      if ((await signIn(username, 'Traguardo-2021')).person !== undefined && !shown.has(username)) unseen.push(username)
    expect(unseen).toEqual([])
  })

  it('[RI24.1] of an account of two bodies neither changes address or password, whichever came first', async () => {
    const isr = await api.signIn('controllo-gestione.isr')
    const director = await api.signIn('segretario-generale')
    const before = [await accounts(), await accounts(isr, 'ISR')]
    for (const [caller, person] of [
      [controller, 'segretario-generale'],
      [isr, 'direttore'],
    ] as const)
      expect(await inviteAs(caller, person, 'segretario-generale', 'ladro@altrove.it')).toEqual({
        code: 'ACCOUNT_OF_OTHER_BODY',
      })
    expect([await accounts(), await accounts(isr, 'ISR')]).toEqual(before)
    expect(mailbox.to('ladro@altrove.it')).toEqual([])
    expect(await signIn('segretario-generale', 'Traguardo-2021')).toEqual({ person: 'segretario-generale' })
    expect(await director.ask('{ me { person } }')).toEqual({ me: { person: 'segretario-generale' } })
  })

  it('[RI24.2] no body shuts an account of two bodies out of the other', async () => {
    const OFF =
      'mutation { accountSwitch(username: "segretario-generale", on: false) { __typename ... on Refusal { code } } }'
    expect(await controller.ask(OFF)).toMatchObject({ accountSwitch: { code: 'ACCOUNT_OF_OTHER_BODY' } })
  })

  it('[RI24.4] the old address is told of a changed one', async () => {
    await inviteAs(controller, 'oiv', 'oiv', 'prima@ente.it')
    await inviteAs(controller, 'oiv', 'oiv', 'dopo@ente.it')
    await mailbox.arrived('dopo@ente.it', INVITED)
    await mailbox.arrived('prima@ente.it', INVITED)
    await expect
      .poll(() => mailbox.to('prima@ente.it').map(({ text }) => text), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('dopo@ente.it'))
  })

  it('[RI25.7] whose lost second factor was switched off is told by letter, with the reason', async () => {
    const own = await api.signIn('oiv')
    const BEGIN = 'mutation { totpBegin(password: "Traguardo-2021") { ... on TotpOffer { secret } } }'
    const { totpBegin } = await own.ask<{ totpBegin: { secret: string } }>(BEGIN)
    const code = new TOTP({ secret: totpBegin.secret }).generate()
    await own.ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code })
    const lost = 'mutation { factorEnd(username: "oiv", reason: "Telefono in fondo al lago") { __typename } }'
    expect(await controller.ask(lost)).toEqual({ factorEnd: { __typename: 'Staff' } })
    await expect
      .poll(() => mailbox.to('dopo@ente.it').map(({ text }) => text), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('Telefono in fondo al lago'))
  })

  it('[RI28] a role that a controller takes is told to the evaluator', async () => {
    const evaluator = await api.signIn('oiv')
    const NOTICES = '{ notices { ... on Notices { notices { kind text } } } }'
    const kinds = async () =>
      (
        await evaluator.ask<{ notices: { notices: readonly { kind: string; text: string }[] } }>(NOTICES)
      ).notices.notices
        .filter(({ kind: one }) => one === 'grant.give')
        .map(({ text }) => text)
    const GIVE = 'mutation($input: GrantInput!) { grantGive(input: $input) { __typename } }'
    const aGrant = { unit: 'RI', from: null, to: null, deputy: false }
    await controller.ask(GIVE, { input: { ...aGrant, person: 'po-regolazione', role: 'manager' } })
    await controller.ask(GIVE, { input: { ...aGrant, person: 'controllo-gestione', role: 'manager' } })
    await expect.poll(kinds, { timeout: 20_000, interval: 500 }).toHaveLength(1)
    expect((await kinds())[0]).toMatch(/si è dato il ruolo/)
  })

  it('[RI24.5] whoever loses a position is told by letter', async () => {
    const before = mailbox.to('dopo@ente.it').length
    expect(await controller.ask('mutation { accountUnlink(person: "oiv") { __typename } }')).toEqual({
      accountUnlink: { __typename: 'Staff' },
    })
    await expect.poll(() => mailbox.to('dopo@ente.it').length, { timeout: 10_000 }).toBe(before + 1)
    expect(mailbox.to('dopo@ente.it').at(-1)?.text).toContain('oiv')
  })

  it('[RI24.3] a body takes an account of two bodies its own position away, and no other', async () => {
    const isr = await api.signIn('controllo-gestione.isr')
    expect(await isr.ask('mutation { accountUnlink(person: "direttore") { __typename } }')).toEqual({
      accountUnlink: { __typename: 'Staff' },
    })
    const director = await api.signIn('segretario-generale')
    expect(await director.ask('{ me { positions { body person } } }')).toEqual({
      me: { positions: [{ body: 'CCIAA-MS', person: 'segretario-generale' }] },
    })
  })
})
