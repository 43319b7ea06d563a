import { join } from 'node:path'
import type { RegisterKey } from '@traguardo/shared/sync'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import { PHONE, signIn } from '../support/browser'
import { enter, REGISTRO_IMPRESE, textIn } from '../support/entry'
import type { makeEdits } from '../support/many-edits'
import { pageBundle } from '../support/page-bundle'
import { stage } from '../support/stage'

/** Operations that wait on one device; the long run asks for more. */
const MANY = Number(process.env['TRAGUARDO_MANY'] ?? 2000)
/** Bytes of a request that carries many operations, packed or not. */
const LARGE = 8000
const PATIENCE_MS = 60_000 + MANY * 60

const PERSON = 'po-registro-imprese'
const RATIOS = Object.keys(REGISTRO_IMPRESE).filter((measure) => /^Percent_.*\.(num|den)$/.test(measure))
const KEYS = RATIOS.flatMap((measure) =>
  (['value', 'note'] as const).map((field): RegisterKey => ({
    body: 'CCIAA-MS',
    measure,
    unit: 'RI',
    year: 2021,
    period: 2,
    field,
  })),
)
/** Fields that are typed into while the others wait, and while they go out. */
const [MEANWHILE, UNDERWAY] = ['mis_pola_ind_rilevat', 'mis_Pola_da_monitora'] as const

const on = stage()
let context: BrowserContext
let page: Page
let made: readonly string[] = []

/** The verdicts of the head office on these operations, each of which it has once, decided in this order. */
async function decided(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const orm = await openOrm({ type: 'sqlite', file: join(on.data, 'dimostrazione.sqlite') })
  const rows = await orm.em.execute<{ id: string; verdict: string }[]>(
    'select "id", "verdict_type" as "verdict" from "operation" order by "stamp"',
  )
  await orm.close(true)
  const wanted = new Set(ids)
  const found = rows.filter(({ id }) => wanted.has(id))
  expect(found.map(({ id }) => id)).toEqual(ids)
  return new Set(found.map(({ verdict }) => verdict))
}

const waiting = (count: number) =>
  page
    .getByRole('status')
    .getByText(new RegExp(`\\b${count} valori da inviare`))
    .waitFor({ timeout: PATIENCE_MS })

beforeAll(async () => {
  context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  page = await signIn(context, on.url, PERSON)
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${on.url}/misure`)
  await page.locator('input[data-measure]').first().waitFor()
})
afterAll(() => context.close())

it(
  `[SY2] ${MANY} operations wait on a device without a line: it opens, counts them all, and takes more`,
  async () => {
    await context.setOffline(true)
    await page.addScriptTag({ content: await pageBundle('many-edits.ts', 'many') })
    made = await page.evaluate(
      ([person, keys, count]) =>
        (globalThis as unknown as { many: { makeEdits: typeof makeEdits } }).many.makeEdits(person, keys, count),
      [PERSON, KEYS, MANY] as const,
    )
    expect(new Set(made).size).toBe(MANY)
    await page.reload()
    await waiting(MANY)
    await enter(page, MEANWHILE, '9')
    await waiting(MANY + 1)
  },
  PATIENCE_MS * 2,
)

it(
  '[SY4] [SY9.4] with the line back all arrive, in order and in batches, and the page is worked in meanwhile',
  async () => {
    let pushes = 0
    let release: () => void = () => undefined
    const released = new Promise<void>((done) => (release = done))
    await context.route('**/graphql', async (route) => {
      const isPush = (route.request().postDataBuffer()?.length ?? 0) > LARGE
      pushes += isPush ? 1 : 0
      // One is held on the way, until somebody has typed.
      if (isPush && pushes === 2) await released
      await route.continue()
    })
    await context.setOffline(false)
    await expect.poll(() => pushes, { timeout: PATIENCE_MS }).toBeGreaterThanOrEqual(2)
    await enter(page, UNDERWAY, '7')
    await page.getByRole('link', { name: 'Albero', exact: true }).click()
    // There, not on the way: from there one goes back.
    await page.waitForURL('**/albero')
    await page.goBack()
    expect(await textIn(page, UNDERWAY)).toBe('7')
    release()
    await page.getByText('Tutto sincronizzato').waitFor({ timeout: PATIENCE_MS })
    expect(await decided(made)).toEqual(new Set(['applied']))
    // Batches: more than one, and far fewer than operations.
    expect(pushes).toBeGreaterThan(MANY / 500 - 1)
    expect(pushes).toBeLessThan(MANY / 50)
    console.log(`${MANY} operations in IndexedDB went out in ${pushes} pushes, all applied`)
  },
  PATIENCE_MS * 2,
)

it('what was typed before and while they went out is there, at the head office too', async () => {
  await page.reload()
  await page.locator(`input[data-measure="${MEANWHILE}"]`).waitFor()
  expect([await textIn(page, MEANWHILE), await textIn(page, UNDERWAY)]).toEqual(['9', '7'])
  await page.getByText('Tutto sincronizzato').waitFor()
})
