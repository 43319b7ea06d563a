import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { inEnglish } from '../support/frame'
import { keysIn, overflow } from '../support/look'
import { type Mailbox, openMailbox } from '../support/mailbox'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const GOOD = 'quattro cavalli e un ombrello'
const NAME = 'Canarina Esempio'
const PERSON = 'po-registro-imprese'
const LARGE = { viewport: { width: 1920, height: 1080 }, locale: 'it-IT' } as const
const environment: Record<string, string> = {}
let mailbox: Mailbox

// Before the stage's own: the server must know where mail goes.
beforeAll(async () => {
  mailbox = await openMailbox()
  Object.assign(environment, { TRAGUARDO_SMTP: mailbox.url, TRAGUARDO_SMTP_DA: 'traguardo@ente.it' })
})
const on = stage(environment)
afterAll(() => mailbox.close())

/** By keyboard, as everything here is done. */
const press = (where: Locator, name: string) => where.getByRole('button', { name, exact: true }).press('Enter')
const unitIn = (page: Page) => page.locator('main').getByText('Servizio Registro Imprese')
/** The text of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

async function positions(context: BrowserContext, person: string): Promise<[Page, Locator]> {
  const page = await signIn(context, on.url, 'controllo-gestione')
  await page.goto(`${on.url}/persone?incarico=${person}`)
  const position = page.locator(`[data-person="${person}"]`)
  await position.waitFor()
  return [page, position]
}

/** Fills what the page asks of whoever comes. */
async function writeNext(position: Locator, day: string, email: string): Promise<void> {
  await press(position, 'Passaggio di consegne')
  await position.getByLabel('Primo giorno').fill(day)
  await position.getByLabel('Nome e cognome').fill(NAME)
  await position.getByLabel('Indirizzo di posta').fill(email)
}

describe.each([
  ['telefono', PHONE, 'po-promozione'],
  ['scrivania', DESK, 'po-regolazione'],
  ['schermo', LARGE, 'organi'],
] as const)('who holds a position, on the page of people, %s', (size, options, person) => {
  it('[RI63.3] is handed over, corrected and handed back, by keyboard, and what is refused says why beside it', async () => {
    const context = await on.browser.newContext({ ...options, bypassCSP: true })
    const [page, position] = await positions(context, person)
    await position.getByText('nome non indicato').waitFor()
    await writeNext(position, '2021-09-20', `canarina.${size}@ente.it`)
    await position.getByText('Chi c’è ora resta titolare fino al 19 settembre 2021').waitFor()
    expect(await position.getByLabel('Nome utente').inputValue()).toBe(`canarina.${size}`)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await position.getByText('Consegne passate: dal 20 settembre 2021').waitFor()
    await position.getByText(`Invito mandato a canarina.${size}@ente.it.`).waitFor()
    expect(await focused(page)).toBe('Chiudi')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Passaggio di consegne')
    const next = position.locator('[data-standing="next"]')
    expect(await next.innerText()).toMatch(/Canarina Esempio\s*dal 20 settembre 2021/)
    await next.getByText(`utente canarina.${size}, invito in attesa fino al 19 settembre 2021`).waitFor()

    await press(next, `Correggi ${NAME}`)
    await position.getByLabel('Primo giorno').fill('2021-09-10')
    await press(position, 'Salva')
    expect(await position.getByRole('alert').innerText()).toContain('In quei giorni l’incarico ha già un titolare')
    expect(await position.getByLabel('Primo giorno').inputValue()).toBe('2021-09-10')
    await position.getByLabel('Primo giorno').fill('2021-10-01')
    await press(position, 'Salva')
    await next.getByText('dal 1 ottobre 2021').waitFor()
    expect(await focused(page)).toBe('Correggi')
    await position.getByText('Titolari').scrollIntoViewIfNeeded()
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await keysIn(page)).toEqual([])
    await page.screenshot({ path: `artefacts/titolari-${size}.png` })
    await press(next, 'Correggi Canarina Esempio')
    await position.getByLabel('Primo giorno').fill('2021-09-20')
    await press(position, 'Salva')
    await next.getByText('dal 20 settembre 2021').waitFor()

    await press(next, 'Revoca il passaggio')
    const dialog = page.getByRole('dialog', { name: 'Revoca il passaggio' })
    await dialog.getByText(`${NAME} non è più titolare dal 20 settembre 2021: lo resta chi c’era prima`).waitFor()
    await press(dialog, 'Revoca il passaggio')
    await position.getByText('Passaggio revocato.').waitFor()
    expect(await next.count()).toBe(0)
    expect(await focused(page)).toBe('Titolari')
    expect(await position.locator('[data-standing="now"]').innerText()).not.toContain('fino al')
    await context.close()
  })
})

it('[RI63.1] a position that nobody holds says so, and is filled; in English too', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const [page] = await positions(context, 'oiv')
  await page.getByLabel('Incarico', { exact: true }).fill('P.O. Statistica')
  await page.getByLabel('Codice', { exact: true }).fill('po-statistica')
  await press(page.locator('main'), 'Aggiungi')
  const position = page.locator('[data-person="po-statistica"]')
  await position.getByText('Nessun titolare oggi.').waitFor()
  expect(await position.getByRole('button', { name: 'Passaggio di consegne' }).count()).toBe(0)
  await position.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'artefacts/titolari-nessuno.png' })
  await inEnglish(page)
  await position.getByText('Nobody holds it today.').waitFor()
  await press(position, 'Add a holder')
  await position.getByLabel('Mail address').fill('carla@ente.it')
  await press(position, 'Add and invite')
  await position.getByText('Holder added.').waitFor()
  await position.getByText('Invitation sent to carla@ente.it.').waitFor()
  await position.locator('[data-standing="now"]').getByText('no name given').waitFor()
  expect(await position.getByText('Nobody holds it today.').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await position.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'artefacts/titolari-inglese.png' })
  await context.close()
})

describe('a position that is handed over', () => {
  it('[RI61.3] [RI62.1] [RI67.2] who comes is invited, waits, and sees the unit from the first day on; who handed over no longer', async () => {
    const desk = await on.browser.newContext({ ...DESK, bypassCSP: true })
    const [, position] = await positions(desk, PERSON)
    await press(position.locator('[data-standing="now"]'), `Correggi ${PERSON}`)
    await position.getByLabel('Nome e cognome').fill('Anna Prima')
    await press(position, 'Salva')
    await position.getByText('Titolare corretto.').waitFor()
    await writeNext(position, '2021-09-07', 'canarina@ente.it')
    await press(position, 'Passa le consegne e invita')
    await position.getByText('Invito mandato a canarina@ente.it.').waitFor()
    const { text = '' } = await mailbox.arrived('canarina@ente.it', /accesso/)
    expect(text).toContain('L’incarico comincia il 07/09/2021')

    const own = await on.browser.newContext(PHONE)
    const before = await signIn(own, on.url, PERSON)
    await before.goto(`${on.url}/misure`)
    await unitIn(before).first().waitFor()

    const phone = await on.browser.newContext(PHONE)
    const after = await phone.newPage()
    await after.goto(/http\S+\/password\/\S+/.exec(text)?.[0] ?? '')
    await after.getByLabel('Nuova password').fill(GOOD)
    await after.getByLabel('Ripeta la password').fill(GOOD)
    await press(after.locator('main'), 'Salva la password')
    await after.getByText('Password salvata').waitFor()
    await after.goto(`${on.url}/accesso?utente=canarina`)
    await after.getByLabel('Password').fill(GOOD)
    await press(after.locator('main'), 'Accedi')
    await after.waitForURL((at) => !at.pathname.startsWith('/accesso'))
    await after.getByText('Oggi non ha incarichi in questo ente').first().waitFor()
    expect(await unitIn(after).count()).toBe(0)
    await picture(after, 'titolare-in-attesa-telefono')

    await on.restart({ TRAGUARDO_GIORNO: '2021-09-07' })
    await after.goto(`${on.url}/misure`)
    await after.reload()
    await unitIn(after).first().waitFor()
    const again = await on.browser.newContext(PHONE)
    const anew = await signIn(again, on.url, 'canarina', GOOD)
    await anew.goto(`${on.url}/misure`)
    await unitIn(anew).first().waitFor()
    await before.goto(`${on.url}/misure`)
    await before.reload()
    await before.getByText('Oggi non ha incarichi in questo ente').first().waitFor()
    expect(await unitIn(before).count()).toBe(0)

    // Who acted since the first day is not taken away again: the page says why, and what to do.
    await desk.clearCookies()
    const [later, held] = await positions(desk, PERSON)
    const now = held.locator('[data-standing="now"]')
    await now.getByText(NAME).waitFor()
    await press(now, 'Revoca il passaggio')
    await press(later.getByRole('dialog'), 'Revoca il passaggio')
    await held.getByText('Dal primo giorno ha già agito in questo incarico').waitFor()
    expect(await focused(later)).toBe('Revoca il passaggio')

    // The name of who handed over is erased, with a reason; which holder it was stays.
    await held.getByText('Chi c’era prima: 1').press('Enter')
    const former = held.locator('[data-standing="former"]')
    await press(former, 'Cancella il nome di Anna Prima')
    const asked = later.getByRole('dialog', { name: 'Cancellare il nome di Anna Prima' })
    await press(asked, 'Cancella il nome')
    await asked.getByText('Scriva il motivo.').waitFor()
    await asked.getByLabel('Motivo').fill('richiesta della persona')
    await press(asked, 'Cancella il nome')
    await held.getByText('Nome cancellato').waitFor()
    expect(await former.innerText()).toContain(`nome non indicato`)
    expect(await former.innerText()).toContain(`fino al 6 settembre 2021`)
    expect(await focused(later)).toBe('Titolari')
    expect(await violations(later)).toEqual([])
    for (const context of [desk, own, phone, again]) await context.close()
  })
})
