import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, picture, signIn } from '../support/browser'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const row = (page: Page, item: string) => page.locator(`[data-item="${item}"]`)
const kept = (page: Page) => page.locator('[data-kept="true"]').waitFor()
const brothers = (page: Page) =>
  page
    .locator('[data-item^="objectives/"][data-depth="1"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-item')))

it('the controller revises a plan by keyboard, by hand and by typing; every step can be undone, and an act adopts it', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'controllo-gestione')
  await page.goto(`${on.url}/piano/bozza/2021/2023`)
  const first = row(page, 'areas/AS1')
  await first.waitFor()

  // By keyboard: open an area, go down, move an objective with Alt, take it back.
  await first.focus()
  await page.keyboard.press('ArrowRight')
  const before = await brothers(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  expect((await brothers(page)).slice(0, 2)).toEqual([before[1], before[0]])
  await page.keyboard.press('Control+z')
  expect(await brothers(page)).toEqual(before)

  // By hand: an objective is dragged onto another area.
  await row(page, String(before[0])).dragTo(row(page, 'areas/AS2'))
  await page.getByText('appeso a').waitFor()
  await page.getByRole('button', { name: 'Annulla', exact: true }).click()
  await page.getByText('Per ora niente').waitFor()

  // By typing: a formula that completes and complains, a target that is read as it is printed, weights with their sum.
  await page.getByLabel('Cerca per titolo o codice').fill('Percent_RifiutoRI')
  await row(page, 'indicators/Percent_RifiutoRI').click()
  const formula = page.getByRole('combobox', { name: 'Algoritmo' })
  await formula.fill('Percent_LibriRI.num / Percent_Lib')
  await page.getByText(/^Carattere \d+:/).waitFor()
  await formula.press('End')
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await formula.press('ArrowDown')
  await formula.press('ArrowUp')
  await formula.press('Enter')
  expect(await formula.inputValue()).toMatch(/^Percent_LibriRI\.num \/ Percent_LibriRI\.(num|den)$/)
  await page.getByText('La formula si legge.').waitFor()
  const target = page.getByLabel('Target 2021')
  await target.fill('forse')
  await target.blur()
  await page.getByText('Qui non si legge un target').waitFor()
  await target.fill('>= 85 %')
  await target.blur()

  // The measures of its formula: what they are called and who enters them; a new one is there for the formula.
  const own = page.locator('[data-measure="Percent_LibriRI.num"]')
  await own.locator('summary').first().click()
  await own.getByLabel('Che cosa si rileva').fill('Libri vidimati entro due giorni')
  await own.locator('summary').getByText('Libri vidimati entro due giorni').waitFor()
  await page
    .locator('[data-part="diff"]')
    .getByText(/Percent_LibriRI\.num.*descrizione/)
    .waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Aggiungi una misura' }).click()
  const made = page.locator('[data-measure="Percent_RifiutoRI.mis"]')
  await made.locator('summary').first().click()
  await made.getByLabel('Tipo di valore').selectOption('date')
  await made.getByText(/La inseriscono/).click()
  await made.getByLabel('Servizio Registro Imprese').setChecked(true)
  await formula.fill('Percent_RifiutoRI.mis')
  await page.getByText('La formula si legge.').waitFor()
  await made.getByRole('button', { name: 'Elimina' }).waitFor({ state: 'detached' })
  await formula.fill('Percent_LibriRI.num / Percent_LibriRI.den')
  await page.getByLabel('Cerca per titolo o codice').fill('')
  await kept(page)
  expect(await violations(page)).toEqual([])

  // An objective helps to reach another: cause and effect of the strategy map.
  await page.getByLabel('Cerca per titolo o codice').fill('Agenda Digitale')
  await row(page, 'objectives/2.2').click()
  await page.getByText('Aiuta a raggiungere (0)').click()
  await page.getByLabel(/^1\.1 Consolidare/).check()
  await page.getByText('Aiuta a raggiungere (1)').waitFor()
  await page
    .locator('[data-part="diff"]')
    .getByText(/aiuta a raggiungere/)
    .first()
    .waitFor({ state: 'attached' })
  await page.getByLabel('Cerca per titolo o codice').fill('')
  await kept(page)
  expect(await violations(page)).toEqual([])

  // Something new, and something removed with all that hangs on it.
  await row(page, 'areas/AS1').click()
  await page.getByRole('button', { name: 'Aggiungi un obiettivo' }).click()
  await page.getByLabel('Titolo', { exact: true }).fill('Un obiettivo di prova')
  await page.getByText(/«Un obiettivo di prova» non ha un indicatore/).waitFor({ state: 'attached' })
  await page.locator('[data-part="units"] summary').click()
  await page.getByRole('button', { name: 'Aggiungi un’unità' }).click()
  await page.getByLabel('Nome dell’unità').fill('Servizio unico')
  await page.getByLabel('Dal giorno', { exact: true }).fill('2021-10-01')
  await page.getByText(/Inserito U: Servizio unico/).waitFor()
  await kept(page)
  await picture(page, 'editor-scrivania')

  // What was saved is there again; two people do not save over one another.
  await page.reload()
  await page.locator('[data-part="diff"] [data-change="inserted"]').first().waitFor()
  const other = await on.browser.newContext(DESK)
  const second = await signIn(other, on.url, 'controllo-gestione')
  await second.goto(`${on.url}/piano/bozza/2021/2023`)
  await row(second, 'areas/AS1').click()
  await second.getByLabel('Titolo', { exact: true }).fill('Area rinominata altrove')
  await kept(second)
  await row(page, 'areas/AS2').click()
  await page.getByLabel('Titolo', { exact: true }).fill('Area rinominata qui')
  await page.getByText('Nel frattempo un’altra persona ha salvato questa bozza').waitFor()
  await other.close()

  await page.reload()
  await page.getByLabel('Organo').fill('Giunta')
  await page.getByLabel('Numero', { exact: true }).fill('1')
  await page.getByRole('button', { name: 'Adotta con un atto' }).click()
  await page.waitForURL(/\/piano\/vita/)
  await page.getByText('Giunta n. 1 del 05/09/2021').first().waitFor()
  await page.goto(`${on.url}/indicatore/Percent_RifiutoRI`)
  await page.getByText('>= 85 %').first().waitFor()

  // The map draws it, says it in a list, and is gone through by keys.
  await page.goto(`${on.url}/cruscotto?vista=mappa`)
  await page.locator('[data-arrow="2.2/1.1"]').waitFor({ state: 'attached' })
  await page.locator('[data-part="map"] li', { hasText: 'Agenda Digitale' }).getByText('aiuta a raggiungere').waitFor()
  const node = page.locator('[data-node="objectives/2.2"]')
  await node.focus()
  await page.locator('[data-arrow="2.2/1.1"].is-own').waitFor({ state: 'attached' })
  expect(await violations(page)).toEqual([])
  await picture(page, 'mappa-scrivania')
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await violations(page)).toEqual([])
  await picture(page, 'mappa-telefono')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica la figura (SVG)' }).click(),
  ])
  const svg = await readFile(await download.path(), 'utf8')
  expect(svg).toMatch(/^<svg [^>]*xmlns=/)
  expect(svg).not.toMatch(/: ?var\(/)
  await node.press('Enter')
  await page.waitForURL(/albero\?apri=/)
  await context.close()
})
