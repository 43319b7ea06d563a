import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowser, PHONE, signIn } from '../support/browser'
import { startServer } from '../support/server-process'
import { print } from './figure'
import { widePlan } from './wide-plan'

const CLI = resolve(import.meta.dirname, '../../server/dist/cli.js')
/** A phone of some years ago beside this machine. */
const SLOWER = 4
const RUNS = 7
const KEYS = 15
const PASSWORD = 'quattro cavalli e un ombrello'
const GOALS = { start: 1500, keystroke: 50, tree: 300 } as const

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/** Milliseconds from the start of the navigation until a field can be typed in and is painted. */
async function warmStart(context: BrowserContext, page: Page): Promise<number> {
  await context.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('input[data-measure]')) return requestAnimationFrame(look)
      return requestAnimationFrame(() => setTimeout(() => ((window as { usable?: number }).usable = performance.now())))
    }
    requestAnimationFrame(look)
  })
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    await page.reload()
    await page.waitForFunction(() => (window as { usable?: number }).usable !== undefined)
    times.push(await page.evaluate(() => (window as { usable?: number }).usable ?? 0))
  }
  return median(times)
}

/** Milliseconds from an event until what it changed is painted. */
const untilPainted = (page: Page, type: string): Promise<void> =>
  page.evaluate((name) => {
    const found = window as { painted?: number[] }
    found.painted = []
    document.addEventListener(
      name,
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => found.painted?.push(performance.now() - timeStamp))),
      { capture: true },
    )
  }, type)
const painted = (page: Page) => page.evaluate(() => (window as { painted?: number[] }).painted ?? [])

async function keystrokes(page: Page): Promise<number> {
  // With every card there: the hardest case.
  await page.locator('main:not(:has([aria-busy="true"]))').waitFor({ timeout: 120_000 })
  const [num, den] = [
    page.locator('input[data-measure$=".num"]').first(),
    page.locator('input[data-measure$=".den"]').first(),
  ]
  await num.fill('5')
  await num.blur()
  await den.focus()
  await untilPainted(page, 'input')
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.type(String((key % 8) + 1))
    await page.waitForFunction((count) => ((window as { painted?: number[] }).painted?.length ?? 0) >= count, key + 1)
  }
  return median(await painted(page))
}

/** Milliseconds from the tap until the screen is full of open lines, and until the last line is there. */
async function openTree(page: Page): Promise<{ readonly screen: number; readonly whole: number }> {
  const times: { screen: number; whole: number }[] = []
  for (let run = 0; run < RUNS; run++) {
    await page.getByRole('button', { name: 'Apri tutto' }).waitFor()
    await page.evaluate(() => {
      const found = window as { filled?: number; whole?: number }
      const tree = document.querySelector('.tree')
      const since = (at: number) => performance.now() - at
      const look = (at: number) => {
        const isFull =
          document.querySelector('[data-kind="indicator"]') && (tree?.getBoundingClientRect().bottom ?? 0) > innerHeight
        if (isFull && found.filled === undefined) setTimeout(() => (found.filled = since(at)))
        if (isFull && tree?.getAttribute('aria-busy') === 'false') setTimeout(() => (found.whole = since(at)))
        else requestAnimationFrame(() => look(at))
      }
      document.addEventListener('click', ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp)), {
        once: true,
        capture: true,
      })
    })
    await page.getByRole('button', { name: 'Apri tutto' }).click()
    await page.waitForFunction(() => (window as { whole?: number }).whole !== undefined)
    times.push(
      await page.evaluate(() => {
        const { filled: screen = 0, whole = 0 } = window as { filled?: number; whole?: number }
        return { screen, whole }
      }),
    )
    await page.reload()
  }
  return { screen: median(times.map(({ screen }) => screen)), whole: median(times.map(({ whole }) => whole)) }
}

/** What a person waits for, on a processor four times slower: without a line, with 500 measures and 2,045 nodes. */
export async function bench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(data, { TRAGUARDO_GIORNO: '2021-09-05' })
  const cli = (args: readonly string[], input = '') => {
    const env = { ...process.env, TRAGUARDO_DATA: data }
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args, '--dimostrazione'], { env, input })
    if (status !== 0) throw new Error(String(stderr).slice(0, 2000))
  }
  const browser = await launchBrowser()
  try {
    const file = join(data, 'plan.json')
    const plan = widePlan()
    writeFileSync(file, JSON.stringify(plan))
    cli(['import', file])
    cli(['account', plan.body.code, plan.people[0]?.code ?? '', 'capo'], `${PASSWORD}\n`)
    const say = (what: string, ours: number, goal: number) =>
      print({ bench: 'pages', what, ours, peer: 'goal', theirs: goal, better: 'less', goal: 1 })

    const demo = await browser.newContext(PHONE)
    const entry = await signIn(demo, server.url.replace('127.0.0.1', 'localhost'), 'po-registro-imprese')
    await demo.setOffline(true)
    await slow(entry)
    say('warm-offline-start-of-entry-ms', await warmStart(demo, entry), GOALS.start)
    await demo.close()

    const wide = await browser.newContext(PHONE)
    const page = await signIn(wide, server.url.replace('127.0.0.1', 'localhost'), 'capo', PASSWORD)
    await page.locator('input[data-measure]').first().waitFor()
    await slow(page)
    say('keystroke-to-painted-score-with-500-measures-ms', await keystrokes(page), GOALS.keystroke)
    await page.goto(`${page.url().replace(/\/misure.*/, '')}/albero`)
    const tree = await openTree(page)
    say('tree-of-2045-nodes-opened-first-screen-ms', tree.screen, GOALS.tree)
    say('tree-of-2045-nodes-opened-last-line-ms', tree.whole, GOALS.tree)
    await wide.close()
  } finally {
    await browser.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
