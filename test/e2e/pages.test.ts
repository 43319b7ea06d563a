import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { gluedWords, keysIn, overflow } from '../support/look'
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

const PAGES = {
  'po-registro-imprese': [
    '/misure',
    '/albero',
    '/albero?apri=objectives%2F2.2.1',
    '/indicatore/Percent_RifiutoRI',
    '/obiettivi',
    '/sistemare',
    '/storia/RI/Percent_LibriRI.num/2021/2',
    '/misure?vista=griglia',
    '/perche/indicators/Percent_RifiutoRI',
    '/regole',
    '/cerca?q=registro',
    '/cerca?q=niente-di-simile',
    '/aiuto',
    '/glossario',
    '/accessibilita',
    '/nessuna',
  ],
  'segretario-generale': [
    '/cruscotto',
    '/cruscotto?vista=dirigenti',
    '/obiettivi',
    '/misure',
    '/rilevazione',
    '/rilevazione/RI/2021/2',
    '/avvisi',
    '/menu',
  ],
  'controllo-gestione': [
    '/albero',
    '/piano',
    '/sedi',
    '/obiettivi',
    '/rilevazione',
    '/calendario',
    '/persone',
    '/registro',
    '/piano/vita',
    '/regole',
    '/albero/al/2021-06-30',
    '/cruscotto',
    '/cruscotto?vista=mappa',
    '/cruscotto?vista=figura',
    '/cruscotto?vista=unita',
    '/cruscotto?vista=programmi',
    '/cruscotto?vista=andamento',
    '/cruscotto?anno=2019',
    '/piano/bozza/2021/2023',
    '/preferenze',
  ],
  'controllo-gestione.cciaa-mt': ['/cruscotto', '/cruscotto?vista=programmi'],
  'controllo-gestione.cciaa-ms-2019': ['/cruscotto?vista=confronto'],
  organi: ['/cruscotto', '/albero', '/obiettivi', '/menu'],
} as const

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
  await page.getByRole('button', { name: 'English' }).click()
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
