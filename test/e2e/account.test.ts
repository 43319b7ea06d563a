import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { type IdentityProvider, openProvider } from '../support/identity-provider'
import { type Mailbox, openMailbox } from '../support/mailbox'
import { freePort } from '../support/server-process'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const GOOD = 'quattro cavalli e un ombrello'
const environment: Record<string, string> = {}
let mailbox: Mailbox
/** A code for a lost phone. */
let recovery = ''
let provider: IdentityProvider

// Before the stage's own: the server must know where mail goes and who says who somebody is.
beforeAll(async () => {
  const port = await freePort()
  const address = `http://localhost:${port}`
  mailbox = await openMailbox()
  provider = await openProvider({ id: 'traguardo', secret: 'un segreto di prova', callback: `${address}/oidc/ritorno` })
  Object.assign(environment, {
    PORT: String(port),
    TRAGUARDO_INDIRIZZO: address,
    TRAGUARDO_SMTP: mailbox.url,
    TRAGUARDO_SMTP_DA: 'traguardo@ente.it',
    TRAGUARDO_OIDC: provider.issuer,
    TRAGUARDO_OIDC_ID: 'traguardo',
    TRAGUARDO_OIDC_SEGRETO: 'un segreto di prova',
    TRAGUARDO_OIDC_NOME: 'SPID o CIE',
  })
})
const on = stage(environment)
afterAll(async () => {
  await provider.close()
  await mailbox.close()
})

describe('an account, from the invitation on', () => {
  it('is invited by mail, gets a role for some days, chooses a password, adds a second factor, loses a session', async () => {
    const desk = await on.browser.newContext({ ...DESK, bypassCSP: true })
    const controller = await signIn(desk, on.url, 'controllo-gestione')
    await controller.goto(`${on.url}/persone`)
    await controller.getByLabel('Incarico', { exact: true }).fill('Sostituta del Registro Imprese')
    await controller.getByLabel('Codice', { exact: true }).fill('sostituta-ri')
    await controller.getByRole('button', { name: 'Aggiungi' }).click()
    const person = controller.locator('[data-person="sostituta-ri"]')
    await person.waitFor()
    await person.getByRole('button', { name: 'Dai un ruolo' }).click()
    await person.getByLabel('Unità organizzativa').selectOption('RI')
    await person.getByLabel('Dal giorno').fill('2021-09-01')
    await person.getByLabel('Fino al giorno').fill('2021-09-30')
    await person.getByLabel('In sostituzione di un’altra persona').check()
    await person.locator('form').getByRole('button', { name: 'Dai un ruolo' }).click()
    await person.getByText('(sostituto)').waitFor()
    await person.getByRole('button', { name: 'Invita', exact: true }).click()
    await person.getByLabel('Nome utente').fill('sostituta')
    await person.getByLabel('Indirizzo di posta').fill('sostituta@ente.it')
    await person.locator('form').getByRole('button', { name: 'Invita' }).click()
    await person.getByText('Invito mandato a sostituta@ente.it.').waitFor()
    await picture(controller, 'persone-scrivania')
    await mailbox.until(1)
    const link = /http\S+\/password\/\S+/.exec(mailbox.letters[0]?.text ?? '')?.[0] ?? ''

    const phone = await on.browser.newContext({ ...PHONE, bypassCSP: true })
    const page = await phone.newPage()
    await page.goto(link)
    await page.getByLabel('Nuova password').fill('password1234')
    await page.getByLabel('Ripeta la password').fill('password1234')
    await page.getByRole('button', { name: 'Salva la password' }).click()
    await page.getByText(/^Password debole/).waitFor()
    await page.getByLabel('Nuova password').fill(GOOD)
    await page.getByLabel('Ripeta la password').fill(GOOD)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Salva la password' }).click()
    await page.getByText('Password salvata').waitFor()
    await page.getByRole('link', { name: 'Accedi' }).click()
    await page.getByLabel('Nome utente').fill('sostituta')
    await page.getByLabel('Password').fill(GOOD)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.waitForURL(/\/misure/)
    await page.getByText('Servizio Registro Imprese').first().waitFor()

    await page.goto(`${on.url}/preferenze`)
    const factor = page.getByRole('region', { name: 'Secondo fattore' })
    await factor.getByLabel('Password attuale').fill(GOOD)
    await factor.getByRole('button', { name: 'Attiva' }).click()
    const said = await page.getByText(/Oppure scriva nell’app:/).innerText()
    const totp = new TOTP({ secret: said.split(': ')[1]?.trim() ?? '' })
    await page.getByAltText('Codice QR del secondo fattore').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'secondo-fattore-telefono')
    await page.getByLabel('Codice a sei cifre').fill(totp.generate())
    await page.getByRole('button', { name: 'Conferma' }).click()
    // Ten codes for a lost phone, shown this once: on paper, or in a file.
    const codes = factor.getByRole('region', { name: 'Codici di recupero' })
    await codes.waitFor()
    expect(await codes.getByRole('listitem').count()).toBe(10)
    recovery = await codes.getByRole('listitem').first().innerText()
    expect(await violations(page)).toEqual([])
    await codes.scrollIntoViewIfNeeded()
    await page.screenshot({ path: 'artefacts/codici-di-recupero-telefono.png' })
    const saving = page.waitForEvent('download')
    await codes.getByRole('button', { name: 'Salva in un file' }).click()
    expect((await saving).suggestedFilename()).toBe('traguardo-sostituta.txt')
    await codes.getByRole('button', { name: 'Li ho conservati' }).click()
    await page.getByText('È attivo: a ogni accesso serve il codice.').waitFor()
    await page.getByText('Codici di recupero rimasti: 10.').waitFor()

    const other = await on.browser.newContext(DESK)
    const second = await other.newPage()
    await second.goto(`${on.url}/accesso`)
    await second.getByLabel('Nome utente').fill('sostituta@ente.it')
    await second.getByLabel('Password').fill(GOOD)
    await second.getByRole('button', { name: 'Accedi', exact: true }).click()
    // The next one: what confirmed it opens nothing any more.
    await second.getByLabel('Codice a sei cifre').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
    await second.getByRole('button', { name: 'Accedi', exact: true }).click()
    await second.waitForURL(/\/misure/)

    await page.reload()
    await page.getByRole('button', { name: 'Chiudi' }).first().click()
    await page.getByText('Accesso chiuso.').waitFor()
    await second.reload()
    await second.getByText('L’accesso è scaduto').waitFor()
    for (const context of [desk, phone, other]) await context.close()
  })

  it('gets a new password by mail, and signs in with the identity provider', async () => {
    const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${on.url}/accesso`)
    await page.getByRole('link', { name: 'Password dimenticata?' }).click()
    await page.getByLabel('Nome utente o posta').fill('sostituta@ente.it')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Manda il collegamento' }).click()
    await page.getByText('il collegamento è in viaggio').waitFor()
    const subjects = () => mailbox.letters.map(({ subject }) => subject)
    await expect.poll(subjects, { timeout: 20_000 }).toContain('Nuova password per Traguardo')

    await page.goto(`${on.url}/accesso`)
    await page.getByRole('link', { name: 'Accedi con SPID o CIE' }).click()
    await page.locator('input[name="login"]').fill('sostituta@ente.it')
    await page.locator('input[name="password"]').fill('x')
    await page.locator('button[type="submit"]').click()
    await page.getByRole('button', { name: /continue/i }).click()
    // Never past the second factor: the identity is known, and the code is still asked for.
    await page.getByText('La sua identità è confermata').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'accesso-codice-telefono')
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.getByText('Scriva il codice.').waitFor()
    await page.getByLabel('Codice a sei cifre').fill(recovery)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.waitForURL(/\/misure/)
    await page.getByText('Servizio Registro Imprese').first().waitFor()
    await page.goto(`${on.url}/accesso?errore=OIDC_UNKNOWN`)
    await context.close()
  })
  it('waits after too many wrong passwords, is told how long, and comes in from a device that it knows', async () => {
    for (const [name, size] of [
      ['telefono', PHONE],
      ['scrivania', DESK],
    ] as const) {
      const who = name === 'telefono' ? 'po-promozione' : 'po-regolazione'
      const known = await on.browser.newContext(size)
      const own = await signIn(known, on.url, who)
      const strange = await on.browser.newContext({ ...size, bypassCSP: true })
      const page = await strange.newPage()
      await page.goto(`${on.url}/accesso?utente=${who}`)
      for (let count = 0; count < 6; count++) {
        await page.getByLabel('Password').fill(count < 5 ? `Sbagliata-${count}` : 'Traguardo-2021')
        await page.getByRole('button', { name: 'Accedi', exact: true }).click()
        await page.getByRole('button', { name: 'Accedi', exact: true }).waitFor()
        await page.getByText(count < 5 ? 'Nome utente o password non corretti' : 'Troppi tentativi').waitFor()
      }
      await page.getByText(/riprovi fra un minuto, oppure da un dispositivo da cui è già entrato/).waitFor()
      expect(await violations(page)).toEqual([])
      await picture(page, `accesso-attesa-${name}`)
      await known.clearCookies({ name: 'traguardo' })
      await own.goto(`${on.url}/accesso?utente=${who}`)
      await own.getByLabel('Password').fill('Traguardo-2021')
      await own.getByRole('button', { name: 'Accedi', exact: true }).click()
      await own.waitForURL((at) => !at.pathname.startsWith('/accesso'))
      for (const context of [known, strange]) await context.close()
    }
  })
})
