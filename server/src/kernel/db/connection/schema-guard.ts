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
export class SchemaBusy extends Error {
  readonly code = '55P03'
  constructor() {
    super('The schema of the database is being changed')
  }
}

/** Finds a migration that this program does not know. Names of our own: nothing in them needs quoting. */
export const FIND_NEWER = `select "name" from "mikro_orm_migrations" where "name" not in (${migrations.map(({ name }) => `'${name}'`).join(', ')}) limit 1`

/** Reason not to begin, by what was found: the schema is a newer one. Null for none. */
export const refused = (guard: SchemaGuard, rows: readonly unknown[]): Error | null => {
  guard.isOutdated = rows.length > 0
  return guard.isOutdated ? new Outdated() : null
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
