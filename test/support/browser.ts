import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Where pictures of the pages are kept. */
export const ARTEFACTS = resolve(import.meta.dirname, '../artefacts')

/** Flags that keep a browser quiet on a machine without a way out. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Where a real Chromium is: `CHROMIUM` names it where it is not in its usual place. */
export function findChromium(): string {
  const executablePath = process.env.CHROMIUM ?? CANDIDATES.find((path) => existsSync(path))
  if (!executablePath)
    throw new Error('Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path')
  return executablePath
}

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: QUIET })

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'it-IT' } as const
export const DESK = { viewport: { width: 1280, height: 800 }, locale: 'it-IT' } as const

export const DEMO_PASSWORD = 'Traguardo-2021'

/** Signs a demo person in and waits until the app is there, its service worker and all that works without a line. */
export async function signIn(
  context: BrowserContext,
  url: string,
  username: string,
  password = DEMO_PASSWORD,
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/accesso?utente=${username}`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await page.waitForURL((at) => !at.pathname.startsWith('/accesso'))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  return page
}

/** Keeps a picture of the page, from its top, among the artefacts. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  await mkdir(ARTEFACTS, { recursive: true })
  await page.screenshot({ path: resolve(ARTEFACTS, `${name}.png`) })
}
