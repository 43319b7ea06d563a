import { PostgreSqlKnexDialect, SqliteKnexDialect } from '@mikro-orm/knex'
import { FIND_NEWER, refused, type SchemaGuard, SchemaBusy, SCHEMA_LOCK } from './schema-guard'

/** Wishes of whoever begins a transaction. */
interface Wished {
  readonly isolationLevel?: string
  readonly readOnly?: boolean
}

/** A transaction of knex: it begins on a connection, by a method of its own. */
interface Transaction {
  begin(connection: unknown): Promise<unknown>
}

/** A client of knex, as far as it is used here: the package says nothing of its dialects' types. */
interface Client {
  /** It stands for a transaction: what begins there is a savepoint. */
  readonly transacting?: boolean
  transaction(container: unknown, wished?: Wished, outer?: unknown): Transaction
  query(connection: unknown, sql: string): Promise<{ readonly response: unknown }>
}

type Dialect = new (...given: readonly unknown[]) => Client
type Ask = (sql: string) => Promise<unknown>

/**
 * A dialect whose transactions begin as we say. A transaction that cannot begin says why, where one of knex is only told of
 * by its first statement, which does not.
 * @param begin gives the reason not to, null for none
 */
function beginning(dialect: unknown, begin: (ask: Ask, wished: Wished) => Promise<Error | null>): Dialect {
  return class extends (dialect as Dialect) {
    override transaction(container: unknown, wished: Wished = {}, outer?: unknown): Transaction {
      const transaction = super.transaction(container, wished, outer)
      if (this.transacting) return transaction
      // Overriding what nobody calls would be silent.
      if (typeof transaction.begin !== 'function') throw new Error('knex begins its transactions in another way by now')
      transaction.begin = async (connection) => {
        const ask = async (sql: string) => (await this.query(connection, sql)).response
        try {
          const reason = await begin(ask, wished)
          if (reason) throw reason
        } catch (error) {
          // It may have begun. Where there is nothing to undo, the database says so, and the reason is the first one still.
          await ask('ROLLBACK').catch(() => undefined)
          throw error
        }
      }
      return transaction
    }
  }
}

/** A statement on its way to SQLite. */
interface Call {
  readonly method: string
  readonly sql: string
}

/** A client that chooses by which method of the package `sqlite3` a statement goes: its types say that this is its own. */
interface CallClient extends Client {
  isRunQuery(sql: string): boolean
  getCallMethod(query: Call): string
}

const WRITES = /^\s*(insert|update|delete|truncate)\b/i
/** Rows are asked for at the end of a statement, behind its last text. */
const ASKS_ROWS = /\sreturning\s[^']*$/i
/** Characters of a statement at most from where it asks for rows. */
const END = 1024

/**
 * MikroORM's dialect takes a text with "returning" in it for a statement that asks for rows, and fails on whoever writes that
 * in a note; and to look, it makes two lower-case copies of a quarter of a megabyte for 500 rows.
 */
class SqliteDialect extends (SqliteKnexDialect as unknown as new (...given: readonly unknown[]) => CallClient) {
  override isRunQuery(sql: string): boolean {
    return WRITES.test(sql) && !ASKS_ROWS.test(sql.slice(-END))
  }

  override getCallMethod(query: Call): string {
    if (query.method !== 'raw') return super.getCallMethod(query)
    return this.isRunQuery(query.sql) ? 'run' : 'all'
  }
}

/**
 * SQLite, where transactions take their turn to write when they begin, and wait for it. One that only reads at first would be
 * told at once that the file is locked, if another process (the command line beside the server) wrote before it did.
 */
export const sqliteDialect = (guard: SchemaGuard | undefined): Dialect =>
  beginning(SqliteDialect, async (ask) => {
    await ask('BEGIN IMMEDIATE;')
    return guard?.isOn ? refused(guard, (await ask(FIND_NEWER)) as readonly unknown[]) : null
  })

interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/**
 * PostgreSQL, where transactions begin only on a schema that this program knows, in the same round trip. The lock makes it hold
 * to the commit: the schema changes before the transaction or after it. It is not waited for: a copy before a migration takes long.
 */
export const postgresqlDialect = (guard: SchemaGuard | undefined): Dialect =>
  beginning(PostgreSqlKnexDialect, async (ask, { isolationLevel, readOnly }) => {
    const begin = `BEGIN${isolationLevel ? ` ISOLATION LEVEL ${isolationLevel}` : ''}${readOnly ? ' READ ONLY' : ''};`
    if (!guard?.isOn) return ask(begin).then(() => null)
    const look = `select pg_try_advisory_xact_lock_shared(${SCHEMA_LOCK}) as "free"; ${FIND_NEWER}`
    const [, lock, newer] = (await ask(`${begin} ${look}`)) as readonly Answer[]
    return lock?.rows[0]?.['free'] === true ? refused(guard, newer?.rows ?? []) : new SchemaBusy()
  })
