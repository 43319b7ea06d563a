import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { inOneGo } from '../runtime/in-one-go'
import type { EntityManager } from './orm'

/** A moment of a database, by which one knows whether anything was written since another. */
export interface Moment {
  /** Another one where what was read before may be lost: the server was started again, or is another one. */
  readonly source: string
  /** The same in two moments: nothing was committed in between, in whatever process. Null where that is not known. */
  readonly state: string | null
}

/** Asks at which moment the database is, once for all who ask at the same time. At most one statement. */
export type MomentOf = () => Promise<Moment>

/** A snapshot names every transaction that has ended: one that commits makes it another. */
const ASKED = 'select pg_postmaster_start_time()::text as "source", txid_current_snapshot()::text as "state"'

/** SQLite counts what others write apart from what one writes oneself, and begins anew with a connection: not known there. */
const UNKNOWN: Moment = { source: '', state: null }

export function momentOf(em: EntityManager): MomentOf {
  if (!(em.getDriver() instanceof PostgreSqlDriver)) return async () => UNKNOWN
  return inOneGo(async () => {
    const [moment] = await em.fork().execute<Moment[]>(ASKED)
    if (!moment) throw new Error('The database says no moment')
    return moment
  })
}

/** Was nothing written between the two? */
export const isSameMoment = (before: Moment, now: Moment): boolean =>
  now.state !== null && before.state === now.state && before.source === now.source
