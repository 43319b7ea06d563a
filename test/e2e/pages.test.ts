import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { inEnglish } from '../support/frame'
import { gluedWords, keysIn, overflow } from '../support/look'
import { PAGES } from '../support/role-pages'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

/** Opens a page as it stands once everything is sent, and looks whether it is accessible and fits. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${on.url}${path}`)
  await page.locator('h1').waitFor()
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  expect(await violations(page), path).toEqual([])
  expect(await overflow(page), path).toBe(0)
  expect(await gluedWords(page), path).toEqual([])
}

/** Where the colours change, or the words: the same pages again. */
const AGAIN: Readonly<Record<string, readonly string[]>> = {
  'po-registro-imprese': [
    '/misure',
    '/albero',
    '/indicatore/Percent_RifiutoRI',
    '/perche/indicators/Percent_RifiutoRI',
    '/obiettivi',
    '/preferenze',
  ],
  'controllo-gestione': ['/cruscotto', '/cruscotto?vista=figura', '/rilevazione', '/piano/vita', '/calendario'],
}

it.each(Object.entries(AGAIN))('%s: accessible in the dark and in English', async (person, paths) => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true, colorScheme: 'dark' })
  const page = await signIn(context, on.url, person)
  await inEnglish(page)
  for (const path of paths) {
    await open(page, path)
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    expect(await keysIn(page), path).toEqual([])
    expect((await page.locator('.sentence').allInnerTexts()).join(' '), path).not.toMatch(/per ora|ancora|voci/)
    // 1280 pixels at 400 %: what is wider scrolls inside itself, never the page (WCAG 1.4.10).
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await overflow(page), `${path} at 320`).toBe(0)
    await page.setViewportSize(PHONE.viewport)
    await picture(page, `scuro-${person}${path.replace(/[^a-z0-9]+/gi, '-')}`)
  }
  await context.close()
})

describe.each([
  ['telefono', PHONE],
  ['scrivania', DESK],
] as const)('every page, %s', (size, options) => {
  it('sign-in is accessible and fits', async () => {
    const context = await on.browser.newContext({ ...options, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${on.url}/accesso`)
    await page.getByText('Account della dimostrazione').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await picture(page, `accesso-${size}`)
    await context.close()
  })

  it.each(Object.entries(PAGES))('%s: accessible, fits, has a title and a heading', async (person, paths) => {
    const context = await on.browser.newContext({ ...options, bypassCSP: true })
    const page = await signIn(context, on.url, person)
    for (const path of paths) {
      await open(page, path)
      expect(await keysIn(page), path).toEqual([])
      expect(await page.title(), path).toMatch(/.+Traguardo/)
      await picture(page, `${person}${path.replace(/[^a-z0-9]+/gi, '-')}-${size}`)
    }
    await context.close()
  })
})
