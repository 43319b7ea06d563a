import { existsSync } from 'node:fs'
import type { Database } from '../../kernel/db/database'
import type { EntityManager } from '../../kernel/db/orm'
import { StartFailure } from '../../kernel/runtime/start-failure'

/** Path of a database file until a restore has proved it. */
export const underRestore = (file: string): string => `${file}.in-ripristino`

/** A table that says that what stands beside it is not proved yet. */
const MARK = 'ripristino_in_corso'

export const setMark = (em: EntityManager): Promise<unknown> => em.execute(`create table "${MARK}" ("begun" text)`)
export const takeMark = (em: EntityManager): Promise<unknown> => em.execute(`drop table "${MARK}"`)

export async function hasMark(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ found: string | null }[]>(`select to_regclass('${MARK}') as "found"`)
  return row !== undefined && row.found !== null
}

const INTERRUPTED =
  'Un ripristino di questi dati è stato interrotto: non sono interi, e il server non parte. Ripeta «npm run traguardo ripristina <copia>»'

/** Refuses a file that a restore has begun and not ended: before anything makes it [RE9]. */
export function checkFileWhole(database: Database): void {
  if (database.type !== 'sqlite' || !existsSync(underRestore(database.file))) return
  throw new StartFailure(`${INTERRUPTED}; per ricominciare da zero cancelli ${underRestore(database.file)}.`)
}

/** Refuses a database of PostgreSQL that a restore has begun and not ended [RE9]. */
export async function checkTablesWhole(em: EntityManager, database: Database): Promise<void> {
  if (database.type !== 'postgresql' || !(await hasMark(em))) return
  throw new StartFailure(`${INTERRUPTED} in un database vuoto: cancelli questo e lo ricrei (dropdb, createdb).`)
}
