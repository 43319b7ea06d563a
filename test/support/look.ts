import type { Page } from 'playwright-core'
import { it as italian } from '../../client/src/words/it'
import { itMore } from '../../client/src/words/it-more'

/** Is anything wider than the window? A phone must never scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Keys of sentences that show in place of the sentences. */
const GROUPS = [...Object.keys(italian), ...Object.keys(itMore)].join('|')
export const keysIn = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('body').innerText()).match(new RegExp(`(?<![\\w./@-])(?:${GROUPS})\\.[a-z][A-Za-z.]+`, 'g')) ?? []
