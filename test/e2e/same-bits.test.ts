import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { bitsOf } from '../support/bits'
import { launchBrowser } from '../support/browser'
import { pageBundle } from '../support/page-bundle'
import { demoPlan, planNames } from '../support/plan-files'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.addScriptTag({ content: await pageBundle('bits.ts', 'bits') })
})
afterAll(() => browser.close())

it.each(planNames)('[SC54] the plan %s scores to the same bits in Chromium as under Node', async (name) => {
  const plan = demoPlan(name)
  for (const seed of [1, 20, 300]) {
    const here = bitsOf(plan, plan.firstYear, seed)
    const there = await page.evaluate(
      ([document, year, of]) =>
        (globalThis as unknown as { bits: { bitsOf: typeof bitsOf } }).bits.bitsOf(document, year, of),
      [plan, plan.firstYear, seed] as const,
    )
    expect(there.length).toBeGreaterThan(1000)
    expect(there).toBe(here)
  }
})
