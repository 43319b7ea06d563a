import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

const field = (page: Page) => page.getByRole('combobox', { name: 'Che cosa cerca' })
const active = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80))

it('[RI121.1] Ctrl K opens the field that finds and does everything, from within a field too', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  for (const path of ['/misure', '/albero', '/obiettivi', '/glossario']) {
    await page.goto(`${on.url}${path}`)
    await page.locator('h1').waitFor()
    await page.keyboard.press('Control+k')
    await field(page).waitFor()
    await page.keyboard.press('Escape')
  }
  await page.goto(`${on.url}/misure`)
  await page.locator('main input').first().press('Control+k')
  await field(page).fill('tempo medio')
  await picture(page, 'palette-scrivania')
  expect(await violations(page)).toEqual([])
  await context.close()
})

it('[RI121.2] goes by arrows and Enter, and Escape leaves the focus where it was', async () => {
  const context = await on.browser.newContext(DESK)
  const page = await signIn(context, on.url, 'controllo-gestione')
  const link = page.locator('.app-rail a').nth(1)
  await link.focus()
  const before = await active(page)
  await page.keyboard.press('Control+k')
  await field(page).waitFor()
  await page.keyboard.press('Escape')
  await field(page).waitFor({ state: 'detached' })
  expect(await active(page)).toBe(before)
  await page.keyboard.press('Control+k')
  await field(page).fill('rifiuto')
  await page.locator('#palette-1').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(/indicatore|albero/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('anno 2020')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.year-field')?.value === '2020')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('english')
  await page.keyboard.press('Enter')
  await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await context.close()
})

it('[RI165] a unit is reminded from there, which says what came of it, and a plan is exported at once', async () => {
  const context = await on.browser.newContext({ ...DESK, acceptDownloads: true, bypassCSP: true })
  const page = await signIn(context, on.url, 'segretario-generale')
  const remind = async () => {
    await page.keyboard.press('Control+k')
    await field(page).fill('sollecita promozione')
    await page.getByRole('option', { name: /^Sollecita: Servizio Promozione/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
  }
  await remind()
  await page.getByText('Servizio Promozione: sollecitata.').waitFor()
  await picture(page, 'palette-sollecito')
  expect(await violations(page)).toEqual([])
  // Another one on that day is refused, in the same words as on the board.
  await page.keyboard.press('Escape')
  await remind()
  const refused = await page.locator('dialog.palette .field-error').innerText()
  await page.keyboard.press('Escape')
  await page.goto(`${on.url}/rilevazione`)
  await page.locator('[data-unit="PROM"] input').check()
  await page.getByRole('button', { name: 'Sollecita le scelte' }).click()
  expect(await page.locator('main [role="status"] .field-error').innerText()).toBe(refused)
  await context.close()

  const other = await on.browser.newContext({ ...DESK, acceptDownloads: true })
  const desk = await signIn(other, on.url, 'controllo-gestione')
  await desk.keyboard.press('Control+k')
  await field(desk).fill('esporta il piano')
  await desk.getByRole('option', { name: /^Esporta il piano/, selected: true }).waitFor()
  const [file] = await Promise.all([desk.waitForEvent('download'), desk.keyboard.press('Enter')])
  expect(file.suggestedFilename()).toMatch(/2021.*json$/)
  await other.close()
})

it('[RI121.5] on a phone it has the whole screen', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'organi')
  await page.getByRole('button', { name: 'Cerca o fai…' }).click()
  await field(page).fill('esci')
  const box = await page.locator('dialog.palette').boundingBox()
  expect(box).toEqual({ x: 0, y: 0, ...PHONE.viewport })
  await picture(page, 'palette-telefono')
  expect(await violations(page)).toEqual([])
  await page.getByRole('option', { name: /^Esci/ }).click()
  await page.waitForURL(/accesso/)
  await context.close()
})

it('[RI122.1] a question mark lists the keys of the page and of the frame', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await page.locator('h1').waitFor()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Tasti di questa pagina' })
  await dialog.waitFor()
  expect((await dialog.locator('dt').allInnerTexts()).map((keys) => keys.replaceAll(/\s/g, ''))).toEqual([
    'CtrlZ',
    'CtrlK',
    '/',
    '?',
  ])
  expect(await dialog.locator('dd').first().innerText()).toBe('Annulla l’ultimo valore')
  await picture(page, 'tasti-scrivania')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('/')
  expect(await field(page).count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await context.close()
})

it('[RI122.2] a key without Ctrl does nothing in a field', async () => {
  const context = await on.browser.newContext(DESK)
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await page.goto(`${on.url}/albero`)
  const search = page.locator('main input[type="search"]').first()
  await search.fill('a')
  await search.press('?')
  await search.press('/')
  expect(await search.inputValue()).toBe('a?/')
  expect(await page.locator('dialog[open]').count()).toBe(0)
  await context.close()
})
