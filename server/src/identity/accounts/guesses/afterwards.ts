import type { ErrorLog } from '../../../kernel/log/log'

/** What is done after an answer. */
export interface Afterwards {
  /** Does it when what came before is done; what fails is written down, and what is too much is left out. */
  do(work: () => Promise<void>): void
  /** Waits for all of it. */
  done(): Promise<void>
}

/** Pieces of work that wait at most: each is small, and more of them at once are a flood. */
const MOST = 2000

export function afterwards(write: ErrorLog): Afterwards {
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
