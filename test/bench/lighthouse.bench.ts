import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
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

/** What Lighthouse says of a page on a phone, signed in: scores from 0 to 100, beside what they should be. */
export async function bench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(data)
  const url = server.url.replace('127.0.0.1', 'localhost')
  try {
    for (const [name, person, path] of PAGES) {
      const port = await freePort()
      const folder = mkdtempSync(join(tmpdir(), 'traguardo-chromium-'))
      const context = await chromium.launchPersistentContext(folder, {
        ...PHONE,
        executablePath: findChromium(),
        args: [...QUIET, `--remote-debugging-port=${port}`],
      })
      await signIn(context, url, person)
      const onlyCategories = Object.keys(CATEGORIES)
      const told = await lighthouse(`${url}${path}`, {
        port,
        onlyCategories,
        disableStorageReset: true,
        logLevel: 'error',
      })
      for (const [category, goal] of Object.entries(CATEGORIES)) {
        const ours = (told?.lhr.categories[category]?.score ?? 0) * 100
        print({
          bench: 'lighthouse',
          what: `${name}-${category}`,
          ours,
          peer: 'goal',
          theirs: goal,
          better: 'more',
          goal: 1,
        })
      }
      for (const audit of Object.values(told?.lhr.audits ?? {}))
        if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative')
          console.log(`  ${name}: ${audit.id} ${audit.score} ${audit.displayValue ?? ''}`)
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    }
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
