import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { openState } from '../support/frame'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

const trail = (page: Page) => page.getByRole('navigation', { name: 'Percorso' })

it('[RI123.1] a page below another says the way to it, and the page itself last as the current one', async () => {
  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'controllo-gestione')
  const below = {
    '/indicatore/Percent_RifiutoRI': 5,
    '/perche/indicators/Percent_RifiutoRI': 6,
    '/rilevazione/RI/2021/2': 2,
    '/piano/bozza/2021/2023': 2,
    '/albero/al/2021-06-30': 2,
    '/storia/RI/Percent_LibriRI.num/2021/2': 2,
  }
  for (const [path, steps] of Object.entries(below)) {
    await page.goto(`${on.url}${path}`)
    await trail(page).waitFor()
    const title = await page.locator('h1').innerText()
    expect(await trail(page).locator('li').count(), path).toBe(steps)
    expect(await trail(page).locator('li').last().getAttribute('aria-current'), path).toBe('page')
    expect(await trail(page).locator('li').last().textContent(), path).toBe(title)
    expect(await violations(page), path).toEqual([])
  }
  await page.goto(`${on.url}/indicatore/Percent_RifiutoRI`)
  await trail(page).waitFor()
  await picture(page, 'percorso-scrivania')
  const area = trail(page).locator('a').nth(1)
  expect(await trail(page).locator('a').first().innerText()).toMatch(/Massa-Carrara/)
  await area.click()
  await page.waitForURL(/albero\?apri=areas/)
  expect(await trail(page).count()).toBe(0)
  await context.close()
})

it('[RI123.2] on a phone that way is the link to what is right above', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await page.goto(`${on.url}/indicatore/Percent_RifiutoRI`)
  await trail(page).waitFor()
  await picture(page, 'percorso-telefono')
  const links = trail(page).locator('a:visible')
  expect(await links.count()).toBe(1)
  await links.click()
  await page.waitForURL(/albero\?apri=objectives/)
  await context.close()
})

it('[RI124.2] the state of the line never opens by itself, and stays in sight on a phone', async () => {
  const context = await on.browser.newContext(PHONE)
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await context.clearCookies()
  await page.reload()
  await page.locator('[data-level="bad"]').waitFor()
  const button = page.locator('[aria-controls="sync-panel"]')
  expect(await button.getAttribute('aria-expanded')).toBe('false')
  await page.evaluate(() => window.scrollTo(0, 2000))
  await expect.poll(async () => (await button.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0)
  const panel = await openState(page)
  await panel.getByRole('link', { name: 'Accedi' }).waitFor()
  await context.close()
})
