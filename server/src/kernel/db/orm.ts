import 'reflect-metadata'
import { type AbstractSqlDriver, MikroORM, type SqlEntityManager } from '@mikro-orm/knex'
import { Migrator } from '@mikro-orm/migrations'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { SqliteDriver } from '@mikro-orm/sqlite'
import { scrubText } from '../log/error-text'
import { sayWarning } from '../log/log'
import { postgresqlDialect, sqliteDialect } from './connection/drivers'
import type { SchemaGuard } from './connection/schema-guard'
import type { Database } from './database'
import { type Limits, LIMITS, UNLIMITED } from './limits'
import { migrations } from './migrations'

/** Connections that end together, as when PostgreSQL is restarted, are told of once. Milliseconds. */
const TOGETHER = 60_000

/** Sink of the messages of one ORM's driver: the log, like everything else [RI60]. */
function driverLog() {
  let quietUntil = 0
  const say = (text: unknown): void => {
    const said = scrubText(String(text))
    if (!said.startsWith('Connection Error')) return sayWarning(said)
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + TOGETHER
    sayWarning(`Il database ha chiuso le connessioni, se ne aprono altre da sé (${said}).`)
  }
  return { debug: () => undefined, warn: say, error: say, deprecate: say }
}

/** Milliseconds within which a connection is made. */
const CONNECT_LIMIT = 5000
/** Milliseconds beyond the limit of a statement: the database keeps to that by itself, and says so. */
const LONGER = 5000

/** A connection of PostgreSQL, as far as it is used here. */
interface PostgresHandle {
  readonly connection: { readonly stream: { destroy(error: Error): unknown } }
  query(asked: string | { readonly text?: string }, done: Done): unknown
}

/**
 * Ends a connection on which no answer comes though the database would have given one: where the line is cut silently nobody
 * says that it is, and TCP tries again for a quarter of an hour [RI60].
 * @param limit milliseconds that a statement may take; 0 for any time
 */
function endSilent(handle: PostgresHandle, limit: number): void {
  if (limit === 0) return
  const query = handle.query.bind(handle)
  handle.query = (asked, done) => {
    const cut = () => {
      const silent = Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' })
      handle.connection.stream.destroy(silent)
    }
    const timer = setTimeout(cut, limit + LONGER)
    timer.unref()
    return query(asked, (error, answer) => {
      clearTimeout(timer)
      done(error, answer)
    })
  }
}

export type Orm = MikroORM<AbstractSqlDriver>
export type EntityManager = SqlEntityManager

/** Listens to the SQL that is run: the tests count statements with it. */
export type SqlLog = (statement: string) => void

/** A name of the connection, which nobody else sees: what it counts begins anew with another one. */
const NAMED = 'create temp table "connection" as select hex(randomblob(16)) as "name"'

/**
 * Pragmas of a SQLite connection. FULL: a commit is on the disk before anybody is told. The ORM turns on `foreign_keys`
 * itself, and it is here again so that it does not depend on that.
 */
const pragmas = ({ lock }: Limits): string =>
  `${NAMED}; pragma busy_timeout = ${lock || LIMITS.lock}; pragma journal_mode = WAL; pragma synchronous = FULL; pragma foreign_keys = ON;`

type Done = (error: Error | null, answer?: unknown) => void

/** A connection of SQLite, as far as it is used here. */
interface SqliteHandle {
  exec(sql: string, done: Done): void
}

const sqlite = (file: string, limits: Limits) => ({
  driver: SqliteDriver,
  dbName: file,
  pool: {
    min: 1,
    max: 1,
    afterCreate: (handle: SqliteHandle, done: (error: Error | null, handle: SqliteHandle) => void) => {
      handle.exec(pragmas(limits), (error) => done(error, handle))
    },
  },
})

const CONNECTIONS = 10

/**
 * Settings of a PostgreSQL session. A limit of 0 sets nothing: the server's own holds then, and behind a pgbouncer in
 * transaction mode, whose sessions are everybody's, nothing may be set.
 */
const sessionOf = ({ lock, statement }: Limits): string =>
  Object.entries({ lock_timeout: lock, statement_timeout: statement })
    .map(([name, limit]) => (limit === 0 ? '' : `set ${name} = ${limit};`))
    .join('')

const postgresql = (url: string, limits: Limits) => ({
  driver: PostgreSqlDriver,
  clientUrl: url,
  pool: {
    min: 0,
    max: CONNECTIONS,
    afterCreate(handle: PostgresHandle, done: (error: Error | null, handle: PostgresHandle) => void) {
      endSilent(handle, limits.statement)
      const told = sessionOf(limits)
      if (told === '') done(null, handle)
      else handle.query(told, (error) => done(error, handle))
    },
  },
})

/** The classes of all tables: those who compose the program know them. */
type Entities = NonNullable<Parameters<typeof MikroORM.init<AbstractSqlDriver>>[0]>['entities']

/**
 * Options with which the ORM is opened: log of statements, and their limits; without limits where they are left out.
 */
export interface OrmOptions {
  readonly log?: SqlLog | undefined
  readonly limits?: Limits
  /** Guard of the schema; left out, transactions begin whatever the schema is. */
  readonly schema?: SchemaGuard | undefined
}

/** Idle connections are looked after by the system, so that one that is gone is noticed before it is used. */
const ON_THE_LINE = { connection: { connectionTimeoutMillis: CONNECT_LIMIT, keepAlive: true } }

/** The ORM on either database, from one description of the entities. */
export function openOrmWith(
  entities: Entities,
  database: Database,
  { log, limits = UNLIMITED, schema }: OrmOptions = {},
): Promise<Orm> {
  const waits = limits.lock === 0 ? {} : { acquireConnectionTimeout: limits.lock + LONGER }
  const isFile = database.type === 'sqlite'
  return MikroORM.init<AbstractSqlDriver>({
    ...(isFile ? sqlite(database.file, limits) : postgresql(database.url, limits)),
    driverOptions: {
      ...{ ...waits, log: driverLog() },
      ...(isFile ? { client: sqliteDialect(schema) } : { ...ON_THE_LINE, client: postgresqlDialect(schema) }),
    },
    entities,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
    // A name that is mistyped makes no database.
    ensureDatabase: false,
    // Of all ORMs in a process the last that was opened decides about colours.
    colors: false,
    ...(log ? { debug: ['query'], logger: log } : {}),
  } as Parameters<typeof MikroORM.init<AbstractSqlDriver>>[0])
}
