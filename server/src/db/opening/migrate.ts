import { copyBeforeMigration } from '../../backup/before-migration'
import { StartFailure } from '../../start-failure'
import type { Database } from '../database'
import { migrations } from '../migrations'
import type { Orm } from '../orm'

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

/** Names of the migrations that a database has still to go through. One that a newer program wrote is left alone. */
export async function dueMigrations(orm: Orm): Promise<readonly string[]> {
  const known = migrations.map(({ name }) => name)
  const done = new Set((await orm.getMigrator().getExecutedMigrations()).map(({ name }) => name))
  const newer = [...done].find((name) => !known.includes(name))
  if (newer)
    throw new StartFailure(
      `I dati sono di una versione di Traguardo più nuova di questa («${newer}»): aggiorni il programma; oppure torni indietro con la copia fatta prima dell’aggiornamento («…prima-della-…», accanto ai dati), come dice il README.`,
    )
  return known.filter((name) => !done.has(name))
}

async function hasData(orm: Orm): Promise<boolean> {
  const [row] = await orm.em.getConnection().execute<{ found: number }[]>('select 1 as "found" from "body" limit 1')
  return row !== undefined
}

/** Another server on the same PostgreSQL may be starting too: it waits, and finds nothing left to do. */
const TURN = 7_430_021

async function inTurn(orm: Orm, { type }: Database, work: () => Promise<void>): Promise<void> {
  if (type === 'sqlite') return work()
  return orm.em.fork().transactional(async (tx) => {
    await tx.execute(`select pg_advisory_xact_lock(${TURN})`)
    await work()
  })
}

/**
 * Brings the schema up to date, after a copy where there are data that it could spoil [RE12].
 * @param copies folder for the copy on PostgreSQL (SQLite has it beside its file); null to go without one
 */
export async function migrate(orm: Orm, database: Database, copies: string | null): Promise<void> {
  await inTurn(orm, database, async () => {
    const due = await dueMigrations(orm)
    const [first] = due
    if (first === undefined) return
    if (due.length < migrations.length && copies !== null && (await hasData(orm)))
      await copyBeforeMigration(orm.em.fork(), database, copies, first)
    if (database.type === 'sqlite') await upWithoutKeys(orm)
    else await orm.getMigrator().up()
  })
}
