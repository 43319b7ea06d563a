import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database } from '../../kernel/db/database'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager, Orm } from '../../kernel/db/orm'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { copyDatabase } from '../backup/copy-database'
import { flushFile, madeWhole, makeFolder, namesIn } from '../../kernel/files/files'
import { orSayFull } from '../backup/or-say-full'
import { SCHEMA_LOCK } from '../../kernel/db/connection/schema-guard'
import { migrations } from '../../kernel/db/migrations'
import { newerData } from './why-not-open'
import { fillItems } from '../../plans/items/items'

/** Copies before migrations that are kept. */
const KEPT = 3

const numberOf = (migration: string): string => migration.split('-')[0] ?? migration

/** Returns the place of the copy before a migration: beside the file of SQLite, or in the folder of the data. */
function placeOf(database: Database, folder: string): { readonly folder: string; name: string; end: string } {
  if (database.type === 'postgresql') return { folder, name: 'traguardo', end: 'dump' }
  return { folder: dirname(database.file), name: basename(database.file).replace(/\.sqlite$/, ''), end: 'sqlite' }
}

async function clearOld(folder: string, begin: string, end: string): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => name.startsWith(begin) && name.endsWith(`.${end}`))
  for (const name of names.sort().slice(0, -KEPT)) await rm(join(folder, name), { force: true })
}

/**
 * Copies a database before its schema is changed, and keeps the last few such copies: whoever goes back to the version
 * before has what it knows [RE12]. Throws `StartFailure` where it cannot be made, and nothing was changed.
 */
async function copyBeforeMigration(
  em: EntityManager,
  database: Database,
  copies: string,
  migration: string,
): Promise<void> {
  const { folder, name, end } = placeOf(database, copies)
  const begin = `${name}.prima-della-`
  const target = join(folder, `${begin}${numberOf(migration)}.${end}`)
  try {
    await orSayFull(folder, async () => {
      await makeFolder(folder)
      await madeWhole(target, async (path) => {
        await copyDatabase(em, database, path)
        await flushFile(path)
      })
    })
    await clearOld(folder, begin, end)
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    throw new StartFailure(
      `Prima di aggiornare i dati se ne fa una copia, e non riesce. ${error.message} Se ne ha già una copia sua, può avviare senza con TRAGUARDO_SENZA_COPIA=1. I dati non sono stati toccati.`,
      { cause: error },
    )
  }
}

/**
 * On SQLite a table that is made again would take along what refers to it: foreign keys rest meanwhile, and are checked
 * after it. (Inside the transaction of a migration they cannot be switched.)
 */
async function upWithoutKeys(orm: Orm): Promise<void> {
  const connection = orm.em.getConnection()
  await connection.execute('pragma foreign_keys = off')
  try {
    if ((await orm.getMigrator().up()).length === 0) return
    const [broken] = await connection.execute<object[]>('pragma foreign_key_check')
    if (broken) throw new Error(`A migration left a row without what it refers to: ${JSON.stringify(broken)}`)
  } finally {
    await connection.execute('pragma foreign_keys = on')
  }
}

const TABLES = {
  sqlite: `select 1 as "found" from "sqlite_master" where "name" = 'mikro_orm_migrations'`,
  postgresql: `select 1 as "found" where to_regclass('mikro_orm_migrations') is not null`,
} as const

/** Names of the migrations that a database went through. It is looked at only: the table is made in turn, with the others. */
async function doneMigrations(orm: Orm, { type }: Database): Promise<ReadonlySet<string>> {
  const connection = orm.em.getConnection()
  if ((await connection.execute<object[]>(TABLES[type])).length === 0) return new Set()
  const rows = await connection.execute<{ name: string }[]>('select "name" from "mikro_orm_migrations"')
  return new Set(rows.map(({ name }) => name))
}

/** Names of the migrations that a database has still to go through. One that a newer program wrote is left alone. */
export async function dueMigrations(orm: Orm, database: Database): Promise<readonly string[]> {
  const known = migrations.map(({ name }) => name)
  const done = await doneMigrations(orm, database)
  const newer = [...done].find((name) => !known.includes(name))
  if (newer) throw new StartFailure(newerData(newer))
  return known.filter((name) => !done.has(name))
}

async function hasData(orm: Orm): Promise<boolean> {
  const [row] = await orm.em.getConnection().execute<{ found: number }[]>('select 1 as "found" from "body" limit 1')
  return row !== undefined
}

/** Another server on the same PostgreSQL may be starting too: it waits, and finds nothing left to do. */
const TURN = 7_430_021

/** Does what a start does to the data, after any other start that is at it. The wait has no limit of time. */
export async function inTurn(orm: Orm, { type }: Database, work: () => Promise<void>): Promise<void> {
  if (type === 'sqlite') return work()
  return inTransaction(orm.em.fork(), async (tx) => {
    await tx.execute('set local lock_timeout = 0; set local statement_timeout = 0')
    await tx.execute(`select pg_advisory_xact_lock(${TURN})`)
    await work()
  })
}

/** Does something while no server begins or ends a transaction [RI58]. */
async function aloneWithSchema(orm: Orm, { type }: Database, work: () => Promise<void>): Promise<void> {
  if (type === 'sqlite') return work()
  return inTransaction(orm.em.fork(), async (tx) => {
    await tx.execute(`select pg_advisory_xact_lock(${SCHEMA_LOCK})`)
    await work()
  })
}

/**
 * Brings the schema up to date, after a copy where there are data that it could spoil [RE12], and gives the versions of
 * plans the items that they have not got yet: by the code of today, which no migration may use, as it goes on changing.
 * @param copies folder for the copy on PostgreSQL (SQLite has it beside its file); null to go without one
 */
export async function migrate(orm: Orm, database: Database, copies: string | null): Promise<void> {
  await inTurn(orm, database, async () => {
    const due = await dueMigrations(orm, database)
    const [first] = due
    if (first !== undefined)
      await aloneWithSchema(orm, database, async () => {
        if (due.length < migrations.length && copies !== null && (await hasData(orm)))
          await copyBeforeMigration(orm.em.fork(), database, copies, first)
        if (database.type === 'sqlite') await upWithoutKeys(orm)
        else await orm.getMigrator().up()
      })
    await fillItems(orm.em.fork())
  })
}
