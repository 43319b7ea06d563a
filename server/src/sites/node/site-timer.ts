import type { SiteNode } from './site-node'

const MINUTE = 60_000
/** Many sites are not to come at the same second. */
const JITTER = 0.2
const FIRST_RETRY = 1
const MOST_DOUBLINGS = 10

/** Syncs at start and every so many minutes; after a failure sooner at first, then in doubling waits. Gives the way to stop. */
export function startSiteTimer(site: SiteNode, minutes: number, random: () => number = Math.random): () => void {
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async (): Promise<void> => {
    const { error } = await site.sync()
    failures = error ? Math.min(failures + 1, MOST_DOUBLINGS) : 0
    const wait = error ? Math.min(FIRST_RETRY * 2 ** (failures - 1), minutes) : minutes
    const spread = 1 + (random() * 2 - 1) * JITTER
    if (!stopped) timer = setTimeout(() => void run(), wait * spread * MINUTE)
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
