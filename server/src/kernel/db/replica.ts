import { setTimeout } from 'node:timers/promises'
import type { EntityManager, Orm } from './orm'

/** Gives what reads for an answer that changes nothing: the replica where there is one that is up to date, else the database. */
export type ReaderOf = (em: EntityManager) => Promise<EntityManager>

/** A streaming replica of the database, for what only reads. */
export interface ReadReplica {
  readonly readerOf: ReaderOf
  close(): Promise<void>
}

/** Tries, and milliseconds between them, to see whether a replica has come up to the database. */
const TRIES = 5
const APART = 10
/** So long it may take to answer, and so long it is left alone where it did not. Milliseconds. */
const PATIENCE = 500
const REST = 10_000

/**
 * A replica, opened when it is first read: the server starts without it. It is read only where it has everything that the
 * database has at that moment, so that nobody misses what they have just done; where it lags, or does not answer, the
 * database itself is read.
 */
export function openReadReplica(open: () => Promise<Orm>): ReadReplica {
  let opened: Promise<Orm> | null = null
  let restsUntil = 0
  async function caughtUp(position: string): Promise<EntityManager | null> {
    opened ??= open()
    const orm = await opened
    const em = orm.em.fork()
    for (let tries = 0; tries < TRIES; tries++) {
      const sql = 'select pg_last_wal_replay_lsn() >= ?::pg_lsn as "caught"'
      const [row] = await em.execute<{ caught: boolean | null }[]>(sql, [position])
      if (row?.caught) return em
      await setTimeout(APART)
    }
    return null
  }
  return {
    async readerOf(em) {
      if (performance.now() < restsUntil) return em
      const [row] = await em.execute<{ at: string }[]>('select pg_current_wal_flush_lsn()::text as "at"')
      const silent = new Error('The replica does not answer')
      try {
        const late = setTimeout(PATIENCE, undefined, { ref: false }).then(() => Promise.reject(silent))
        return (await Promise.race([caughtUp(row?.at ?? ''), late])) ?? em
      } catch {
        // The database has everything anyway.
        opened?.catch(() => (opened = null))
        restsUntil = performance.now() + REST
        return em
      }
    },
    async close() {
      const orm = await opened?.catch(() => null)
      await orm?.close(true)
    },
  }
}
