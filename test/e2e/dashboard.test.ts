import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { ARTEFACTS, DESK, PHONE, picture, signIn } from '../support/browser'
import { pasteRegistroImprese } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

it('what a unit enters shows on the dashboards: body, areas, units, trend, picture; without a line too', async () => {
  const office = await on.browser.newContext({ ...DESK, permissions: ['clipboard-read', 'clipboard-write'] })
  const head = await signIn(office, on.url, 'po-registro-imprese')
  await pasteRegistroImprese(head, on.url)
  await office.close()

  const context = await on.browser.newContext({ ...DESK, bypassCSP: true, acceptDownloads: true })
  const page = await signIn(context, on.url, 'controllo-gestione')
  await page.getByRole('button', { name: 'Salta' }).click()
  const stands = page.locator('[data-part="stand"] .score-words').first()
  await stands.locator('strong', { hasText: /\d+,\d\d %/ }).waitFor()
  const score = await stands.locator('strong').innerText()
  expect(await page.locator('[data-part="moves"] li').count()).toBeGreaterThan(3)
  await page.locator('[data-part="late"]').getByText('Servizio Promozione').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'cruscotto-scrivania')
  await page.setViewportSize(PHONE.viewport)
  await picture(page, 'cruscotto-telefono')
  await page.setViewportSize(DESK.viewport)

  // Every chart says in words and in a table what it draws, and both can be taken away.
  await page.getByRole('link', { name: 'Andamento', exact: true }).click()
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' })
  await page.getByText('I dati in tabella').first().click()
  await page.locator('.plain-table').first().getByText(score).first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica i dati (CSV)' }).first().click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain(`;${score}`)
  await picture(page, 'andamento-scrivania')

  // The tree in one look: every objective with its title, its score and on how much it rests, and the way to it.
  await page.getByRole('link', { name: 'A colpo d’occhio' }).click()
  const cells = page.locator('.heat-cell')
  await cells
    .first()
    .getByText(/copertura \d+,\d\d %/)
    .waitFor()
  const strategic = await cells.count()
  await page.getByLabel('Anche gli obiettivi operativi').check()
  await page.waitForURL(/dettaglio=operativi/)
  await expect.poll(() => cells.count()).toBeGreaterThan(strategic)
  expect(await violations(page)).toEqual([])
  await picture(page, 'figura-scrivania')
  await page.locator('.heat-map').screenshot({ path: resolve(ARTEFACTS, 'figura.png') })
  await cells.first().getByRole('link').click()
  await page.waitForURL(/albero\?apri=/)
  await page.goto(`${on.url}/cruscotto`)
  await page.getByRole('link', { name: 'Unità', exact: true }).click()
  await page.getByRole('link', { name: 'Servizio Registro Imprese' }).first().click()
  await page.locator('#unit-objectives').waitFor()
  expect(await violations(page)).toEqual([])

  // An indicator over time: in a sentence, a picture, a table; with the colours of the dark, and on paper those of paper.
  await page.goto(`${on.url}/indicatore/Percent_RilascioCO`)
  const trend = page.locator('[data-part="trend"]')
  await trend.locator('.chart svg path').first().waitFor({ state: 'attached' })
  await trend.getByText('II quadrimestre 2021: 98,46 %').first().waitFor()
  expect(await violations(page)).toEqual([])
  const ink = () => trend.locator('.chart svg text').first().getAttribute('fill')
  const onLight = await ink()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(ink).not.toBe(onLight)
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect.poll(ink).toBe(onLight)
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })

  await context.setOffline(true)
  await page.goto(`${on.url}/cruscotto?vista=andamento`)
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' })
  await page.goto(`${on.url}/cruscotto`)
  await stands.getByText(score).waitFor()
  await context.close()
})

it('a manager sees how the own sheet stands, what would move it most, and finds anything', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await page.goto(`${on.url}/obiettivi`)
  const sheet = page.locator('[data-sheet="PO2"]')
  await sheet.locator('[data-part="levers"] li').first().waitFor()
  await sheet.locator('[data-part="sheet-trend"]').getByText('I quadrimestre 2021', { exact: true }).waitFor()
  await picture(page, 'scheda-telefono')
  await page.keyboard.press('/')
  await page.getByLabel('Che cosa cerca').fill('rifiuto')
  await page
    .getByRole('option', { name: /rifiut/i })
    .first()
    .click()
  await page.waitForURL(/indicatore|albero/)
  await page.goto(`${on.url}/misure`)
  await page.getByRole('button', { name: 'Salta' }).click()
  await page.locator('main input').first().press('Control+k')
  await page.getByLabel('Che cosa cerca').waitFor()
  await page.goto(`${on.url}/misure`)
  await page.reload()
  await page.locator('h1').waitFor()
  expect(await page.locator('[data-part="tour"]').count()).toBe(0)
  await context.close()
})

it('the year and the filters stand in the address, and go from page to page', async () => {
  const context = await on.browser.newContext({ ...PHONE })
  const page = await signIn(context, on.url, 'controllo-gestione')
  await page.goto(`${on.url}/albero?anno=2022&cerca=turismo`)
  await page.getByRole('heading', { name: /2022/ }).waitFor()
  expect(await page.getByLabel('Cerca per titolo o codice').inputValue()).toBe('turismo')
  await page.getByLabel('Cerca per titolo o codice').fill('registro')
  await page.waitForURL(/cerca=registro/)
  expect(page.url()).toContain('anno=2022')
  await page.getByRole('link', { name: 'Obiettivi', exact: true }).click()
  await page.waitForURL(/obiettivi\?anno=2022/)
  await page.getByRole('link', { name: 'Cruscotto', exact: true }).click()
  await page.getByRole('heading', { name: 'Cruscotto 2022' }).waitFor()
  // Back to the year at work: the address says nothing any more, here and on the next page.
  await page.getByLabel('Anno da guardare').selectOption('2021')
  await page.getByRole('heading', { name: 'Cruscotto 2021' }).waitFor()
  await page.getByRole('link', { name: 'Albero', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/albero' && url.search === '')
  // A year without a plan says so, and can be left again.
  await page.goto(`${on.url}/cruscotto?anno=2018`)
  await page.getByText(/Per il 2018/).waitFor()
  await page.getByLabel('Anno da guardare').selectOption('2019')
  await page.waitForURL(/anno=2019/)
  await context.close()
})
