import type { Page } from 'playwright-core'
import { wordsIn } from './words'

/** Is anything wider than the window? A phone must never scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Keys of sentences that show in place of the sentences. */
const GROUPS = [...wordsIn('it').values()].flatMap((words) => Object.keys(words)).join('|')
export const keysIn = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('body').innerText()).match(new RegExp(`(?<![\\w./@-])(?:${GROUPS})\\.[a-z][A-Za-z.]+`, 'g')) ?? []

/** Words that touch though they stand in two elements: "Validazione40", "n.d.manca". As shown, each with its two sides. */
export const gluedWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let before: Text | null = null
    /** Does the reader see the end of one and the start of the other side by side? */
    const touch = (left: Text, right: Text): boolean => {
      const [a, b] = [left, right].map((text) => {
        const range = document.createRange()
        range.selectNodeContents(text)
        return [...range.getClientRects()]
      })
      const [end, start] = [a?.at(-1), b?.[0]]
      if (!end || !start || end.width === 0 || start.width === 0) return false
      const isOneLine = Math.min(end.bottom, start.bottom) - Math.max(end.top, start.top) > 4
      return isOneLine && start.left - end.right < 2 && start.left - end.right > -2
    }
    for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
      if (text.data.trim() === '' || !text.parentElement?.checkVisibility()) {
        if (text.data !== '') before = text.data.trim() === '' && /\s/.test(text.data) ? null : before
        continue
      }
      if (
        before &&
        before.parentElement !== text.parentElement &&
        /[\p{L}\p{N}.%»)]$/u.test(before.data) &&
        /^[\p{L}\p{N}«(]/u.test(text.data) &&
        touch(before, text)
      )
        found.push(`${before.data.slice(-30)}|${text.data.slice(0, 30)}`)
      before = text
    }
    return found
  })
