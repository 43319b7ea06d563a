import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const MEASURE = 'Percent_LibriRI.num'
const HISTORY = '/storia/RI/Percent_LibriRI.num/2021/2'

const on = stage()

it('[SY27] [SY28] a file attached without a line goes out after the value, and proves it once it has arrived', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await enter(phone, MEASURE, '12')
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(600_000), Buffer.from('\n%%EOF\n')])
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${MEASURE}"]`) })
  await phone
    .locator(`input[data-evidence="${MEASURE}"]`)
    .setInputFiles({ name: 'registro vidimazioni.pdf', mimeType: 'application/pdf', buffer: bytes })
  await field.getByText('su questo dispositivo, da inviare').waitFor()
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'allegato-telefono')

  await phone.reload()
  await field.getByText('su questo dispositivo, da inviare').waitFor()
  await context.setOffline(false)
  await stateOf(phone, MEASURE, ['synced'])
  await field.getByText('arrivato', { exact: true }).waitFor()

  const office = await on.browser.newContext({ ...DESK, acceptDownloads: true })
  const page = await signIn(office, on.url, 'controllo-gestione')
  await page.goto(`${on.url}${HISTORY}`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'registro vidimazioni.pdf' }).click(),
  ])
  const path = await download.path()
  const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex')
  expect(hash(await readFile(path))).toBe(hash(bytes))
  await page.getByText('Allegato: registro vidimazioni.pdf').waitFor()
  await page.getByText('Valore: 12').waitFor()
  expect(await page.locator('.history-entry').first().innerText()).toMatch(/Chrome su/)
  await picture(page, 'storia-scrivania')
  await Promise.all([context.close(), office.close()])
})

it('[SY27] a large photo is made smaller on request; what can prove nothing is refused with a word', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const photo = await phone.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2000
    canvas.height = 1500
    const pen = canvas.getContext('2d')
    const noise = pen?.createImageData(2000, 1500)
    if (!pen || !noise) throw new Error('no canvas')
    for (let at = 0; at < noise.data.length; at++) noise.data[at] = (at * 2_654_435_761) % 251
    pen.putImageData(noise, 0, 0)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.95))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
  })
  const other = 'Percent_VerbaliRI.num'
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${other}"]`) })
  const input = phone.locator(`input[data-evidence="${other}"]`)
  await input.setInputFiles({ name: 'verbale.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) })
  await field.getByRole('button', { name: 'Riduci e allega' }).click()
  await field.getByText('arrivato', { exact: true }).waitFor()
  const size = await phone.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.endsWith('po-registro-imprese'))
    const request = indexedDB.open(found?.name ?? '')
    const db = await new Promise<IDBDatabase>((done) => (request.onsuccess = () => done(request.result)))
    const all = db.transaction('files').objectStore('files').getAll()
    const rows = await new Promise<{ blob: Blob }[]>((done) => (all.onsuccess = () => done(all.result)))
    return rows[0]?.blob.size ?? 0
  })
  expect(size).toBeGreaterThan(0)
  expect(size).toBeLessThan(photo.length / 2)

  await input.setInputFiles({ name: 'prova.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') })
  await field.getByText('«prova.exe» non è di un tipo ammesso').waitFor()
  await context.close()
})
