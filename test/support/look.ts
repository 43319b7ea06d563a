import type { Page } from 'playwright-core'
import { wordsIn } from './words'

/** Is anything wider than the window? A phone must never scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Keys of sentences that show in place of the sentences. */
const GROUPS = [...wordsIn('it').values()].flatMap((words) => Object.keys(words)).join('|')
export const keysIn = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('body').innerText()).match(new RegExp(`(?<![\\w./@-])(?:${GROUPS})\\.[a-z][A-Za-z.]+`, 'g')) ?? []
