import type { Locator, Page } from 'playwright-core'

/** Opens what stands behind a button of the header, where it is not open. */
async function opened(button: Locator): Promise<void> {
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
}

/** What concerns only the person: the language, leaving. */
export async function openAccount(page: Page): Promise<void> {
  await opened(page.locator('[aria-controls="account-panel"]'))
}

/** The state of the line, with its words, what waits and what can be done. */
export async function openState(page: Page): Promise<Locator> {
  await opened(page.locator('[aria-controls="sync-panel"]'))
  return page.locator('#sync-panel')
}

/** Milliseconds in which a page that has just been opened comes to rest. */
const SETTLES = 3000

/** Sends and fetches now. A page that is still coming in takes the focus, which closes what was opened before. */
export async function syncNow(page: Page): Promise<void> {
  const button = page.locator('#sync-panel').getByRole('button', { name: 'Sincronizza' })
  await openState(page)
  const isDone = await button.click({ timeout: SETTLES }).then(
    () => true,
    () => false,
  )
  if (isDone) return
  await openState(page)
  await button.click()
}

/** Asks to leave, as by the button of the account. */
export async function signOut(page: Page): Promise<void> {
  await openAccount(page)
  await page.getByRole('button', { name: 'Esci' }).click()
}

/** Has the pages said in English. */
export async function inEnglish(page: Page): Promise<void> {
  await openAccount(page)
  await page.getByRole('button', { name: 'English' }).click()
}
