import { resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { bitsOf } from '../support/bits'
import { launchBrowser } from '../support/browser'
import { demoPlan, planNames } from '../support/plan-files'

let browser: Browser
let page: Page

/** The shared code as a browser gets it: bundled and minified, with the way to look at its bits. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: resolve(import.meta.dirname, '../support/bits.ts'), formats: ['iife'], name: 'bits' },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.addScriptTag({ content: await bundle() })
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
