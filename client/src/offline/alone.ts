/** Runs alone among the tabs and the service worker of this installation, where the browser can. */
export const runAlone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

const openLock = (database: string): string => `traguardo-open-${database}`

/** Says that a database is in use, until it is let go of, or the page goes. */
export function holdOpen(database: string): () => void {
  let letGo = () => {}
  const held = new Promise<void>((done) => (letGo = done))
  if ('locks' in navigator) void navigator.locks.request(openLock(database), { mode: 'shared' }, () => held)
  return letGo
}

/** A page that sleeps in the background may hold a database for ever. Milliseconds. */
const LONGEST_WAIT = 20_000

/** Does something with a database once nobody here uses it; after a while it is left for another time. */
export async function whenUnused(database: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  try {
    await navigator.locks.request(openLock(database), { signal: AbortSignal.timeout(LONGEST_WAIT) }, work)
  } catch (reason) {
    if (!(reason instanceof DOMException)) throw reason
  }
}
