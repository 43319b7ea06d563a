import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DEMO_PASSWORD, DESK, PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const MEASURE = 'Percent_Custom_Inzia'
const fieldOf = (page: Page, measure: string) =>
  page.locator('.measure-field', { has: page.locator(`input[data-measure="${measure}"]`) })
const scoreOf = (page: Page) => page.locator(`[data-card="${MEASURE}"] .indicator-score`)

it('[CO11.6] a unit head sees what the score becomes while typing, is asked once about what is odd, and takes it back', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await enter(page, `${MEASURE}.num`, '30')
  await page.locator(`input[data-measure="${MEASURE}.den"]`).fill('40')
  // Not kept yet, and counted already.
  await page.locator(`[data-indicator="${MEASURE}"] [data-part="value"]`).getByText('75,00 %').waitFor()
  await context.setOffline(true)
  await enter(page, `${MEASURE}.den`, '20')
  const doubt = fieldOf(page, `${MEASURE}.den`).locator('[data-doubt="above-hundred"]')
  await doubt.getByText('Supera il 100 %. È giusto?').waitFor()
  await picture(page, 'dubbio-telefono')
  expect(await violations(page)).toEqual([])
  await doubt.getByRole('button', { name: 'No, annulla' }).click()
  await expect.poll(() => textIn(page, `${MEASURE}.den`)).toBe('')
  await enter(page, `${MEASURE}.den`, '20')
  await doubt.getByRole('button', { name: 'Sì, è giusto' }).click()
  await doubt.waitFor({ state: 'detached' })
  expect(await textIn(page, `${MEASURE}.den`)).toBe('20')
  await fieldOf(page, `${MEASURE}.den`)
    .getByRole('button', { name: /^Annulla l’ultimo valore/ })
    .click()
  await expect.poll(() => textIn(page, `${MEASURE}.den`)).toBe('')
  await enter(page, `${MEASURE}.den`, '40')
  await context.setOffline(false)
  await stateOf(page, `${MEASURE}.den`, ['synced'])
  expect(await scoreOf(page).innerText()).toContain('%')
  await context.close()
})

it('at a desk the measures are a table that takes a column from a spreadsheet, and gives it back', async () => {
  const context = await on.browser.newContext({
    ...DESK,
    bypassCSP: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await signIn(context, on.url, 'po-regolazione')
  await page.getByRole('button', { name: 'Mostra come tabella' }).click()
  const inputs = page.locator('table input[data-measure]')
  await inputs.first().waitFor()
  const [first = '', second = ''] = await inputs.evaluateAll((all) =>
    all.map((one) => (one as HTMLInputElement).dataset['measure'] ?? ''),
  )
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${second}\t12\n${first}\t7\nNESSUNA\t3\n`)
  await inputs.first().focus()
  await page.keyboard.press('Control+v')
  await page.getByText('Valori incollati: 2.').waitFor()
  await page.getByText('Riga 3: qui non c’è la misura «NESSUNA».').waitFor()
  expect([await textIn(page, first), await textIn(page, second)]).toEqual(['7', '12'])
  expect(await violations(page)).toEqual([])
  await picture(page, 'tabella-scrivania')
  await inputs.first().press('ArrowDown')
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['measure'])).toBe(second)
  await page.locator('h1').click()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => [await textIn(page, first), await textIn(page, second)]).toEqual(['', ''])
  await context.close()
})

it('[RI163.3] the grid has a line a measure, last year beside, and the fields of the cards without a line too', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await page.getByRole('button', { name: 'Salta' }).click()
  await page.getByRole('button', { name: 'Mostra come tabella' }).click()
  await page.locator('.entry-grid').waitFor()
  expect(await page.locator('.entry-grid thead th').allInnerTexts()).toEqual([
    'Misura',
    'II quadrimestre 2020',
    'I quadrimestre 2021',
    'II quadrimestre 2021',
    'Obiettivo',
    'Punteggio',
  ])
  const lines = page.locator('.entry-grid tbody tr')
  await lines.first().waitFor()
  const inSight = await lines.evaluateAll(
    (all) => all.filter((one) => one.getBoundingClientRect().bottom <= window.innerHeight).length,
  )
  await picture(page, 'griglia-scrivania')
  expect(inSight).toBe(await lines.count())
  const from = (await lines.first().boundingBox())?.y ?? Infinity
  expect(Math.floor((DESK.viewport.height - from) / 26)).toBeGreaterThanOrEqual(22)
  expect(await lines.evaluateAll((all) => all.filter((one) => one.clientHeight > 27).length)).toBe(0)
  expect(await violations(page)).toEqual([])
  // Without a line it is the same fields, and goes out once there is one.
  await context.setOffline(true)
  const input = page.locator('.entry-grid input[data-measure]').first()
  const measure = (await input.getAttribute('data-measure')) ?? ''
  await input.fill('7')
  await input.press('ArrowDown')
  await page.locator(`[data-row="${measure}"] [data-state="local"]`).waitFor()
  await context.setOffline(false)
  await page.locator(`[data-row="${measure}"] [data-state="synced"]`).waitFor()
  await page.setViewportSize({ width: 1920, height: 1080 })
  await picture(page, 'griglia-grande')
  await context.close()
})

it('[RI164] a desk shows the measures as they were chosen there, a phone always as cards', async () => {
  const context = await on.browser.newContext(DESK)
  const page = await signIn(context, on.url, 'po-promozione')
  await page.locator('[data-card]').first().waitFor()
  await page.getByRole('button', { name: 'Mostra come tabella' }).click()
  await page.locator('.entry-grid').waitFor()
  await page.goto(`${on.url}/albero`)
  await page.goto(`${on.url}/misure`)
  await page.locator('.entry-grid').waitFor()
  await page.setViewportSize(PHONE.viewport)
  await page.locator('[data-card]').first().waitFor()
  expect(await page.locator('.entry-grid').count()).toBe(0)
  await page.setViewportSize(DESK.viewport)
  await page.getByRole('button', { name: 'Mostra le schede' }).click()
  await page.reload()
  await page.locator('[data-card]').first().waitFor()
  await context.close()
})

it('everything can be done by keyboard: sign in, ten measures in a row, the pages, a chart’s data', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await context.newPage()
  const press = (key: string) => page.keyboard.press(key)
  /** Tabs on until something with this name has the focus. */
  const tabTo = async (name: RegExp, key = 'Tab') => {
    for (let step = 0; step < 120; step++) {
      const label = await page.evaluate(() => {
        const at = document.activeElement
        return `${at?.getAttribute('aria-label') ?? ''} ${at?.textContent ?? ''}`.trim()
      })
      if (name.test(label)) return
      await press(key)
    }
    throw new Error(`no ${String(name)} by keyboard`)
  }
  await page.goto(`${on.url}/accesso?utente=po-promozione`)
  await page.getByLabel('Password').waitFor()
  await page.getByLabel('Password').focus()
  await page.keyboard.type(DEMO_PASSWORD)
  await press('Enter')
  await page.locator('input[data-measure]').first().waitFor()
  // The first round comes after the measures.
  await page.getByRole('button', { name: 'Salta', exact: true }).waitFor()
  await tabTo(/^Salta$/, 'Shift+Tab')
  await press('Enter')
  const numbers = page.locator('input[data-measure][inputmode="numeric"], input[data-measure][inputmode="decimal"]')
  await numbers.first().focus()
  for (let typed = 0; typed < 10; typed++) {
    const isDate = await page.evaluate(() => document.activeElement?.getAttribute('inputmode') === 'text')
    await page.keyboard.type(isDate ? '1/7/2021' : '12', { delay: 20 })
    await press('Enter')
  }
  const done = async () => Number.parseInt(await page.locator('[data-part="progress"]').innerText(), 10)
  await expect.poll(done, { timeout: 20_000 }).toBeGreaterThanOrEqual(8)
  // In a field a slash is a slash.
  await tabTo(/^Altre scelte/)
  await press('/')
  await page.getByLabel('Che cosa cerca').waitFor()
  await page.keyboard.type('cruscotto')
  await page.getByRole('option', { name: /^Cruscotto/, selected: true }).waitFor()
  await press('Enter')
  await page.waitForURL(/cruscotto/)
  await tabTo(/^Unità$/)
  await press('Enter')
  await page.waitForURL(/vista=unita/)
  await tabTo(/^I dati in tabella$/)
  await press('Enter')
  await page.locator('.plain-table').waitFor()
  await context.close()
})
