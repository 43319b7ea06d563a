import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { currentYear, romeDay, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DESK, picture } from '../support/browser'
import { anIndicator, aPlan, atLeast } from '../support/scoring'
import { stage } from '../support/stage'

const year = currentYear(USUAL_CALENDAR, romeDay(new Date().toISOString()))
const plan = aPlan({
  body: { code: 'PROVA', name: 'Camera di prova' },
  title: `Piano ${year}`,
  firstYear: year,
  lastYear: year + 2,
  indicators: [anIndicator('I1', { targets: [atLeast(10, year)] })],
})

const on = stage({ TRAGUARDO_DEMO: '0' })
let page: Page

beforeAll(async () => {
  page = await (await on.browser.newContext({ ...DESK, acceptDownloads: true })).newPage()
})

async function importFile(name: string, text: string): Promise<void> {
  const file = join(on.data, name)
  await writeFile(file, text)
  await page.locator('input[type="file"]').setInputFiles(file)
}

describe('the first run for real, without the demo', () => {
  it('makes the first body and its controller', async () => {
    await page.goto(`${on.url}/`)
    await page.waitForURL('**/avvio')
    expect(await page.getByText('Dimostrazione').count()).toBe(0)
    await page.getByLabel('Nome dell’ente').fill('Camera di prova')
    await page.getByLabel('Codice dell’ente').fill('PROVA')
    await page.getByLabel('Nome utente').fill('cdg')
    await page.getByLabel('Password', { exact: true }).fill('corta')
    await page.getByLabel('Ripeta la password').fill('corta')
    await page.getByRole('button', { name: 'Crea l’ente ed entra' }).click()
    await page.getByText('12 caratteri').last().waitFor()
    await picture(page, 'avvio-scrivania')
    await page.getByLabel('Password', { exact: true }).fill('una frase lunga e mia')
    await page.getByLabel('Ripeta la password').fill('una frase lunga e mia')
    await page.getByRole('button', { name: 'Crea l’ente ed entra' }).click()
    await page.waitForURL('**/piano')
  })

  it('answers a faulty plan with every fault, by line and path, and changes nothing', async () => {
    const broken = JSON.stringify(
      { ...plan, title: 7, indicators: [anIndicator('I1', { formula: 'A +', targets: [] })] },
      null,
      2,
    )
    await importFile('faulty.json', broken)
    const faults = page.locator('.fault-list li')
    await faults.first().waitFor()
    const lines = broken.split('\n')
    const line = lines.findIndex((text) => text.includes('"title": 7')) + 1
    expect(await faults.first().innerText()).toContain(String(line))
    expect(await faults.last().innerText()).toContain('indicators[0].formula')
    await picture(page, 'piano-errori-scrivania')
    await importFile('half.json', broken.slice(0, 200))
    await expect.poll(() => faults.first().innerText()).toContain('JSON')
  })

  it('takes a good plan, shows its tree and gives the same file back', async () => {
    await importFile('plan.json', JSON.stringify(plan, null, 2))
    await page.getByText(`Piano ${year}`).first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Scarica' }).click()
    const saved = await (await download).path()
    expect(JSON.parse(await readFile(saved, 'utf8'))).toEqual(plan)
    await page.getByRole('link', { name: 'Albero' }).first().click()
    await page.getByText('Area uno').waitFor()
  })

  it('keeps it over a restart, and asks for the password', async () => {
    await on.restart()
    const other = await (await on.browser.newContext(DESK)).newPage()
    await other.goto(`${on.url}/albero`)
    await other.waitForURL('**/accesso**')
    await other.getByLabel('Nome utente').fill('cdg')
    await other.getByLabel('Password').fill('una frase lunga e mia')
    await other.getByRole('button', { name: 'Accedi', exact: true }).click()
    await other.getByText('Area uno').waitFor()
  })
})
