import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { type RunnerResult } from 'lighthouse'
import { chromium } from 'playwright-core'
import { findChromium, PHONE, QUIET, signIn } from '../support/browser'
import { freePort, startServer } from '../support/server-process'
import { print } from './figure'

const CATEGORIES = { performance: 95, accessibility: 100, 'best-practices': 100 } as const
const PAGES = [
  ['entry', 'po-registro-imprese', '/misure'],
  ['tree', 'po-registro-imprese', '/albero'],
  ['sheet', 'po-registro-imprese', '/obiettivi'],
  ['dashboard', 'controllo-gestione', '/cruscotto'],
] as const

/** One run depends on what else the machine does: Lighthouse itself advises the median of five. */
const RUNS = 5
const median = (scores: readonly number[]): number => [...scores].sort((a, b) => a - b)[RUNS >> 1] ?? 0

type LighthouseRun = RunnerResult['lhr'] | null

/** Signs somebody in and asks Lighthouse about a page, in the same browser. */
async function look(url: string, person: string, path: string): Promise<LighthouseRun> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-chromium-'))
  const context = await chromium.launchPersistentContext(folder, {
    ...PHONE,
    executablePath: findChromium(),
    args: [...QUIET, `--remote-debugging-port=${port}`],
  })
  try {
    await signIn(context, url, person)
    const onlyCategories = Object.keys(CATEGORIES)
    const asked = { port, onlyCategories, disableStorageReset: true, logLevel: 'error' } as const
    return (await lighthouse(`${url}${path}`, asked))?.lhr ?? null
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What Lighthouse says of a page on a phone, signed in: scores from 0 to 100 (the median of some runs), beside what they should be. */
export async function bench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(data)
  try {
    for (const [name, person, path] of PAGES) {
      const runs: LighthouseRun[] = []
      for (let run = 0; run < RUNS; run += 1)
        runs.push(await look(server.url.replace('127.0.0.1', 'localhost'), person, path))
      for (const [category, theirs] of Object.entries(CATEGORIES)) {
        const ours = median(runs.map((run) => (run?.categories[category]?.score ?? 0) * 100))
        print({ bench: 'lighthouse', what: `${name}-${category}`, ours, peer: 'goal', theirs, better: 'more', goal: 1 })
      }
    }
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
