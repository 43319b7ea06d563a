import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'

const INVITE = `mutation($username: String!, $email: String!) { accountInvite(person: "oiv", username: $username, email: $email) {
  ... on Invitation { username mailed link } ... on Refusal { code } } }`
const ADDRESS = 'https://traguardo.ente.it'
const NOT_KNOWN = 'Se non ne sa nulla, avvisi subito il controllo di gestione.'

describe('the letters to somebody whose account others changed', () => {
  let api: Api
  let mailbox: Mailbox
  let controller: Caller
  let closing = ''
  const errors: unknown[] = []
  beforeAll(async () => {
    mailbox = await openMailbox()
    const mail = { url: mailbox.url, from: 'traguardo@ente.it' }
    const log = (error: unknown) => errors.push(error)
    api = await startApi(await demoDatabase('sqlite'), { mail, address: ADDRESS, clock: realClock, log })
    controller = await api.signIn('controllo-gestione')
    const { me } = await controller.ask<{ me: { bodyName: string } }>('{ me { bodyName } }')
    closing = `--\n${me.bodyName}\nTraguardo, ciclo della performance: ${ADDRESS}`
  })
  afterAll(async () => {
    await api.close()
    await mailbox.close()
  })
  const invite = (email: string, username = 'oiv') => controller.ask(INVITE, { username, email })
  const letter = async (to: string, subject: RegExp) => {
    const { subject: about, text = '' } = await mailbox.arrived(to, subject)
    return { about, text: text.replaceAll('\r\n', '\n').trim() }
  }
  const letterOf = (text: string) => `Buongiorno,\n\n${text}\n\n${NOT_KNOWN}\n\n${closing}`

  it('[RI24.4] says at the old address what the new one is', async () => {
    await invite('prima@ente.it')
    expect(await invite('dopo@ente.it')).toEqual({ accountInvite: { username: 'oiv', mailed: true, link: null } })
    expect(await letter('prima@ente.it', /^Indirizzo/)).toEqual({
      about: 'Indirizzo di posta cambiato (Traguardo)',
      text: letterOf(
        'la posta di Traguardo per l’utente oiv non arriva più qui: il controllo di gestione ha scritto l’indirizzo dopo@ente.it.',
      ),
    })
  })

  it('[RI25.7] says that the second factor was switched off, and why', async () => {
    const own = await api.signIn('oiv')
    const BEGIN = 'mutation { totpBegin(password: "Traguardo-2021") { ... on TotpOffer { secret } } }'
    const { totpBegin } = await own.ask<{ totpBegin: { secret: string } }>(BEGIN)
    const code = new TOTP({ secret: totpBegin.secret }).generate()
    await own.ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code })
    await controller.ask('mutation { factorEnd(username: "oiv", reason: " Perso ") { __typename } }')
    expect(await letter('dopo@ente.it', /^Secondo fattore disattivato \(/)).toEqual({
      about: 'Secondo fattore disattivato (Traguardo)',
      text: letterOf(
        'per l’utente oiv il secondo fattore è stato disattivato da chi ne ha il compito: per entrare basta la password. Il motivo scritto nel registro: Perso\n\nLo attivi di nuovo appena può, dalle sue preferenze.',
      ),
    })
  })

  it('[RI24.5] says which position was lost: to another account, or to nobody', async () => {
    await invite('nuovo@ente.it', 'oiv-nuovo')
    const lost = (username: string) => ({
      about: 'Accesso tolto (Traguardo)',
      text: letterOf(
        `il controllo di gestione ha tolto all’utente ${username} l’incarico «oiv»: quello che vi era aperto è stato chiuso.`,
      ),
    })
    expect(await letter('dopo@ente.it', /^Accesso tolto/)).toEqual(lost('oiv'))
    await controller.ask('mutation { accountUnlink(person: "oiv") { __typename } }')
    expect(await letter('nuovo@ente.it', /^Accesso tolto/)).toEqual(lost('oiv-nuovo'))
  })

  it('is none to an account that was no other’s until now', async () => {
    await invite('ultimo@ente.it', 'oiv-ultimo')
    await mailbox.arrived('ultimo@ente.it', /^Il suo accesso/)
    const told = mailbox.letters.flatMap(({ subject }) => /^(.*) \(Traguardo\)$/.exec(subject ?? '')?.[1] ?? [])
    expect(told.sort()).toEqual([
      ...['Accesso tolto', 'Accesso tolto', 'Indirizzo di posta cambiato', 'Secondo fattore disattivato'],
    ])
  })

  it('[RI33] is none where nothing was changed', async () => {
    const before = mailbox.letters.length
    const refused = async (asked: string) =>
      (await controller.ask<{ answer: { code?: string } }>(`mutation { answer: ${asked} { ... on Refusal { code } } }`))
        .answer.code
    expect(await refused('accountUnlink(person: "nessuno")')).toBe('UNKNOWN_ACCOUNT')
    expect(await refused('factorEnd(username: "organi", reason: "perso")')).toBe('TOTP_NOT_ON')
    expect(await refused('accountSwitch(username: "controllo-gestione", on: false)')).toBe('OWN_ACCOUNT')
    expect(await refused('accountInvite(person: "oiv", username: "oiv", email: "x")')).toBe('BAD_EMAIL')
    expect(mailbox.letters.slice(before).filter(({ subject }) => /\(Traguardo\)$/.test(subject ?? ''))).toEqual([])
  })

  it('goes nowhere where no mail is sent, and the link is there to be handed over', async () => {
    const silent = await startApi(await demoDatabase('sqlite'), { address: ADDRESS, clock: realClock })
    const asked = await silent.signIn('controllo-gestione')
    const { accountInvite } = await asked.ask<{ accountInvite: { mailed: boolean; link: string } }>(INVITE, {
      ...{ username: 'oiv', email: 'oiv@ente.it' },
    })
    expect(accountInvite.mailed).toBe(false)
    expect(accountInvite.link).toMatch(/^https:\/\/traguardo\.ente\.it\/password\/[\w-]{43}$/)
    expect(await asked.ask('mutation { accountUnlink(person: "oiv") { __typename } }')).toEqual({
      accountUnlink: { __typename: 'Staff' },
    })
    await silent.close()
  })

  it('a mail server that is out of order leaves the link to be handed over', async () => {
    mailbox.fail(true)
    const { accountInvite } = await controller.ask<{ accountInvite: object }>(INVITE, {
      ...{ username: 'oiv-ultimo', email: 'ultimo@ente.it' },
    })
    expect(accountInvite).toMatchObject({ mailed: false, link: expect.stringContaining('/password/') as string })
    expect(String(errors.at(-1))).toContain('out of order')
    mailbox.fail(false)
  })
})
