import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database } from '../../kernel/db/database'
import type { Em } from '../../kernel/db/orm'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { copyDatabase } from './copy-database'
import { flush, madeWhole, makeFolder, namesIn } from '../../kernel/files/files'
import { orSayFull } from './or-say-full'

/** Copies before migrations that are kept. */
const KEPT = 3

const numberOf = (migration: string): string => migration.split('-')[0] ?? migration

/** Where the copy before a migration goes: beside the file of SQLite, or in the folder of the data. */
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
export async function copyBeforeMigration(
  em: Em,
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
        await flush(path)
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
