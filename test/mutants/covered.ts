import { appendFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Covered } from './fitting'

const SECOND = 1000

/** What Stryker's switches keep: which of them are passed, and how often an active one may be passed. */
interface Switches {
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
  currentTestId?: string | undefined
  hitCount?: number
  hitLimit?: number
}
const held = globalThis as { __stryker__?: Switches }
const switches = (held.__stryker__ ??= {})
const { MUTANT_COVERED, MUTANT_HITS } = process.env
const file = relative(resolve(import.meta.dirname, '..'), expect.getState().testPath ?? '')

// A loop without end passes its switch without end.
if (MUTANT_HITS) {
  switches.hitCount = 0
  switches.hitLimit = Number(MUTANT_HITS)
}
if (MUTANT_COVERED) {
  // What runs before its hooks is the loading of modules, which one process does once for all files.
  switches.currentTestId = undefined
  let begun = 0
  beforeAll(() => {
    begun = performance.now()
    switches.currentTestId = file
  })
  afterAll(() => {
    const { static: atLoad = {}, perTest = {} } = switches.mutantCoverage ?? {}
    const covered: Covered = {
      file,
      seconds: (performance.now() - begun) / SECOND,
      hits: perTest[file] ?? {},
      atLoad: Object.keys(atLoad),
    }
    appendFileSync(MUTANT_COVERED, `${JSON.stringify(covered)}\n`)
  })
}
