import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartFailure } from '../start-failure'
import type { Database } from './database'
import { migrations } from './migrations'
import { makeFolderOwnerOnly, makeOwnerOnly, OWNER_FOLDER, OWNER_ONLY } from './owner-only'
import { openOrm, type Orm, type SqlLog } from './orm'

function unreachable(database: Database): string {
  return database.type === 'sqlite'
    ? `Non riesco ad aprire i dati in ${database.file}: controlli che sia un file di Traguardo, che la cartella si possa scrivere e che il disco non sia pieno, oppure ne indichi un'altra con TRAGUARDO_DATA.`
    : 'Il database indicato da DATABASE_URL non risponde: controlli che PostgreSQL sia acceso e che indirizzo, utente e password siano giusti.'
}

/** What a person can put right: no file, no permission, no space, no server. A faulty statement is a bug and keeps its stack. */
function isUnreachable(error: unknown, { type }: Database): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (type === 'sqlite') return /^SQLITE_(CANTOPEN|READONLY|NOTADB|FULL|IOERR|PERM|AUTH|CORRUPT|BUSY|LOCKED)/.test(code)
  // Classes 08, 28, 3D and 57 of PostgreSQL: connection, password, no such database, starting or stopping.
  return /^(E[A-Z]+|08|28|3D|57)/.test(code)
}

/** The folder of the data, its owner's alone, also where it was there before [RI30]. */
async function makeFolder(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: OWNER_FOLDER })
    makeFolderOwnerOnly(dirname(file))
  } catch {
    throw new StartFailure(
      `Non posso scrivere nella cartella dei dati ${dirname(file)}: dia il permesso di scrittura, oppure ne indichi un'altra con TRAGUARDO_DATA.`,
    )
  }
}

/**
 * The file of the data likewise. What SQLite writes beside it (`-wal`, `-shm`) gets the file's own permissions. Where it
 * cannot be written, opening it will say so.
 */
async function makeFile(file: string): Promise<void> {
  await open(file, 'a', OWNER_ONLY).then(
    (made) => made.close(),
    () => undefined,
  )
  for (const end of ['', '-wal', '-shm']) makeOwnerOnly(`${file}${end}`)
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

/** Brings the schema up to date. A database that a newer program wrote is left alone. */
async function migrate(orm: Orm, { type }: Database): Promise<void> {
  const migrator = orm.getMigrator()
  const known = new Set(migrations.map(({ name }) => name))
  const newer = (await migrator.getExecutedMigrations()).find(({ name }) => !known.has(name))
  if (newer)
    throw new StartFailure(
      `I dati sono di una versione di Traguardo più nuova di questa («${newer.name}»): aggiorni il programma, oppure usi un'altra cartella con TRAGUARDO_DATA.`,
    )
  if (type === 'sqlite') await upWithoutKeys(orm)
  else await migrator.up()
}

/** Opens the database and migrates it. Every way in which that fails is a `StartFailure` with its remedy. */
export async function openDatabase(database: Database, log?: SqlLog): Promise<Orm> {
  if (database.type === 'sqlite' && database.file !== ':memory:') {
    await makeFolder(database.file)
    await makeFile(database.file)
  }
  let orm: Orm | undefined
  try {
    orm = await openOrm(database, log)
    await orm.em.getConnection().execute('select 1')
    await migrate(orm, database)
    return orm
  } catch (error) {
    await orm?.close(true).catch(() => undefined)
    throw isUnreachable(error, database) ? new StartFailure(unreachable(database), { cause: error }) : error
  }
}
