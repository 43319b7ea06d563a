import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { currentYear, romeDay } from '@traguardo/shared/calendar'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DESK, launchBrowser, picture } from '../support/browser'
import { anIndicator, aPlan, atLeast } from '../support/scoring'
import { type ServerProcess, startServer } from '../support/server-process'

const year = currentYear(romeDay(new Date().toISOString()))
const plan = aPlan({
  body: { code: 'PROVA', name: 'Camera di prova' },
  title: `Piano ${year}`,
  firstYear: year,
  lastYear: year + 2,
  indicators: [anIndicator('I1', { targets: [atLeast(10, year)] })],
})

let data: string
let server: ServerProcess
let browser: Browser
let page: Page

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'traguardo-first-'))
  server = await startServer(data, { TRAGUARDO_DEMO: '0' })
  browser = await launchBrowser()
  page = await (await browser.newContext({ ...DESK, acceptDownloads: true })).newPage()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(data, { recursive: true, force: true })
})

async function importFile(name: string, text: string): Promise<void> {
  const file = join(data, name)
  await writeFile(file, text)
  await page.locator('input[type="file"]').setInputFiles(file)
}

describe('the first run for real, without the demo', () => {
  it('makes the first body and its controller', async () => {
    await page.goto(`http://localhost:${server.port}/`)
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
    await server.stop()
    server = await startServer(data, { TRAGUARDO_DEMO: '0', PORT: String(server.port) })
    const other = await (await browser.newContext(DESK)).newPage()
    await other.goto(`http://localhost:${server.port}/albero`)
    await other.waitForURL('**/accesso**')
    await other.getByLabel('Nome utente').fill('cdg')
    await other.getByLabel('Password').fill('una frase lunga e mia')
    await other.getByRole('button', { name: 'Accedi', exact: true }).click()
    await other.getByText('Area uno').waitFor()
  })
})
