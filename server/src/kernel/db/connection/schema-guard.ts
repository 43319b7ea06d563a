import { migrations } from '../migrations'
import type { Orm } from '../orm'

/**
 * Lock on the schema of a PostgreSQL: a change of the schema holds it alone; each transaction of a server holds it with
 * the others.
 */
export const SCHEMA_LOCK = 7_430_022

/** Knowledge of a server about the schema of its database, which another one may bring up to date under it [RI58]. */
export interface SchemaGuard {
  /** It serves: from here on no transaction begins on a schema that this program does not know. */
  isOn: boolean
  /** The schema is of a newer program, as far as anybody has seen. */
  isOutdated: boolean
}

export const schemaGuard = (): SchemaGuard => ({ isOn: false, isOutdated: false })

/** This program is older than the data. Its code is the one of `db/trouble.ts`. */
class Outdated extends Error {
  readonly code = 'SERVER_OUTDATED'
  constructor() {
    super('The schema of the database is of a newer program')
  }
}

/** Another server brings the schema up to date: PostgreSQL would say the same of a lock that was waited for too long. */
class SchemaBusy extends Error {
  readonly code = '55P03'
  constructor() {
    super('The schema of the database is being changed')
  }
}

/** Finds a migration that this program does not know. Names of our own: nothing in them needs quoting. */
const FIND_NEWER = `select "name" from "mikro_orm_migrations" where "name" not in (${migrations.map(({ name }) => `'${name}'`).join(', ')}) limit 1`

const refused = (guard: SchemaGuard, rows: readonly unknown[]): Error | null => {
  guard.isOutdated = rows.length > 0
  return guard.isOutdated ? new Outdated() : null
}

type Done<T> = (error: Error | null, answer?: T) => void

/** A connection of SQLite, as far as it is used here. */
export interface SqliteHandle {
  exec(sql: string, done: Done<never>): void
  all(sql: string, ...rest: readonly unknown[]): unknown
}

/** Looks at the schema in a transaction that has just begun, and undoes that where it is a newer one. */
export function lookInSqlite(handle: SqliteHandle, guard: SchemaGuard, done: Done<unknown>): void {
  const look: Done<readonly unknown[]> = (error, rows = []) => {
    const reason = error ?? refused(guard, rows)
    if (reason) handle.exec('ROLLBACK', () => done(reason))
    else done(null, [])
  }
  handle.all(FIND_NEWER, look)
}

interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** A connection of PostgreSQL, as far as it is used here. */
export interface PostgresHandle {
  readonly connection: { readonly stream: { destroy(error: Error): unknown } }
  query(asked: string | { readonly text?: string }, done: Done<unknown>): unknown
}

/**
 * Lets transactions begin only on a schema that this program knows, in the same round trip. The lock makes it hold to the
 * commit: the schema changes before the transaction or after it. It is not waited for: a copy before a migration takes long.
 * @param note told why a transaction could not begin
 */
export function guardPostgres(handle: PostgresHandle, guard: SchemaGuard, note: (error: Error) => void): void {
  const query = handle.query.bind(handle)
  handle.query = (asked, done) => {
    const text = typeof asked === 'string' ? asked : (asked.text ?? '')
    if (!guard.isOn || !text.startsWith('BEGIN')) return query(asked, done)
    const look: Done<unknown> = (error, answers) => {
      const [begun, lock, newer] = (answers ?? []) as readonly Answer[]
      const isFree = lock?.rows[0]?.['free'] === true
      const reason = error ?? (isFree ? refused(guard, newer?.rows ?? []) : new SchemaBusy())
      if (!reason) return done(null, begun)
      note(reason)
      return query('ROLLBACK', () => done(reason))
    }
    return query(`${text} select pg_try_advisory_xact_lock_shared(${SCHEMA_LOCK}) as "free"; ${FIND_NEWER}`, look)
  }
}

/** Seconds between two looks at the schema, beside those of every transaction. */
const LOOK_SECONDS = 10

/** Looks at the schema again and again, so that a server with nothing to write knows too. Gives how to stop. */
export function watchSchema(orm: Orm, guard: SchemaGuard): () => void {
  const look = async (): Promise<void> => {
    guard.isOutdated = (await orm.em.getConnection().execute<object[]>(FIND_NEWER)).length > 0
  }
  // A database that is away is told of by whoever needs it.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_SECONDS * 1000)
  timer.unref()
  return () => clearInterval(timer)
}
