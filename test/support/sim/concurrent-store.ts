import { memoryStore, type HeadStore, type HeadTransaction } from '@traguardo/shared/sync'

/** Gives way at every call to whoever comes next in the seed's order. */
export class Turns {
  private readonly waiting: (() => void)[] = []

  constructor(private readonly pick: (choices: number) => number) {}

  next(): Promise<void> {
    return new Promise((go) => void this.waiting.push(go))
  }

  /** Lets everybody run, one call at a time, until `work` is done. */
  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false
    void work.finally(() => (isDone = true))
    while (!isDone) {
      await new Promise((soon) => setImmediate(soon))
      const [go] = this.waiting.splice(this.pick(this.waiting.length), 1)
      go?.()
    }
  }
}

class Undone extends Error {}

type Call = (tx: HeadTransaction) => Promise<unknown>

const WRITES: readonly string[] = [
  'markSent',
  'putOperations',
  'removeOperations',
  'putRegisters',
  'removeRegisters',
  'removeScopes',
  'putScopeSums',
  'putSetting',
]

/**
 * A store as PostgreSQL is by default: transactions run at the same time, each statement sees what others had committed
 * when it began, and only a counter that somebody adds to keeps the next one waiting.
 * @param locks with false, asking for the counter keeps nobody waiting: the fault that the suite has to find
 */
export function concurrentStore(turns: Turns, locks = true): HeadStore {
  const committed = memoryStore()
  const holders = new Map<string, Promise<void>>()

  async function transaction<T>(work: (tx: HeadTransaction) => Promise<T>): Promise<T> {
    const writes: Call[] = []
    const held = new Set<string>()
    let release = () => {}
    const ended = new Promise<void>((done) => (release = done))

    /** What a statement sees: what is committed, under what this transaction has written. */
    async function see<R>(read: (tx: HeadTransaction) => Promise<R>): Promise<R> {
      const seen: R[] = []
      await committed
        .transaction(async (tx) => {
          for (const write of writes) await write(tx)
          seen.push(await read(tx))
          throw new Undone()
        })
        .catch((reason: unknown) => {
          if (!(reason instanceof Undone)) throw reason
        })
      return seen[0] as R
    }
    async function count(name: string, add: number): Promise<number> {
      while (locks && !held.has(name) && holders.has(name)) {
        await holders.get(name)
        await turns.next()
      }
      if (locks) {
        held.add(name)
        holders.set(name, ended)
      }
      if (add !== 0) writes.push((tx) => tx.count(name, add))
      return see((tx) => tx.count(name, 0))
    }
    const view = new Proxy({} as HeadTransaction, {
      get:
        (_, name: string) =>
        async (...args: never[]): Promise<unknown> => {
          await turns.next()
          if (name === 'count') return count(...(args as unknown as [string, number]))
          const call: Call = (tx) =>
            (tx[name as keyof HeadTransaction] as (...given: never[]) => Promise<unknown>)(...args)
          if (WRITES.includes(name)) return void writes.push(call)
          return see(call)
        },
    })
    try {
      const result = await work(view)
      await turns.next()
      await committed.transaction(async (tx) => {
        for (const write of writes) await write(tx)
      })
      return result
    } finally {
      for (const name of held) holders.delete(name)
      release()
    }
  }
  return { transaction, reading: (work) => committed.reading(work) }
}
