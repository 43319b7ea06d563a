import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, signIn } from '../support/browser'
import { pasteRegistroImprese } from '../support/entry'
import { massaCarrara } from '../support/massa-carrara'
import { stage } from '../support/stage'
import { COURSES, verdictsOn } from '../support/verdicts'

const on = stage()
const BODY = massaCarrara.body.code
/** One that is met, one that is not, one of which nothing is known. */
const LOOKED_AT = ['Percent_RifiutoRI', 'Percent_VerbaliRI', 'Data_AvvioCancellRI']

/** What all pages said of each indicator: its verdicts, and by each the pages where it stood. */
type Said = Map<string, Map<string, Set<string>>>

async function walk(page: Page, addresses: readonly string[], said: Said): Promise<void> {
  for (const address of addresses) {
    const found = await verdictsOn(page, `${on.url}${address}`)
    for (const { about, words, tone } of found) {
      const of = said.get(about) ?? new Map<string, Set<string>>()
      said.set(about, of)
      of.set(words, (of.get(words) ?? new Set()).add(address))
      // A colour is that of its words.
      if (tone !== null) TONES.set(words, (TONES.get(words) ?? new Set()).add(tone))
    }
  }
}
const TONES = new Map<string, Set<string>>()

const OF_ALL = ['/albero?anno=2021', '/obiettivi?anno=2021']
const EACH = LOOKED_AT.flatMap((code) => [`/indicatore/${code}?anno=2021`, `/perche/indicators/${code}?anno=2021`])
const OF_OFFICE = ['/cruscotto?anno=2021', '/rilevazione/RI/2021/2?anno=2021']
const OF_CONTROLLER = ['/cruscotto?anno=2021&vista=figura', `/perche/body/${BODY}?anno=2021`]
const OF_HEAD = ['/misure', '/misure?vista=griglia']

/** Walks all pages as three people do, and returns what was said. */
async function walked(day: string, ofHead: readonly string[]): Promise<Said> {
  const said: Said = new Map()
  for (const [person, own] of [
    ['controllo-gestione', [...OF_OFFICE, ...OF_CONTROLLER, `/albero/al/${day}?anno=2021`]],
    ['po-registro-imprese', [...ofHead, ...EACH]],
    ['segretario-generale', OF_OFFICE],
  ] as const) {
    const context = await on.browser.newContext(DESK)
    const page = await signIn(context, on.url, person)
    await walk(page, [...own, ...OF_ALL], said)
    await context.close()
  }
  return said
}

/** Indicators of which two pages say two things, with the pages. */
const disputed = (said: Said) =>
  [...said]
    .filter(([, of]) => of.size > 1)
    .map(([about, of]) => [about, ...[...of].map(([words, pages]) => [words, ...pages])])

const wordsOf = (said: Said) => new Set([...said.values()].flatMap((of) => [...of.keys()]))

it('[SC80.1] before the close every page says the same verdict on an indicator, and the dashboard counts at risk what the tree counts', async () => {
  const office = await on.browser.newContext({ ...DESK, permissions: ['clipboard-read', 'clipboard-write'] })
  const head = await signIn(office, on.url, 'po-registro-imprese')
  await pasteRegistroImprese(head, on.url)

  const open = await walked('2021-09-05', OF_HEAD)
  expect(disputed(open)).toEqual([])
  expect([...wordsOf(open)].filter((words) => !COURSES.includes(words))).toEqual([''])
  expect([...COURSES].filter((words) => !wordsOf(open).has(words))).toEqual([])

  // The tile, the tree and the lines of the tree count the same.
  await head.goto(`${on.url}/cruscotto`)
  const tile = head.locator('[data-part="answers"] li', { hasText: 'indicatori a rischio' })
  const atRisk = Number(await tile.locator('strong').innerText())
  expect(atRisk).toBeGreaterThan(0)
  await head.goto(`${on.url}/albero`)
  await head.locator('.body-score [data-course="at-risk"]').getByText(`${atRisk} a rischio`).waitFor()
  const inTree = await verdictsOn(head, `${on.url}/albero`)
  expect(inTree.filter(({ words }) => words === 'a rischio')).toHaveLength(atRisk)
  await office.close()
})

it('[SC80.2] after the close every page says the same band of an indicator, and a tone is that of its words', async () => {
  await on.restart({ TRAGUARDO_GIORNO: '2022-02-01' })
  const closed = await walked('2022-02-01', [])
  expect(disputed(closed)).toEqual([])
  expect([...wordsOf(closed)].filter((words) => COURSES.includes(words))).toEqual([])
  expect([...wordsOf(closed)]).toEqual(expect.arrayContaining(['raggiunto', 'non raggiunto']))
  expect(closed.size).toBeGreaterThan(50)
  expect([...TONES].filter(([, tones]) => tones.size > 1)).toEqual([])
})
