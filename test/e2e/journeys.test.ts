import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

/** A slow thumb on the keys of a telephone. */
const SECONDS_A_STROKE = 0.4
const TEN = 10
/** So many times slower than this machine. */
const SLOW = 6

describe.each([
  ['telefono', PHONE, 'po-registro-imprese', 'RI'],
  ['scrivania', DESK, 'po-promozione', 'PROM'],
] as const)('journeys of the roles, %s', (size, options, head, unit) => {
  async function as(person: string): Promise<readonly [BrowserContext, Page]> {
    const context = await on.browser.newContext({ ...options, bypassCSP: true })
    const page = await signIn(context, on.url, person)
    await page.getByRole('button', { name: 'Salta' }).click()
    return [context, page]
  }
  const keep = (page: Page, name: string) => picture(page, `percorso-${name}-${size}`)
  const sent = (page: Page) => page.getByText('Tutto sincronizzato').waitFor()

  it('unit head: what do I owe, am I done? Without a line ten values take one tap, and go out by themselves later', async () => {
    const [context, page] = await as(head)
    const progress = page.locator('[data-part="progress"]')
    await progress.getByText(/^0 di \d+ inserite$/).waitFor()
    await keep(page, 'unita-1-che-cosa-devo')
    await context.setOffline(true)
    // On a slow phone, and with fingers faster than the page is drawn.
    const device = await context.newCDPSession(page)
    await device.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
    await page.reload()
    await page.locator('input[data-measure]').first().click()
    let strokes = 0
    for (let entered = 0; entered < TEN; entered += 1) {
      const isDay = await page.evaluate(() => document.activeElement?.getAttribute('inputmode') === 'text')
      const text = isDay ? '1/7/2021' : String(40 + entered)
      await page.keyboard.type(text)
      const field = await page.evaluateHandle(() => document.activeElement)
      await page.keyboard.press('Enter')
      await page.waitForFunction((before) => document.activeElement !== before, field)
      strokes += text.length + 1
    }
    await device.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    expect(strokes * SECONDS_A_STROKE).toBeLessThan(60)
    await progress.getByText(/^(?:[89]|10) di \d+ inserite$/).waitFor()
    await keep(page, 'unita-2-senza-linea')
    const said = await progress.innerText()
    await page.reload()
    await progress.getByText(said).waitFor()
    await context.setOffline(false)
    await sent(page)
    expect(await violations(page)).toEqual([])
    await keep(page, 'unita-3-sincronizzato')
    await context.close()
  })

  it('manager: what waits for me, how do I stand? What is confirmed without a line goes out later', async () => {
    const [context, page] = await as('segretario-generale')
    await page.goto(`${on.url}/rilevazione`)
    await page.locator(`[data-unit="${unit}"]`).waitFor()
    await keep(page, 'dirigente-1-rilevazione')
    await context.setOffline(true)
    await page.goto(`${on.url}/rilevazione/${unit}/2021/2`)
    const confirmed = page.locator('[data-part="confirmed"]')
    await confirmed.getByText(/^0 validate/).waitFor()
    await page
      .getByRole('button', { name: /^Valid|^Conferma/ })
      .last()
      .click()
    await confirmed.getByText(/^[1-9]\d* validate/).waitFor()
    await keep(page, 'dirigente-2-senza-linea')
    await page.goto(`${on.url}/obiettivi`)
    await page.locator('[data-sheet] .score-words').first().waitFor()
    await keep(page, 'dirigente-3-schede')
    await context.setOffline(false)
    await sent(page)
    await context.close()

    const [own, again] = await as(head)
    await again.locator('.measure-locked').first().waitFor()
    await own.close()
  })

  it('controller: where does the body stand, who is late, what will miss? Without a line too', async () => {
    const [context, page] = await as('controllo-gestione')
    const answers = page.locator('[data-part="answers"]')
    for (const offline of [false, true]) {
      await context.setOffline(offline)
      await page.goto(`${on.url}/`)
      await answers.getByText('indicatori a rischio').waitFor()
      // All three answers are on the first screen.
      for (const answer of await answers.getByRole('button').all()) {
        const box = await answer.boundingBox()
        expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(options.viewport.height - 60)
      }
      await keep(page, `controllo-${offline ? '2-senza-linea' : '1-cruscotto'}`)
    }
    await answers.getByRole('button', { name: /devono ancora inserire/ }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-late')
    await page.locator('[data-part="late"] a').first().click()
    await page.waitForURL(/rilevazione/)
    await keep(page, 'controllo-3-unita')
    await context.close()
  })

  it.each(['oiv', 'organi'])('%s: reads down from the body to who entered what, without a line too', async (person) => {
    const [context, page] = await as(person)
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Albero', exact: true }).click()
    await page.getByRole('button', { name: 'Apri tutto' }).click()
    await page.locator('.tree[aria-busy="false"] .tree-leaf').last().waitFor()
    await page.locator('a.tree-leaf').first().click()
    await page.locator('[data-part="value"]').waitFor()
    await keep(page, `${person}-1-indicatore`)
    await page
      .getByRole('link', { name: /^Perché/ })
      .first()
      .click()
    await page.locator('details').first().waitFor()
    await keep(page, `${person}-2-perche`)
    await context.close()
  })
})
