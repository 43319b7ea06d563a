import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, PHONE, signIn } from '../support/browser'
import { PAGES } from '../support/role-pages'
import { startServer } from '../support/server-process'
import { look, type Look } from './look-at-page'

const SIZES = {
  phone: PHONE,
  desk: { viewport: { width: 1280, height: 800 }, locale: 'it-IT' },
  wide: { viewport: { width: 1920, height: 1080 }, locale: 'it-IT' },
} as const
type Size = keyof typeof SIZES
type Person = keyof typeof PAGES

/** Waits for the page as it stands once everything is there. */
async function open(page: Page, address: string): Promise<Look> {
  await page.goto(address)
  await page.locator('h1').waitFor()
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  await page.locator('main:not(:has([aria-busy="true"])):not(:has(.loading-state))').waitFor()
  return page.evaluate(look)
}

async function pagesOf(browser: Browser, url: string, person: Person, size: Size): Promise<ReadonlyMap<string, Look>> {
  const context = await browser.newContext(SIZES[size])
  const page = await signIn(context, url, person)
  // The round of a new person is seen once: it is no part of the page.
  const skip = page.getByRole('button', { name: 'Salta' })
  await skip.waitFor({ timeout: 5000 }).then(
    () => skip.click(),
    () => undefined,
  )
  const looks = new Map<string, Look>()
  for (const path of PAGES[person]) looks.set(path, await open(page, url + path))
  await context.close()
  return looks
}

/** Prints a table in Markdown, a line a page, and a line of the worst below. */
export async function measure(asked: readonly string[]): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'traguardo-measures-'))
  const server = await startServer(data)
  const url = server.url.replace('127.0.0.1', 'localhost')
  const browser = await launchBrowser()
  const rows: (readonly [string, Record<Size, Look>])[] = []
  try {
    for (const person of (Object.keys(PAGES) as Person[]).filter((one) => asked.length === 0 || asked.includes(one))) {
      const phone = await pagesOf(browser, url, person, 'phone')
      const desk = await pagesOf(browser, url, person, 'desk')
      const wide = await pagesOf(browser, url, person, 'wide')
      rows.push(
        ...PAGES[person].map((path) => {
          const [one, other, last] = [phone.get(path), desk.get(path), wide.get(path)]
          if (!one || !other || !last) throw new Error(`${path} was not measured`)
          return [`${person} \`${path}\``, { phone: one, desk: other, wide: last }] as const
        }),
      )
    }
  } finally {
    await browser.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
  const line = (cells: readonly (number | string)[]) => console.log(`| ${cells.join(' | ')} |`)
  line(['page', 'y 360', 'y 1280', 'y 1920', 'width 1920', 'rows 1280', 'rows 1920'])
  line(['---', '---', '---', '---', '---', '---', '---'])
  for (const [name, { phone, desk, wide }] of rows)
    line([name, phone.first, desk.first, wide.first, `${wide.share} %`, desk.rows, wide.rows])
  const most = (of: (looks: Record<Size, Look>) => number) => Math.max(...rows.map(([, looks]) => of(looks)))
  const least = Math.min(...rows.map(([, { wide }]) => wide.share))
  const highest = [most(({ phone }) => phone.first), most(({ desk }) => desk.first), most(({ wide }) => wide.first)]
  line(['**the worst**', ...highest, `${least} %`, '', ''])
}
