import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { inEnglish, openAccount, signOut } from '../support/frame'
import { enter, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

const MEASURE = 'Percent_LibriRI.num'
const OTHER = 'Percent_LibriRI.den'
const CUT = 'Percent_RilascioCO.num'
const NOTE = 'Nota riservata kanarino'
const VALUE = '918273'
const FILE = 'bilancio-segreto.pdf'
const BYTES = 'byte del kanarino'
const PDF = Buffer.from(`%PDF-1.7\n${`${BYTES}\n`.repeat(50)}%%EOF\n`)
const SHA = createHash('sha256').update(PDF).digest('hex')
/** Of the plan: what the measure is called. */
const LABEL = 'libri vidimati entro il termine'

/** Everything that an origin keeps in the browser, as one text: databases, caches, storages, names included. */
const everythingOn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = []
    /** Goes through bytes too: what is not encrypted is found in them. */
    async function dump(value: unknown): Promise<void> {
      if (value instanceof Blob) found.push(await value.text())
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) found.push(new TextDecoder().decode(value))
      else if (Array.isArray(value)) for (const one of value) await dump(one)
      else if (value instanceof CryptoKey) found.push(`KEY ${value.extractable}`)
      else if (typeof value === 'object' && value !== null)
        for (const [name, one] of Object.entries(value)) {
          found.push(name)
          await dump(one)
        }
      else found.push(String(value))
    }
    const resolved = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error ?? new Error('refused'))
      })
    for (const { name } of await indexedDB.databases()) {
      found.push(`DATABASE ${name}`)
      const opening = indexedDB.open(name ?? '')
      // It went meanwhile: looking must not make it again.
      opening.onupgradeneeded = () => opening.transaction?.abort()
      const db = await resolved(opening).catch(() => null)
      if (!db) continue
      for (const store of db.objectStoreNames) {
        const objects = db.transaction(store).objectStore(store)
        const [keys, values] = [await resolved(objects.getAllKeys()), await resolved(objects.getAll())]
        await dump(keys)
        await dump(values)
      }
      db.close()
    }
    for (const cache of await caches.keys())
      for (const request of await (await caches.open(cache)).keys()) found.push(`CACHED ${request.url}`)
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify(storage))
    return found.join('\n')
  })

/** A page of the app without its code, to look from: it opens no database and sends nothing. */
async function lookAt(context: BrowserContext): Promise<string> {
  const page = await context.newPage()
  await page.goto(`${on.url}/favicon.svg`)
  const found = await everythingOn(page)
  await page.close()
  return found
}

const left = async (page: Page) => {
  await page.waitForURL('**/accesso**')
  await page.getByLabel('Password').waitFor()
}

const field = (page: Page, measure = MEASURE) =>
  page.locator('.measure-field', { has: page.locator(`input[data-measure="${measure}"]`) })

async function note(page: Page, measure = MEASURE): Promise<void> {
  await field(page, measure).locator('.note > button').first().click()
  const text = field(page, measure).locator('textarea[data-note]')
  await text.fill(NOTE)
  await text.blur()
}

const attach = (page: Page, measure = MEASURE) =>
  page
    .locator(`input[data-evidence="${measure}"]`)
    .setInputFiles({ name: FILE, mimeType: 'application/pdf', buffer: PDF })

/** Bytes of evidence, asked so that the browser's own cache answers where it can. */
const fromCache = (page: Page): Promise<number> =>
  page.evaluate((path) => fetch(path, { cache: 'force-cache' }).then(({ status }) => status), `/prove/${SHA}`)

/** Signs in, enters a value with note and file, and opens pages; with the line everything arrives. */
async function work(context: BrowserContext): Promise<Page> {
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await enter(phone, MEASURE, VALUE)
  await note(phone)
  await attach(phone)
  return phone
}

async function visit(phone: Page): Promise<void> {
  for (const path of ['/albero', '/obiettivi', '/sistemare', '/menu', '/misure']) {
    await phone.goto(`${on.url}${path}`)
    await phone.locator('h1').first().waitFor()
  }
}

const CANARIES = [VALUE, NOTE, FILE, MEASURE, LABEL, BYTES]

/** What of it can be read on the device. */
const readable = async (context: BrowserContext): Promise<readonly string[]> => {
  const found = await lookAt(context)
  return [...CANARIES, 'DATABASE traguardo-', 'KEY '].filter((canary) => found.includes(canary))
}

/** A database goes once the last of the pages has closed it. */
const nothingStays = (context: BrowserContext) =>
  expect.poll(() => readable(context), { timeout: 30_000, interval: 500 }).toEqual([])

it('[SY45.1] whoever has nothing unsent leaves with one tap: nothing of plan, values, notes and files stays', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await work(context)
  await field(phone).getByText('arrivato', { exact: true }).waitFor()
  await stateOf(phone, MEASURE, ['synced'])
  await visit(phone)
  expect(await fromCache(phone)).toBe(200)
  // While signed in it is all there, and a start without a line shows it: so that it can be seen to go.
  const before = await lookAt(context)
  expect(CANARIES.filter((canary) => !before.includes(canary))).toEqual([])
  await context.setOffline(true)
  await phone.reload()
  expect(await textIn(phone, MEASURE)).toBe('918.273')
  await context.setOffline(false)

  await signOut(phone)
  await left(phone)
  await nothingStays(context)
  expect(await fromCache(phone)).toBe(401)
  await phone.goto(`${on.url}/misure`)
  await left(phone)
  await context.setOffline(true)
  await phone.reload()
  await left(phone)
  expect(await readable(context)).toEqual([])
  await context.close()
})

it('[SY45.2] [SY48.1] who has unsent work is asked; it stays sealed, and arrives once the same person is back', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await visit(phone)
  await context.setOffline(true)
  await enter(phone, OTHER, VALUE)
  await note(phone, OTHER)
  await attach(phone, OTHER)
  await field(phone, OTHER).getByText('su questo dispositivo, da inviare').waitFor()

  await signOut(phone)
  const dialog = phone.getByRole('dialog')
  await dialog.getByText('Valori non ancora inviati: 2.').waitFor()
  await dialog.getByText('Allegati non ancora inviati: 1.').waitFor()
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'uscire-telefono')
  await dialog.getByRole('button', { name: 'Aspetta e invia' }).click()
  await dialog.getByText('Non è partito tutto').waitFor()
  await phone.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await textIn(phone, OTHER)).toBe('918.273')

  await openAccount(phone)
  await phone.getByRole('button', { name: 'Esci' }).press('Enter')
  await dialog.getByRole('button', { name: 'Esci lo stesso' }).press('Enter')
  await left(phone)
  await nothingStays(context)
  await context.setOffline(false)

  // Somebody else works here meanwhile.
  const second = await signIn(context, on.url, 'po-promozione')
  await signOut(second)
  await left(second)
  await nothingStays(context)

  const back = await signIn(context, on.url, 'po-registro-imprese')
  await stateOf(back, OTHER, ['synced'])
  expect(await textIn(back, OTHER)).toBe('918.273')
  await field(back, OTHER).getByText('arrivato', { exact: true }).waitFor()
  const history = await on.browser.newContext(DESK)
  const office = await signIn(history, on.url, 'controllo-gestione')
  await office.goto(`${on.url}/storia/RI/${OTHER}/2021/2`)
  await office.getByText('Valore: 918.273').waitFor()
  await office.getByText(NOTE).first().waitFor()
  await office.getByText(`Allegato: ${FILE}`).first().waitFor()
  await Promise.all([context.close(), history.close()])
})

it('[SY47.2] a leaving that was cut is brought to its end before anything is shown, without a line; other tabs go too', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await enter(phone, CUT, VALUE)
  const other = await context.newPage()
  await other.goto(`${on.url}/albero`)
  await other.locator('h1').first().waitFor()
  // As the power cut leaves it: the leaving has begun, nothing more.
  await phone.evaluate(async () => {
    const opening = indexedDB.open('traguardo')
    const db = await new Promise<IDBDatabase>((done) => (opening.onsuccess = () => done(opening.result)))
    const values = db.transaction('values', 'readwrite').objectStore('values')
    const asking = values.get('session')
    await new Promise<void>((done) => {
      asking.onsuccess = () => {
        const { body, person } = asking.result as { body: string; person: string }
        const leaving = { session: asking.result, databases: [`traguardo-${body}-${person}`], discard: false }
        values.put(leaving, 'leaving')
        values.put(true, 'signedOut')
        values.delete('session')
      }
      values.transaction.oncomplete = () => done()
    })
    db.close()
  })
  await phone.goto(`${on.url}/misure`)
  await left(phone)
  await other.reload()
  await left(other)
  await nothingStays(context)
  await context.setOffline(false)
  const back = await signIn(context, on.url, 'po-registro-imprese')
  await stateOf(back, CUT, ['synced'])
  expect(await textIn(back, CUT)).toBe('918.273')

  const second = await context.newPage()
  await second.goto(`${on.url}/albero`)
  await second.locator('h1').first().waitFor()
  await signOut(back)
  await left(second)
  await context.close()
})

it('[SY48.2] work in a file, in English, at a desk; what a server with another key cannot open is said', async () => {
  const context = await on.browser.newContext({ ...DESK, acceptDownloads: true, bypassCSP: true })
  const desk = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await enter(desk, CUT, '4711')
  await inEnglish(desk)
  await openAccount(desk)
  await desk.getByRole('button', { name: 'Sign out' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Values not sent yet: 1.').waitFor()
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Take the work in a file' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('"number": 4711')
  await dialog.getByText('Values in the file: 1.').waitFor()
  expect(await violations(desk)).toEqual([])
  await picture(desk, 'uscire-scrivania')
  await dialog.getByRole('button', { name: 'Sign out anyway' }).click()
  await desk.waitForURL('**/accesso**')
  await context.setOffline(false)
  await desk.getByRole('button', { name: 'Italiano' }).click()

  const other = await mkdtemp(join(tmpdir(), 'traguardo-other-key-'))
  await on.restart({ TRAGUARDO_DATA: other })
  const later = await signIn(context, on.url, 'po-registro-imprese')
  await later.getByText('non ha più la chiave').waitFor()
  expect(await violations(later)).toEqual([])
  await picture(later, 'lavoro-chiuso-scrivania')
  await later.getByRole('button', { name: 'Elimina quel lavoro' }).click()
  await later.getByRole('dialog').getByRole('button', { name: 'Elimina quel lavoro' }).click()
  await later.getByText('non ha più la chiave').waitFor({ state: 'detached' })
  await later.reload()
  await later.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  expect(await later.getByText('non ha più la chiave').count()).toBe(0)
  await context.close()
  await rm(other, { recursive: true, force: true })
})
