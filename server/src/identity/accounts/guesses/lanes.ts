declare module '../../../kernel/context' {
  interface AppPorts {
    /** Where guesses of one address wait for each other; null where none are counted: for tests that sign in all the time. */
    readonly guesses: Lanes | null
  }
}

/** Runs work of one key a few at a time. */
export type Lanes = <T>(key: string, work: () => Promise<T>) => Promise<T>

interface Lane {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * So many at a time of each key, the others in the order in which they came: what one of them found out is known before
 * the next begins.
 */
export function lanes(width: number): Lanes {
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
