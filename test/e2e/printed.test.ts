import { expect, it } from 'vitest'
import { DESK, picture, signIn } from '../support/browser'
import { inEnglish } from '../support/frame'
import { printed } from '../support/printed'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

it('[RI160] each sheet of paper says the body, the year, the page, the day and its number, in the language of the page', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'controllo-gestione')
  for (const path of [
    '/albero',
    '/rilevazione',
    '/rilevazione/RI/2021/2',
    '/persone',
    '/registro',
    '/regole',
    '/cruscotto',
  ]) {
    await page.goto(`${on.url}${path}`)
    await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    const title = (await page.locator('h1').innerText()).trim()
    const sheets = await printed(page)
    expect(sheets.length, path).toBeGreaterThan(0)
    for (const [at, text] of sheets.entries()) {
      expect(text, path).toContain('Massa-Carrara, 2021')
      expect(text, path).toContain(title)
      expect(text, path).toContain('Stampato il 5 settembre 2021')
      expect(text, path).toContain(`pagina ${at + 1} di ${sheets.length}`)
    }
  }
  await inEnglish(page)
  await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  expect((await printed(page))[0]).toContain('page 1 of')
  await context.close()
})

it('[RI161] a sheet is a page of its own, below that of all, and its paper has room for the date and the signatures', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'segretario-generale')
  await page.goto(`${on.url}/obiettivi`)
  // Closed sheets are a list of what they scored.
  await page.locator('[data-sheet="PO2"] .score-words').waitFor()
  await page.locator('[data-sheet="PO2"] > summary').click()
  await page.locator('[data-sheet="PO2"]').getByRole('link', { name: 'Apri la scheda da sola' }).click()
  await page.waitForURL(/obiettivi\/PO2/)
  await page.locator('.objective-item').first().waitFor()
  const way = page.getByRole('navigation', { name: 'Percorso' })
  expect(await way.locator('a').allInnerTexts()).toEqual([
    expect.stringMatching(/Massa-Carrara/),
    'Obiettivi individuali',
  ])
  expect(await violations(page)).toEqual([])
  await picture(page, 'scheda-sola')
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const title = await page.locator('h1').innerText()
  const text = (await printed(page)).join(' ')
  expect(text).toContain(title)
  for (const place of ['Data', 'Firma di chi ha assegnato la scheda', 'Firma del titolare'])
    expect(text).toContain(place)
  expect(await page.getByText('Firma del titolare').isVisible()).toBe(false)
  await page.goto(`${on.url}/obiettivi/NESSUNA`)
  await page.getByRole('heading', { name: 'Questa scheda non c’è' }).waitFor()
  expect(await violations(page)).toEqual([])
  await context.close()
})
