import type { BrowserContext, Page, Request } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PHONE, picture, signIn } from '../support/browser'
import { gluedWords, keysIn, overflow } from '../support/look'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

/** Pages whose contents only the server has. */
const ASKING = [
  '/storia/RI/Percent_LibriRI.num/2021/2',
  '/avvisi',
  '/persone',
  '/registro',
  '/piano/vita',
  '/albero/al/2021-06-30',
  '/piano/bozza/2021/2023',
  '/preferenze',
  '/sedi',
] as const

/** Pages that work with what the device holds. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  'po-registro-imprese': [
    '/misure',
    '/albero',
    '/indicatore/Percent_RifiutoRI',
    '/obiettivi',
    '/sistemare',
    '/cerca?q=rifiuto',
  ],
  'segretario-generale': ['/cruscotto', '/obiettivi', '/rilevazione', '/rilevazione/RI/2021/2', '/menu'],
  'controllo-gestione': [
    '/cruscotto',
    '/cruscotto?vista=mappa',
    '/cruscotto?vista=figura',
    '/cruscotto?vista=programmi',
    '/albero',
    '/perche/body/CCIAA-MS',
    '/rilevazione',
    '/calendario',
    '/piano',
    '/aiuto',
    '/glossario',
  ],
  organi: ['/cruscotto', '/albero'],
}

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${on.url}${path}`)
  await page.locator('h1').waitFor()
  await page.locator('main:not(:has([aria-busy="true"]))').waitFor()
  expect(await violations(page), `${name} ${path}`).toEqual([])
  expect(await overflow(page), `${name} ${path}`).toBe(0)
  expect(await keysIn(page), `${name} ${path}`).toEqual([])
  expect(await gluedWords(page), `${name} ${path}`).toEqual([])
  await picture(page, `${name}${path.replace(/[^a-z0-9]+/gi, '-')}`)
}

const signedIn = async (person: string): Promise<readonly [BrowserContext, Page]> => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  return [context, await signIn(context, on.url, person)]
}

describe('every page, whatever the line does, is accessible and says what is the matter', () => {
  it.each(Object.entries(HELD))('%s: without a line the pages show what the device holds', async (person, paths) => {
    const [context, page] = await signedIn(person)
    await context.setOffline(true)
    for (const path of paths) {
      await look(page, path, `senza-linea-${person}`)
      await page
        .getByText(/Senza linea/)
        .first()
        .waitFor()
      expect(await page.getByRole('button', { name: 'Riprova' }).count(), path).toBe(0)
    }
    await context.close()
  })

  it('[SY93.5] a plan that did not come with the sign-in comes with a later try', async () => {
    const context = await on.browser.newContext(PHONE)
    await context.clock.install()
    const isPlan = (request: Request) => request.postData()?.includes('query Plan(') ?? false
    let asked = 0
    await context.route('**/graphql', (route) => {
      if (!isPlan(route.request())) return route.continue()
      asked += 1
      return asked > 1 ? route.continue() : route.abort()
    })
    const page = await signIn(context, on.url, 'po-registro-imprese')
    await expect.poll(() => asked).toBe(1)
    expect(await page.locator('.measure-card').count()).toBe(0)
    await context.clock.fastForward(61_000)
    await page.locator('.measure-card').first().waitFor()
    await context.close()
  })

  it('what only the server has says that it needs the line, and how to go on', async () => {
    const [context, page] = await signedIn('controllo-gestione')
    await context.setOffline(true)
    for (const path of ASKING) {
      await look(page, path, 'senza-linea')
      const said = await page.locator('main').innerText()
      expect(said, path).toMatch(/linea/)
      expect(await page.locator('main').getByRole('button', { name: 'Riprova' }).count(), path).toBe(1)
    }
    // Once the line is back, the page asks again by itself.
    await page.goto(`${on.url}/persone`)
    await page.getByRole('button', { name: 'Riprova' }).waitFor()
    await context.setOffline(false)
    await page.getByLabel('Incarico').first().waitFor()
    await context.close()
  })

  it('while the server has not answered yet, and where it answers with an error', async () => {
    const [context, page] = await signedIn('controllo-gestione')
    await context.route('**/graphql', () => undefined)
    for (const path of ASKING) {
      await look(page, path, 'in-attesa')
      expect(await page.locator('main [role="status"]').count(), path).toBeGreaterThan(0)
    }
    await context.unroute('**/graphql')
    await context.route('**/graphql', (route) => route.fulfill({ status: 500, body: 'no' }))
    for (const path of ASKING) {
      await look(page, path, 'errore')
      expect(await page.locator('main').getByRole('button', { name: 'Riprova' }).count(), path).toBe(1)
    }
    await context.close()
  })
})
