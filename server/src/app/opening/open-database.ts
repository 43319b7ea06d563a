import { dirname } from 'node:path'
import { checkFileWhole, checkTablesWhole } from '../backup/restore-mark'
import type { Database } from '../../kernel/db/database'
import { type Limits, LIMITS, UNLIMITED } from '../../kernel/db/limits'
import { inFile, makeDataFile } from './data-file'
import { dueMigrations, migrate } from './migrate'
import { versionsWithoutItems } from '../../plans/items/items'
import { orWhyNot } from './why-not-open'
import type { Orm, SqlLog } from '../../kernel/db/orm'
import { openOrm } from '../open-orm'
import type { SchemaGuard } from '../../kernel/db/connection/schema-guard'

/** Options with which a database is opened. */
export interface Opening {
  readonly log?: SqlLog | undefined
  readonly limits?: Limits | undefined
  /** Of a server: from its start on no transaction begins on another schema than this program's. */
  readonly schema?: SchemaGuard | undefined
  /**
   * Folder for the copy before a migration, where the data are on PostgreSQL; those in a file have it beside them. Null to
   * migrate without a copy; left out, PostgreSQL gets none.
   */
  readonly copies?: string | null | undefined
}

/** Opens, does something first, and closes again where that fails. */
async function opened(open: () => Promise<Orm>, work: (orm: Orm) => Promise<void>): Promise<Orm> {
  const orm = await open()
  try {
    await work(orm)
    return orm
  } catch (error) {
    await orm.close(true).catch(() => undefined)
    throw error
  }
}

/** Opens the database and migrates it. Every way in which that fails is a `StartFailure` with its remedy [RI48]. */
export function openDatabase(database: Database, { log, limits = LIMITS, copies, schema }: Opening = {}): Promise<Orm> {
  const folder = copies === undefined ? (inFile(database) ? dirname(database.file) : null) : copies
  /** A migration takes the time that it takes. A database in memory is its connection: there is no other one. */
  const bringUp = async (orm: Orm): Promise<void> => {
    if (database.type === 'sqlite') return migrate(orm, database, inFile(database) ? folder : null)
    const patient = await openOrm(database, { limits: UNLIMITED, log })
    await migrate(patient, database, folder).finally(() => patient.close(true))
  }
  return orWhyNot(database, async () => {
    checkFileWhole(database)
    if (inFile(database)) await makeDataFile(database.file)
    return opened(
      () => openOrm(database, { log, limits, schema }),
      async (orm) => {
        await checkTablesWhole(orm.em, database)
        const isDue = (await dueMigrations(orm, database)).length > 0 || (await versionsWithoutItems(orm.em)).length > 0
        if (isDue) await bringUp(orm)
        if (schema) schema.isOn = true
      },
    )
  })
}
