import { policyOf, sayCourse } from '@traguardo/shared/scoring'
import type { Page } from 'playwright-core'
import { massaCarrara } from './massa-carrara'

/** What a page says of an indicator: its address, the words of its verdict, and the tone that it is painted in, where it is. */
export interface SaidOnPage {
  readonly about: string
  readonly words: string
  readonly tone: string | null
}

const BANDS = policyOf(massaCarrara, 2021).bands.map(({ name }) => name)
export const COURSES = (['on-course', 'late', 'at-risk'] as const).map((course) => sayCourse(course))
/** The longest first: one band's name may hold another's. */
const VERDICTS = [...COURSES, ...BANDS].sort((a, b) => b.length - a.length)

/** The verdict in a sentence: the words after a comma, before the rule or the end. */
const inSentence = (text: string): string =>
  VERDICTS.find((words) => [':', ';', '.', ' ('].some((end) => text.includes(`, ${words}${end}`))) ?? ''

/** Waits until a page is there to its end. */
async function whole(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  await page.locator('main:not(:has([aria-busy="true"])):not(:has(.loading-state))').waitFor()
}

/** Goes to a page, opens all that it keeps closed, and reads every verdict on an indicator: bars, badges, sentences, tables. */
export async function verdictsOn(page: Page, address: string): Promise<readonly SaidOnPage[]> {
  await page.goto(address)
  await whole(page)
  const openAll = page.getByRole('button', { name: 'Apri tutto' })
  if (await openAll.isVisible()) {
    await openAll.click()
    await page.locator('.tree[aria-busy="false"]').waitFor()
  }
  // What was opened may hold more that can be.
  for (let closed = 1; closed > 0; await whole(page))
    closed = await page.locator('main details:not([open]) > summary').evaluateAll((all) => {
      for (const one of all) (one as HTMLElement).click()
      return all.length
    })
  const found = await page.evaluate(() => {
    const text = (node: Element | null) => node?.textContent.replace(/\s+/g, ' ').trim() ?? ''
    const all = (selector: string) => [...document.querySelectorAll(`main ${selector}`)]
    const address = (node: Element, name: string) => node.getAttribute(name) ?? ''
    const shown = decodeURIComponent(/^\/indicatore\/(.+)$/.exec(location.pathname)?.[1] ?? '')
    return {
      bars: all('.score-bar[data-about^="indicators/"]').map((bar) => ({
        about: address(bar, 'data-about'),
        words: text(bar.querySelector('.score-verdict')),
        tone: address(bar, 'data-tone'),
      })),
      badges: all('.course-badge[data-about]').map((badge) => [address(badge, 'data-about'), text(badge)] as const),
      sentences: [
        ...all('[data-why^="indicators/"]').map(
          (of) => [address(of, 'data-why'), text(of.querySelector('.sentence'))] as const,
        ),
        ...(shown ? all('.panel > .sentence').map((of) => [`indicators/${shown}`, text(of)] as const) : []),
      ],
      rows: all('.plain-table tbody tr').map((row) => [...row.children].map(text)),
    }
  })
  const codes = (title: string) => massaCarrara.indicators.filter((one) => one.title === title).map(({ code }) => code)
  return [
    ...found.bars,
    ...found.badges.map(([about, words]) => ({ about, words, tone: null })),
    ...found.sentences.map(([about, said]) => ({ about, words: inSentence(said), tone: null })),
    ...found.rows.flatMap(([kind, title = '', , words = '']) => {
      const [code, ...others] = kind === 'Indicatore' ? codes(title) : []
      return code !== undefined && others.length === 0 ? [{ about: `indicators/${code}`, words, tone: null }] : []
    }),
  ]
}
