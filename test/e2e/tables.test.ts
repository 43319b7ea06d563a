import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { keysIn, overflow } from '../support/look'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

/** Tables of the page as a desk has them, by their names. */
const tables = (page: Page) => page.locator('.data-table caption').allInnerTexts()
const rows = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true }).locator('tbody tr[data-key]').count()

async function isWell(page: Page, name: string): Promise<void> {
  expect(await violations(page), name).toEqual([])
  expect(await overflow(page), name).toBe(0)
  expect(await keysIn(page), name).toEqual([])
  await picture(page, `tabelle-${name}`)
}

it('[RI162] sites, notices, drafts, versions and comparisons are tables on a desk and cards on a phone', async () => {
  const desk = await on.browser.newContext({ ...DESK, acceptDownloads: true, bypassCSP: true })
  const controller = await signIn(desk, on.url, 'controllo-gestione')
  await controller.goto(`${on.url}/piano/vita`)
  await controller.getByText('Nessuna bozza aperta.').waitFor()
  await controller.getByRole('button', { name: /^Prepara un aggiornamento/ }).click()
  await controller.waitForURL(/piano\/bozza/)
  await controller.goto(`${on.url}/piano/vita`)
  await controller.getByRole('link', { name: /^Aggiornamento del piano/ }).waitFor()
  expect(await tables(controller)).toEqual(['Bozze', 'Versioni'])
  expect([await rows(controller, 'Bozze'), await rows(controller, 'Versioni')]).toEqual([1, 1])
  await isWell(controller, 'bozze-scrivania')

  await controller.goto(`${on.url}/sedi`)
  await controller.getByLabel('Nome della sede').fill('Carrara')
  await controller.getByLabel('Servizio Promozione').check()
  await controller.getByRole('button', { name: 'Crea e scarica il file della sede' }).click()
  await controller.locator('tr[data-key]', { hasText: 'Carrara' }).waitFor()
  expect(await controller.locator('tr[data-key]').innerText()).toMatch(/Servizio Promozione\s+mai/)
  await controller.locator('tr[data-key]').press('Enter')
  await controller.locator('[data-site="Carrara"]').waitFor()
  await isWell(controller, 'sedi-scrivania')

  const manager = await signIn(await on.browser.newContext({ ...DESK, bypassCSP: true }), on.url, 'segretario-generale')
  await manager.goto(`${on.url}/rilevazione`)
  await manager.locator('[data-unit="RI"] input').check()
  await manager.getByRole('button', { name: 'Sollecita le scelte', exact: true }).click()
  await manager.getByText('Servizio Registro Imprese: ').waitFor()
  await manager.context().close()

  const head = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(head, on.url, 'po-registro-imprese')
  await page.goto(`${on.url}/avvisi`)
  const notice = page.locator('tr[data-unread="true"]').first()
  await notice.waitFor()
  await isWell(page, 'avvisi-scrivania')
  // On a phone the same rows are cards.
  await page.setViewportSize(PHONE.viewport)
  const card = page.locator('.table-card [data-unread="true"]').first()
  await card.waitFor()
  await isWell(page, 'avvisi-telefono')
  await card.getByRole('link').click()
  await page.waitForURL(/misure/)
  await page.goto(`${on.url}/avvisi`)
  await page.locator('.table-card').first().waitFor()
  expect(await page.locator('[data-unread="true"]').count()).toBe(0)
  await head.close()

  await controller.setViewportSize(PHONE.viewport)
  for (const [path, name] of [
    ['/sedi', 'sedi'],
    ['/piano/vita', 'bozze'],
  ] as const) {
    await controller.goto(`${on.url}${path}`)
    await controller.locator('.table-card').first().waitFor()
    await isWell(controller, `${name}-telefono`)
  }
  await desk.close()
})

it('[RI162] a row of the table of comparisons shows its figures as a chart', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'controllo-gestione.cciaa-ms-2019')
  await page.goto(`${on.url}/cruscotto?vista=confronto`)
  const row = page.locator('tr[data-key]').nth(1)
  await row.waitFor()
  const title = await row.getByRole('button').innerText()
  await row.getByRole('button').click()
  await page.locator('.chart-figure figcaption', { hasText: title }).waitFor()
  await isWell(page, 'confronto-scrivania')
  await page.setViewportSize(PHONE.viewport)
  await page.locator('.table-card').nth(1).waitFor()
  await isWell(page, 'confronto-telefono')
  await context.close()
})
