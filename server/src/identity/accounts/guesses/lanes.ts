import type { ErrorLog } from '../../../kernel/log/log'

/** Queue of work to be done after an answer. */
interface Afterwards {
  /** Does it when what came before is done; what fails is written down, and what is too much is left out. */
  do(work: () => Promise<void>): void
  /** Waits for all of it. */
  done(): Promise<void>
}

/** Pieces of work that wait at most: each is small, and more of them at once are a flood. */
const MOST = 2000

export function createAfterwards(write: ErrorLog): Afterwards {
  const log = (error: unknown) => write(error, { job: 'afterwards' })
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  return {
    do(work) {
      if (waiting >= MOST) return log(new Error('Too much waits to be done after answers: a piece was left out'))
      waiting += 1
      last = last
        .then(work)
        .catch(log)
        .finally(() => (waiting -= 1))
    },
    done: () => last,
  }
}

declare module '../../../kernel/context' {
  interface AppPorts {
    /**
     * Lanes in which guesses of one address wait for each other; null where none are counted: for tests that sign in
     * all the time.
     */
    readonly guesses: Lanes | null
  }
}

/** Runs work of one key a few at a time. */
type Lanes = <T>(key: string, work: () => Promise<T>) => Promise<T>

interface Lane {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * So many at a time of each key, the others in the order in which they came: what one of them found out is known before
 * the next begins.
 */
export function hashLanes(width: number): Lanes {
  const open = new Map<string, Lane>()
  return async (key, work) => {
    const lane = open.get(key) ?? { running: 0, waiting: [] }
    open.set(key, lane)
    if (lane.running >= width) await new Promise<void>((resolve) => lane.waiting.push(resolve))
    else lane.running += 1
    try {
      return await work()
    } finally {
      const next = lane.waiting.shift()
      if (next) next()
      else {
        lane.running -= 1
        if (lane.running === 0) open.delete(key)
      }
    }
  }
}
