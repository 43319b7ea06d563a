import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf } from '../support/entry'
import { openLine } from '../support/line'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const MEASURE = 'Percent_LibriRI.num'
const HISTORY = '/storia/RI/Percent_LibriRI.num/2021/2'

const on = stage()

it('[SY28.1] a file attached without a line goes out after the value, and proves it once it has arrived', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  // The console of a browser tells of each: nobody is to be startled by one.
  const notFound: string[] = []
  phone.on('response', (response) => void (response.status() === 404 && notFound.push(response.url())))
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
  expect(notFound).toEqual([])

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

it('[SY27.2] a large photo is made smaller on request; what can prove nothing is refused with a word', async () => {
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

it('[SY43.1] a file that came to the server as other bytes is begun again by the phone, and arrives', async () => {
  const patches: string[] = []
  const line = await openLine(
    () => on.server.port,
    () => Promise.resolve('deliver' as const),
    (_path, content) => content,
    (method, path, body) => {
      if (method !== 'PATCH') return body
      patches.push(path)
      return patches.length === 1 ? randomBytes(body.length) : body
    },
  )
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, line.url, 'po-registro-imprese')
  const measure = 'Percent_LibriRI.den'
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${measure}"]`) })
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9000), Buffer.from('\n%%EOF\n')])
  const input = phone.locator(`input[data-evidence="${measure}"]`)
  await input.setInputFiles({ name: 'disturbato.pdf', mimeType: 'application/pdf', buffer: bytes })
  await field.getByText('arrivato', { exact: true }).waitFor()
  expect(patches.length).toBe(2)
  await context.close()

  const office = await on.browser.newContext({ ...DESK, acceptDownloads: true })
  const page = await signIn(office, on.url, 'controllo-gestione')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const answer = await page.request.get(`${on.url}/prove/${sha256}`)
  expect((await answer.body()).equals(bytes)).toBe(true)
  await office.close()
  await line.close()
})

it('[SY43.3] a file that the server keeps getting wrong does not hold up the next one', async () => {
  const document = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(900), Buffer.from('\n%%EOF\n')])
  const files = [document(), document()] as const
  const spoilt = createHash('sha256').update(files[0]).digest('hex')
  const line = await openLine(
    () => on.server.port,
    () => Promise.resolve('deliver' as const),
    (_path, content) => content,
    (method, path, body) => (method === 'PATCH' && path.endsWith(spoilt) ? randomBytes(body.length) : body),
  )
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, line.url, 'po-registro-imprese')
  const measure = 'Percent_VerbaliRI.den'
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${measure}"]`) })
  const input = phone.locator(`input[data-evidence="${measure}"]`)
  await input.setInputFiles(files.map((buffer, at) => ({ name: `${at}.pdf`, mimeType: 'application/pdf', buffer })))
  const stateOfFile = (at: number) => field.locator('.evidence-item', { hasText: `${at}.pdf` }).getByRole('status')
  await stateOfFile(1).getByText('arrivato', { exact: true }).waitFor()
  expect(await stateOfFile(0).innerText()).toMatch(/^non ancora partito\. /)
  await context.close()
  await line.close()
})

it('[SY43.2] files that an earlier version of the app had given up go out by themselves', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  const measure = 'T_medi_C1.1.1'
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${measure}"]`) })
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(900), Buffer.from('\n%%EOF\n')])
  const input = phone.locator(`input[data-evidence="${measure}"]`)
  await input.setInputFiles({ name: 'rinunciato.pdf', mimeType: 'application/pdf', buffer: bytes })
  await field.getByText('su questo dispositivo, da inviare').waitFor()
  // As the earlier version left it after an answer that it did not understand.
  await phone.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.endsWith('po-registro-imprese'))
    const request = indexedDB.open(found?.name ?? '')
    const db = await new Promise<IDBDatabase>((done) => (request.onsuccess = () => done(request.result)))
    const store = db.transaction('files', 'readwrite').objectStore('files')
    const all = store.getAll()
    const rows = await new Promise<object[]>((done) => (all.onsuccess = () => done(all.result)))
    const put = rows.map((row) => store.put({ ...row, waiting: 0, refused: true }))
    await Promise.all(put.map((one) => new Promise((done) => (one.onsuccess = done))))
    db.close()
  })
  await phone.reload()
  await field.getByText('su questo dispositivo, da inviare').waitFor()
  await context.setOffline(false)
  await field.getByText('arrivato', { exact: true }).waitFor()
  await context.close()
})
