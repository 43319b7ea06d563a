import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, signIn } from '../support/browser'
import { overflow } from '../support/look'
import { PAGES } from '../support/role-pages'
import { stage } from '../support/stage'

const on = stage()

/** Pixels that the page is wider than the window, once it has drawn itself anew. */
async function settledOverflow(page: Page): Promise<number> {
  for (let tries = 0; tries < 20 && (await overflow(page)) > 0; tries++)
    await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50))))
  return overflow(page)
}

/** Pages that are walked as each person: those of the demo's body of now. */
const WALKED = ['po-registro-imprese', 'segretario-generale', 'controllo-gestione'] as const

/** Texts that their box cuts off, with nothing that says so: neither dots nor a way to scroll. */
const cut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => {
        const { overflowX, textOverflow, display, clipPath } = getComputedStyle(one)
        if (display === 'inline' || clipPath !== 'none' || /auto|scroll/.test(overflowX)) return false
        return overflowX !== 'visible' && textOverflow !== 'ellipsis' && !one.matches('select, input, textarea')
      })
      .map((one) => `${one.tagName}.${one.className}: ${one.innerText.slice(0, 40)}`),
  )

it.each(WALKED)(
  '[RI166] no page of %s is cut or wider than the window, at 320 pixels and with text twice as large',
  async (person) => {
    const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
    const page = await signIn(context, on.url, person)
    const faults: string[] = []
    for (const path of PAGES[person]) {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(`${on.url}${path}`)
      await page.locator('h1').waitFor()
      await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      for (const [width, text] of [
        [320, '100%'],
        [1280, '200%'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), text)
        const over = await settledOverflow(page)
        if (over > 0) faults.push(`${path} at ${width}, ${text}: ${over} px wider`)
        faults.push(...(await cut(page)).map((one) => `${path} at ${width}, ${text}: ${one}`))
      }
      await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    }
    expect(faults).toEqual([])
    await context.close()
  },
)
