import { createHash, randomBytes } from 'node:crypto'
import { cp, rm } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, signIn } from '../support/browser'
import { enter } from '../support/entry'
import { stage } from '../support/stage'

const MEASURE = 'Percent_LibriRI.num'

const on = stage()

const document = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(40_000), Buffer.from('\n%%EOF\n')])
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const attach = (phone: Page, files: Readonly<Record<string, Buffer>>) =>
  phone
    .locator(`input[data-evidence="${MEASURE}"]`)
    .setInputFiles(Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'application/pdf', buffer })))
const stateOf = (phone: Page, name: string) =>
  phone.locator('.evidence-item', { hasText: name }).getByRole('status').first()
const arrives = (phone: Page, name: string) => stateOf(phone, name).getByText('arrivato', { exact: true }).waitFor()

it('[SY66.1] a file that is taken away without a line is never sent, what waits is told, and the others arrive', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const words = phone.locator('.sync-words')
  // The one whose hash sorts first is the one that goes.
  const [gone = document(), ...others] = [document(), document(), document()].sort((a, b) =>
    hashOf(a).localeCompare(hashOf(b)),
  )
  const asked: string[] = []
  context.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  await context.setOffline(true)
  await enter(phone, MEASURE, '12')
  await words.getByText('Senza linea, nulla va perso: 1 valore da inviare.').waitFor()
  await attach(phone, { 'tolto.pdf': gone, 'uno.pdf': others[0] ?? gone, 'due.pdf': others[1] ?? gone })
  await words.getByText('Senza linea, nulla va perso: 1 valore e 3 allegati da inviare.').waitFor()
  await phone.getByRole('button', { name: 'Togli l’allegato tolto.pdf' }).click()
  // That it was taken away is said like a value.
  await words.getByText('Senza linea, nulla va perso: 2 valori e 2 allegati da inviare.').waitFor()
  await phone.goto(`${on.url}/sistemare`)
  await phone.locator('[data-part="files"]').getByText('2', { exact: true }).waitFor()
  await phone.goBack()
  await context.setOffline(false)
  for (const name of ['uno.pdf', 'due.pdf']) await arrives(phone, name)
  await words.getByText('Tutto sincronizzato').waitFor()
  const ofUploads = asked.filter((line) => line.includes('/prove/carico'))
  expect(ofUploads.length).toBeGreaterThan(3)
  expect(ofUploads.filter((line) => line.includes(hashOf(gone)))).toEqual([])
  await context.close()
})

it('[SY61.2] after the head office was put back from a copy, the phone sends again what came after it, bytes too', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await attach(phone, { 'prima.pdf': document() })
  await arrives(phone, 'prima.pdf')
  const copy = `${on.data}-copia`
  await on.server.stop()
  await cp(on.data, copy, { recursive: true })
  await on.restart()
  await phone.reload()
  const bytes = document()
  await attach(phone, { 'dopo.pdf': bytes })
  await arrives(phone, 'dopo.pdf')
  await phone.locator('.sync-words', { hasText: 'Tutto sincronizzato' }).waitFor()

  // Without a line: the phone would hear of the head office, and send, before anybody has looked.
  await context.setOffline(true)
  await on.server.stop()
  await rm(on.data, { recursive: true })
  await cp(copy, on.data, { recursive: true })
  await on.restart()
  const office = await on.browser.newContext(DESK)
  const page = await signIn(office, on.url, 'controllo-gestione')
  const read = () => page.request.get(`${on.url}/prove/${hashOf(bytes)}`)
  expect((await read()).status()).toBe(404)
  await context.setOffline(false)
  await phone.reload()
  await expect.poll(async () => (await read()).status(), { timeout: 30_000 }).toBe(200)
  expect((await (await read()).body()).equals(bytes)).toBe(true)
  await arrives(phone, 'dopo.pdf')
  await rm(copy, { recursive: true })
  await Promise.all([context.close(), office.close()])
})
