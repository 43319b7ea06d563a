import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD, PHONE, signIn } from '../support/browser'
import { openState, signOut, syncNow } from '../support/frame'
import { enter, stateOf, textIn } from '../support/entry'
import { type Line, openLine } from '../support/line'
import { stage } from '../support/stage'

const [NUM, DEN] = ['Percent_LibriRI.num', 'Percent_LibriRI.den'] as const

const on = stage()
let line: Line
let isNewVersion = false
let isLosing = false
let isSilent = false

beforeAll(async () => {
  line = await openLine(
    () => on.server.port,
    async () => (isLosing ? 'lose' : 'deliver'),
    (path, content) =>
      isNewVersion && path === '/sw.js' ? Buffer.concat([content, Buffer.from('\n// a newer version\n')]) : content,
    (_method, _path, body) => (isSilent && body.includes('mutation Sync(') ? Buffer.alloc(body.length, ' ') : body),
  )
})
afterAll(() => line?.close())

it('two tabs are one device: each shows what the other entered, and it goes out once', async () => {
  const context = await on.browser.newContext(PHONE)
  const one = await signIn(context, on.url, 'po-registro-imprese')
  const other = await context.newPage()
  await other.goto(`${on.url}/misure`)
  await other.locator(`input[data-measure="${NUM}"]`).waitFor()
  await context.setOffline(true)
  await enter(one, NUM, '12')
  await expect.poll(() => textIn(other, NUM)).toBe('12')
  await enter(other, DEN, '20')
  await expect.poll(() => textIn(one, DEN)).toBe('20')
  await context.setOffline(false)
  for (const tab of [one, other]) {
    await stateOf(tab, NUM, ['synced'])
    await stateOf(tab, DEN, ['synced'])
  }
  await one.goto(`${on.url}/storia/RI/${NUM}/2021/2`)
  await one.locator('.history-entry').first().waitFor()
  expect(await one.locator('.history-entry').count()).toBe(1)
  await context.close()
})

it('a new version of the app with a full outbox: nothing that was typed is lost, and it goes out after', async () => {
  isNewVersion = false
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, line.url, 'po-registro-imprese')
  const measure = 'Percent_VerbaliRI.num'
  isLosing = true
  await enter(phone, measure, '180')
  await stateOf(phone, measure, ['local'])
  // The version of before is there, whole, and serves this page.
  await phone.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  isNewVersion = true
  await phone.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  const apply = phone.getByRole('button', { name: 'Aggiorna', exact: true })
  await apply.waitFor()
  await phone.locator('input[data-measure="Percent_VerbaliRI.den"]').fill('250')
  await Promise.all([phone.waitForEvent('load'), apply.click()])
  expect(await textIn(phone, measure)).toBe('180')
  await expect.poll(() => textIn(phone, 'Percent_VerbaliRI.den')).toBe('250')
  await stateOf(phone, measure, ['local'])
  isLosing = false
  await syncNow(phone)
  await stateOf(phone, measure, ['synced'])
  await context.close()
})

it('another person on the same phone sees, sends and loses nothing of the first', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const measure = 'Percent_RilascioCO.num'
  await context.setOffline(true)
  await enter(phone, measure, '512')
  await signOut(phone)
  await phone.getByText('Valori non ancora inviati: 1.').waitFor()
  await phone.getByRole('button', { name: 'Esci lo stesso' }).click()
  await phone.waitForURL('**/accesso**')
  await context.setOffline(false)

  const second = await signIn(context, on.url, 'po-promozione')
  await second.locator('.sync-words', { hasText: 'Tutto sincronizzato' }).waitFor()
  const history = `${on.url}/storia/RI/${measure}/2021/2`
  await second.goto(history)
  await second.getByText('Nessun valore inserito').waitFor()
  await signOut(second)
  await second.waitForURL('**/accesso**')

  const back = await signIn(context, on.url, 'po-registro-imprese')
  await stateOf(back, measure, ['synced'])
  expect(await textIn(back, measure)).toBe('512')
  await context.close()
})

it('a session that died keeps the work and asks to sign in again', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const measure = 'Percent_IndiceTrasp.num'
  await context.clearCookies()
  await enter(phone, measure, '58')
  await phone.getByText('L’accesso è scaduto').waitFor()
  await phone.reload()
  await stateOf(phone, measure, ['local'])
  await (await openState(phone)).getByRole('link', { name: 'Accedi' }).click()
  await phone.getByLabel('Password').fill('Traguardo-2021')
  await phone.getByRole('button', { name: 'Accedi', exact: true }).click()
  await phone.waitForURL('**/misure')
  await stateOf(phone, measure, ['synced'])
  await context.close()
})

it('a storage that is full is said plainly: the file is not called attached, and with room again all goes on', async () => {
  const context = await on.browser.newContext(PHONE)
  const first = await context.newPage()
  const tools = await context.newCDPSession(first)
  // Before the first page: the browser remembers for a while how much room there was.
  await tools.send('Storage.overrideQuotaForOrigin', { origin: on.url, quotaSize: 6_000_000 })
  await first.goto(`${on.url}/accesso`)
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const measure = 'Percent_CartaServizi.num'
  const field = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${measure}"]`) })
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(20_000_000)])
  await phone
    .locator(`input[data-evidence="${measure}"]`)
    .setInputFiles({ name: 'grande.pdf', mimeType: 'application/pdf', buffer: large })
  await field.getByText('Non allegato: la memoria di questo dispositivo è piena').waitFor()
  expect(await field.locator('.evidence-item').count()).toBe(0)
  await tools.send('Storage.overrideQuotaForOrigin', { origin: on.url })
  // The browser remembers for a while that there was no room; a page that is opened again asks anew.
  await phone.reload()
  await enter(phone, measure, '22')
  await stateOf(phone, measure, ['synced'])
  await context.close()
})

it('[SY13.4] what was never read is not edited: the page says so, and has its fields once it was read', async () => {
  isSilent = true
  const context = await on.browser.newContext(PHONE)
  const phone = await context.newPage()
  await phone.goto(`${line.url}/accesso?utente=po-registro-imprese`)
  await phone.getByLabel('Password').fill(DEMO_PASSWORD)
  await phone.getByRole('button', { name: 'Accedi', exact: true }).click()
  await phone.getByText('Valori non ancora scaricati').waitFor()
  expect(await phone.locator('input[data-measure]').count()).toBe(0)
  isSilent = false
  await syncNow(phone)
  await phone.locator(`input[data-measure="${NUM}"]`).waitFor()
  await context.close()
})

it('[SY17] a device whose clock is ten years wrong enters in time, and both times are kept', async () => {
  const context = await on.browser.newContext(PHONE)
  await context.clock.install({ time: new Date('2036-01-01T00:00:00Z') })
  await context.clock.resume()
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const measure = 'Percent_Custom_Inzia.num'
  await enter(phone, measure, '37')
  await stateOf(phone, measure, ['synced'])
  await context.close()
})
