import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESK, PHONE, signIn } from '../support/browser'
import { stage } from '../support/stage'

const on = stage()

const PAGES: Readonly<Record<string, readonly string[]>> = {
  'po-registro-imprese': ['/misure', '/albero', '/obiettivi', '/indicatore/Percent_RifiutoRI', '/sistemare'],
  'segretario-generale': ['/rilevazione', '/rilevazione/RI/2021/2', '/obiettivi'],
  'controllo-gestione': [
    '/cruscotto',
    '/cruscotto?vista=andamento',
    '/calendario',
    '/piano/bozza/2021/2023',
    '/persone',
  ],
  organi: ['/cruscotto', '/menu'],
}

/** Where the focus is: a mark for the element, and what is wrong with how it shows. */
interface Stop {
  readonly mark: number
  readonly what: string
  readonly wrong: string | null
}

/** Runs in the page: marks the element with the focus, and looks whether a person sees it (WCAG 2.4.7, 2.4.11). */
function lookAtFocus(): Stop {
  const at = document.activeElement as HTMLElement | null
  if (!at || at === document.body) return { mark: 0, what: 'body', wrong: null }
  const all = window as unknown as { stops?: number }
  const mark = Number((at.dataset.stop ??= String((all.stops = (all.stops ?? 0) + 1))))
  const what = at.outerHTML.slice(0, 120)
  // A file is chosen by its label, a box that is drawn by another thing by that.
  const shown = at.matches('input[type="file"]') ? (at.closest('div,label')?.querySelector('label') ?? at) : at
  const box = shown.getBoundingClientRect()
  const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)]
  if (y < 0 || y > window.innerHeight) return { mark, what, wrong: 'out of sight' }
  const over = document.elementFromPoint(x, y)
  if (!over || !(shown.contains(over) || over.contains(shown)))
    return { mark, what, wrong: `under ${over?.outerHTML.slice(0, 80)}` }
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown)
  const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  return { mark, what, wrong: isSeen ? null : 'nothing shows the focus' }
}

/** Walks the page with the tabulator, to its end; what is wrong on the way, and how many places there were. */
async function walk(page: Page): Promise<{ readonly wrong: readonly string[]; readonly places: number }> {
  const wrong: string[] = []
  const seen = new Set<number>()
  let last = 0
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtFocus)
    // A day has three places of its own inside.
    if (stop.mark !== 0 && stop.mark === last) continue
    if (stop.mark === 0 || seen.has(stop.mark)) return { wrong, places: seen.size }
    seen.add(stop.mark)
    last = stop.mark
    if (stop.wrong) wrong.push(`${stop.wrong}: ${stop.what}`)
  }
  throw new Error('The tabulator never comes to the end of the page')
}

describe.each([
  ['telefono', PHONE],
  ['scrivania', DESK],
] as const)('by keyboard alone, %s', (_size, options) => {
  it.each(Object.entries(PAGES))('%s: every place is reached, in sight and marked', async (person, paths) => {
    const context = await on.browser.newContext({ ...options, reducedMotion: 'reduce' })
    const page = await signIn(context, on.url, person)
    for (const path of paths) {
      await page.goto(`${on.url}${path}`)
      await page.locator('h1').waitFor()
      await page.locator('main:not(:has([aria-busy="true"])):not(:has(.loading-state))').waitFor()
      const places = await page
        .locator(
          'a[href], :is(button, input, select, textarea):not(:disabled, [type="radio"], [tabindex="-1"]), summary',
        )
        .evaluateAll((all) => all.filter((one) => (one as HTMLElement).checkVisibility()).length)
      const walked = await walk(page)
      expect(walked.wrong, path).toEqual([])
      expect(walked.places, path).toBeGreaterThanOrEqual(places)
    }
    await context.close()
  })
})
