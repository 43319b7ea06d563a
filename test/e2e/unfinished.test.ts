import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { openState, syncNow } from '../support/frame'
import { enter, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const COUNT = 'Percent_LibriRI.num'
const OTHER = 'Percent_VerbaliRI.num'
const NOTED = 'Percent_RilascioCO.num'

const fieldOf = (page: Page, measure: string) =>
  page.locator('.measure-field', { has: page.locator(`input[data-measure="${measure}"]`) })
const count = (page: Page) => page.locator('[data-part="unfinished-count"]')

/** Kills the page as a phone does that needs its memory, and opens it again. */
async function killed(context: BrowserContext, page: Page): Promise<Page> {
  const address = page.url()
  const crash = new Promise<void>((done) => page.once('crash', () => done()))
  const session = await context.newCDPSession(page)
  void session.send('Page.crash').catch(() => undefined)
  await crash
  await page.close()
  const next = await context.newPage()
  await next.goto(address)
  await next.locator('[data-sync]').first().waitFor({ state: 'attached' })
  return next
}

/** How many rows the stores of whoever is signed in hold. */
const held = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    const { name = '' } = (await indexedDB.databases()).find((one) => one.name?.startsWith('traguardo-')) ?? {}
    const db = await asked(indexedDB.open(name))
    const found: Record<string, number> = {}
    for (const store of ['operations', 'unfinished'])
      found[store] = await asked(db.transaction(store).objectStore(store).count())
    db.close()
    return found
  })

const unfinishedTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { name = '' } = (await indexedDB.databases()).find((one) => one.name?.startsWith('traguardo-')) ?? {}
    return new Promise<readonly string[]>((done) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => {
        const all = opening.result.transaction('unfinished').objectStore('unfinished').getAll()
        all.onsuccess = () => {
          opening.result.close()
          done((all.result as { text: string }[]).map(({ text }) => text))
        }
      }
    })
  })

/** Waits until the device holds this text: what is typed in the last moment before a kill may go with it. */
const kept = (page: Page, text: string) => expect.poll(() => unfinishedTexts(page)).toContainEqual(text)

it('[SY80.1] [SY81.1] what is typed and not entered survives the kill of the page, marked, counted apart and never sent', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  let page = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await page.locator(`input[data-measure="${COUNT}"]`).fill('12,5')
  await page.locator(`input[data-measure="${COUNT}"]`).blur()
  await fieldOf(page, COUNT).getByRole('alert').waitFor()
  await count(page).getByText('1 campo da correggere').waitFor()
  // Typed, valid, and not left.
  await page.locator(`input[data-measure="${OTHER}"]`).pressSequentially('18')
  await kept(page, '18')
  expect(await count(page).innerText()).toBe('1 campo da correggere')

  page = await killed(context, page)
  await count(page).getByText('2 campi da correggere').waitFor()
  expect(await textIn(page, COUNT)).toBe('12,5')
  expect(await fieldOf(page, COUNT).getByRole('alert').innerText()).toContain('intero')
  expect(await textIn(page, OTHER)).toBe('18')
  await fieldOf(page, OTHER).getByText('È scritto e non ancora salvato').waitFor()
  expect(await held(page)).toEqual({ operations: 0, unfinished: 2 })
  expect(await violations(page)).toEqual([])
  await picture(page, 'non-finito-telefono')
  await fieldOf(page, COUNT).scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'artefacts/non-finito-campo-telefono.png' })

  await context.setOffline(false)
  await syncNow(page)
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  expect(await held(page)).toEqual({ operations: 0, unfinished: 2 })

  // The list leads there, and puts away what nobody wants.
  await (await openState(page)).getByRole('link').click()
  const rows = page.locator('[data-unfinished]')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await picture(page, 'non-finito-elenco-telefono')
  await page.locator(`[data-unfinished="${OTHER}"]`).getByRole('link').click()

  // Enter in the field is enough, though nothing was changed in it since.
  await page.locator(`input[data-measure="${OTHER}"]`).press('Enter')
  await stateOf(page, OTHER, ['synced'])
  await fieldOf(page, COUNT).getByRole('button', { name: 'Annulla ciò che è scritto' }).click()
  await count(page).waitFor({ state: 'detached' })
  expect(await textIn(page, COUNT)).toBe('')
  expect(await held(page)).toMatchObject({ unfinished: 0 })
  await page.reload()
  await stateOf(page, OTHER, ['synced'])
  expect(await textIn(page, COUNT)).toBe('')
  await context.close()
})

it('[SY80.2] notes, reasons and what is written about a conflict survive as well; what came in meanwhile is said', async () => {
  const contexts = [await on.browser.newContext(PHONE), await on.browser.newContext(DESK)] as const
  let phone = await signIn(contexts[0], on.url, 'po-registro-imprese')
  const desk = await signIn(contexts[1], on.url, 'po-registro-imprese')
  await enter(phone, NOTED, '512')
  await stateOf(phone, NOTED, ['synced'])
  await fieldOf(phone, NOTED)
    .getByRole('button', { name: /^Aggiungi una nota/ })
    .click()
  await phone.locator(`textarea[data-note="${NOTED}"]`).pressSequentially('Metà della no')
  await kept(phone, 'Metà della no')
  phone = await killed(contexts[0], phone)
  const note = phone.locator(`textarea[data-note="${NOTED}"]`)
  expect(await note.inputValue()).toBe('Metà della no')
  await note.press('End')
  await note.pressSequentially('ta')
  await note.blur()
  await count(phone).waitFor({ state: 'detached' })
  await phone.locator(`input[data-measure="${COUNT}"]`).fill('9,9')
  await phone.locator(`input[data-measure="${COUNT}"]`).blur()
  await fieldOf(phone, COUNT)
    .getByRole('button', { name: /resta n\.d\./ })
    .click()
  await phone.locator(`textarea[data-absence="${COUNT}"]`).pressSequentially('Il gestionale')
  await kept(phone, 'Il gestionale')
  await contexts[0].setOffline(true)
  phone = await killed(contexts[0], phone)
  expect(await phone.locator(`textarea[data-absence="${COUNT}"]`).inputValue()).toBe('Il gestionale')
  expect(await textIn(phone, COUNT)).toBe('9,9')
  await enter(desk, COUNT, '77')
  await stateOf(desk, COUNT, ['synced'])
  await contexts[0].setOffline(false)
  await syncNow(phone)
  await fieldOf(phone, COUNT).getByText('Nel frattempo è arrivato il valore 77').waitFor()
  phone = await killed(contexts[0], phone)
  await fieldOf(phone, COUNT).getByText('Nel frattempo è arrivato il valore 77').waitFor()
  expect(await textIn(phone, COUNT)).toBe('9,9')
  await fieldOf(phone, COUNT).getByRole('button', { name: 'Annulla ciò che è scritto' }).first().click()
  await expect.poll(() => textIn(phone, COUNT)).toBe('77')

  // A conflict, and another value that was begun about it.
  await contexts[0].setOffline(true)
  await enter(phone, OTHER, '20')
  await enter(desk, OTHER, '30')
  await stateOf(desk, OTHER, ['synced'])
  await contexts[0].setOffline(false)
  await stateOf(phone, OTHER, ['tray'])
  await phone.goto(`${on.url}/sistemare`)
  await phone.getByRole('button', { name: 'Altro valore' }).click()
  await phone.getByLabel('Valore da inserire').pressSequentially('2')
  await kept(phone, '2')
  phone = await killed(contexts[0], phone)
  const other = phone.getByLabel('Valore da inserire')
  expect(await other.inputValue()).toBe('2')
  await other.pressSequentially('5')
  await phone.getByRole('button', { name: 'Salva questo valore' }).click()
  await phone.locator('[data-verdict="conflict"]').waitFor({ state: 'detached' })
  // Why it stays n.d. is asked no more, as there is a value: what was begun of it is in the list, and goes from there.
  await expect.poll(() => unfinishedTexts(phone)).toEqual(['Il gestionale'])
  const begun = phone.locator(`[data-unfinished="${COUNT}"]`)
  expect(await begun.locator('q').innerText()).toBe('Il gestionale')
  await begun.getByRole('button', { name: 'Annulla ciò che è scritto' }).click()
  await expect.poll(() => unfinishedTexts(phone)).toEqual([])
  await Promise.all(contexts.map((context) => context.close()))

  // The reason for which a manager sends a value back.
  const office = await on.browser.newContext({ ...DESK, bypassCSP: true })
  let manager = await signIn(office, on.url, 'segretario-generale')
  await manager.goto(`${on.url}/rilevazione/RI/2021/2`)
  const cell = () => manager.locator(`tr[data-measure="${NOTED}"]`)
  await cell().getByRole('button', { name: 'Rimanda' }).click()
  await manager.getByRole('dialog').getByLabel('Motivo').pressSequentially('Manca la fon')
  await kept(manager, 'Manca la fon')
  manager = await killed(office, manager)
  await cell().getByText('Un motivo iniziato e non dato: «Manca la fon»').waitFor()
  await count(manager).getByText('1 campo da correggere').waitFor()
  expect(await violations(manager)).toEqual([])
  await cell().scrollIntoViewIfNeeded()
  await manager.screenshot({ path: 'artefacts/motivo-iniziato-scrivania.png' })
  await cell().getByRole('button', { name: 'Rimanda' }).click()
  const reason = manager.getByRole('dialog').getByLabel('Motivo')
  expect(await reason.inputValue()).toBe('Manca la fon')
  await reason.pressSequentially('te')
  await manager.getByRole('dialog').getByRole('button', { name: 'Rimanda' }).click()
  await manager.locator(`tr[data-measure="${NOTED}"][data-state="returned"]`).waitFor({ state: 'attached' })
  await count(manager).waitFor({ state: 'detached' })
  await office.close()
})
