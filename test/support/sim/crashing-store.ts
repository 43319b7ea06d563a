import type { HeadStore, HeadTransaction } from '@traguardo/shared/sync'

/** The power went off. */
export class Crash extends Error {}

/** A store whose machine can lose its power at any await: before a call, before a commit, right after one. */
export interface CrashingStore extends HeadStore {
  /** Loses the power after so many more calls. A transaction counts one more call before and one after its commit. */
  crashAfter(calls: number): void
  /** Power is back. */
  recover(): void
  swap(disk: HeadStore): void
}

export function crashingStore(first: HeadStore): CrashingStore {
  let disk = first
  let left = Number.POSITIVE_INFINITY
  const step = () => {
    left -= 1
    if (left < 0) throw new Crash('power off')
  }
  const guarded = (tx: HeadTransaction): HeadTransaction =>
    new Proxy(tx, {
      get(target, name) {
        const call = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
        return (...args: unknown[]) => {
          step()
          return call.apply(target, args)
        }
      },
    })
  const run =
    (how: 'transaction' | 'reading') =>
    async <T>(work: (tx: HeadTransaction) => Promise<T>): Promise<T> => {
      step()
      const result = await disk[how](async (tx) => {
        const value = await work(guarded(tx))
        step()
        return value
      })
      step()
      return result
    }
  return {
    transaction: run('transaction'),
    reading: run('reading'),
    crashAfter: (calls) => (left = calls),
    recover: () => (left = Number.POSITIVE_INFINITY),
    swap: (other) => (disk = other),
  }
}
