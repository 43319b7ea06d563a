import { setTimeout as pause } from 'node:timers/promises'
import { sayTrouble } from '../../kernel/db/trouble'
import type { Log } from '../../kernel/log/log'
import type { SiteNode } from './site-node'
import { OF_FILES, OFFICE_SILENT } from './site-problems'

const MINUTE = 60_000
/** Milliseconds that an exchange under way is waited for when the program ends. */
const LAST_WAIT = 10_000
/** Many sites are not to come at the same second. */
const JITTER = 0.2
const FIRST_RETRY = 1
const MOST_DOUBLINGS = 10
/** What the head office refused is not asked again more often than this, in minutes. */
const LONGEST = 12 * 60

/**
 * Minutes until the next exchange: a line that is away is tried again soon, then in doubling waits; what the head office
 * refused, or what does not move on, later and later [SY50].
 */
export function waitAfter(code: string | null, failures: number, minutes: number): number {
  if (code === null) return minutes
  const doubled = 2 ** Math.min(failures - 1, MOST_DOUBLINGS)
  if (code === OFFICE_SILENT.code) return Math.min(FIRST_RETRY * doubled, minutes)
  return Math.min(minutes * doubled, Math.max(LONGEST, minutes))
}

/** Syncs at start and every so many minutes, later after a failure. Gives the way to stop, which waits a little for an exchange under way. */
export function startSiteTimer(
  site: SiteNode,
  minutes: number,
  log: Log,
  random: () => number = Math.random,
): () => Promise<void> {
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async (): Promise<void> => {
    const { problem, waiting, files, refused } = await site.sync().catch((error: unknown) => {
      // Its own database is away: there is nobody to ask how it stands.
      log.error({ err: error, job: 'sede' })
      return { problem: sayTrouble('DATABASE_DOWN'), waiting: null, files: null, refused: null }
    })
    const code = problem && !OF_FILES.includes(problem.code) ? problem.code : null
    failures = code === null ? 0 : failures + 1
    const line = { job: 'sede', waiting, files, refused, ...(problem ? { code: problem.code } : {}) }
    log[problem ? 'warn' : 'info'](line, 'scambio con l’ufficio centrale')
    const spread = 1 + (random() * 2 - 1) * JITTER
    const wait = waitAfter(code, failures, minutes)
    if (!stopped) timer = setTimeout(() => (running = run()), wait * spread * MINUTE)
  }
  let running = run()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await Promise.race([running, pause(LAST_WAIT, undefined, { ref: false })])
  }
}
