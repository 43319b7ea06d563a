import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { keysIn, overflow } from '../support/look'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const RI = 'Servizio Registro Imprese'
const PROMOTION = 'Servizio Promozione'

describe.each([
  ['telefono', PHONE],
  ['scrivania', DESK],
] as const)('the page of the sites, %s', (size, options) => {
  const before = `Sede di prova, ${size}`
  const after = `Sede di Carrara, ${size}`
  let context: BrowserContext
  let page: Page
  const site = (name: string): Locator => page.locator(`[data-site="${name}"]`)
  /** Opens what there is of a site: on a desk it stands below the table, once its name is chosen. */
  const open = async (name: string) => {
    if (size === 'scrivania') await page.getByRole('button', { name, exact: true }).click()
    await site(name).waitFor()
  }
  const units = (name: string) => site(name).locator('.field-hint').first().innerText()
  const change = (name: string) => site(name).getByRole('button', { name: 'Cambia nome o unità' }).click()
  const save = (name: string) => site(name).getByRole('button', { name: 'Salva', exact: true }).click()

  beforeAll(async () => {
    context = await on.browser.newContext({ ...options, acceptDownloads: true, bypassCSP: true })
    page = await signIn(context, on.url, 'controllo-gestione')
    await page.goto(`${on.url}/sedi`)
    await page.getByLabel('Nome della sede').fill(before)
    await page.getByLabel(RI).check()
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Crea e scarica il file della sede' }).click(),
    ])
    await open(before)
  })
  afterAll(() => context.close())

  it('opens the form of a site with what it has, accessible and without scrolling sideways', async () => {
    await change(before)
    await site(before).getByText('Ciò che la sede porta ancora di un’unità tolta').waitFor()
    expect(await site(before).getByLabel('Nome della sede').inputValue()).toBe(before)
    expect(await site(before).getByRole('checkbox', { checked: true }).count()).toBe(1)
    expect(await site(before).getByLabel(RI).isChecked()).toBe(true)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await keysIn(page)).toEqual([])
    await picture(page, `sede-cambia-${size}`)
  })

  it('[SY73.1] says what is missing, and that there is no line, and keeps what was chosen', async () => {
    await site(before).getByLabel(RI).uncheck()
    await save(before)
    expect(await site(before).getByRole('alert').innerText()).toMatch(/unità/)
    await site(before).getByLabel(PROMOTION).check()
    await context.setOffline(true)
    await save(before)
    await site(before).getByText('Il server non risponde').waitFor()
    await context.setOffline(false)
    expect(await site(before).getByLabel(PROMOTION).isChecked()).toBe(true)
    expect(await units(before)).toBe(RI)
  })

  it('[SY73.1] changes name and units, and says when the site will know', async () => {
    await site(before).getByLabel('Nome della sede').fill(after)
    await save(before)
    await site(after).getByText('Salvato: la sede lo sa dal prossimo scambio.').waitFor()
    expect(await units(after)).toBe(PROMOTION)
    // The address names the site that is open.
    await page.reload()
    await site(after).waitFor()
    expect(await units(after)).toBe(PROMOTION)
    expect(await site(before).count()).toBe(0)
  })

  it('leaves it as it is where the change is called off', async () => {
    await change(after)
    await site(after).getByLabel(RI).check()
    await site(after).getByRole('button', { name: 'Annulla' }).click()
    expect(await site(after).getByRole('checkbox').count()).toBe(0)
    expect(await units(after)).toBe(PROMOTION)
    await change(after)
    expect(await site(after).getByLabel(RI).isChecked()).toBe(false)
  })
})
