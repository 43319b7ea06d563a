import { existsSync } from 'node:fs'
import type { Database } from '../../kernel/db/database'
import type { EntityManager } from '../../kernel/db/orm'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { tablesOf } from '../backup/contents'
import { inFile } from './data-file'
import { openPlain } from './open-plain'

const where =
  'Indichi i dati del server con TRAGUARDO_DATA o DATABASE_URL; quelli della dimostrazione con --dimostrazione, quelli di una sede con --sede.'

/** Before anything is opened: a command makes no file where none is [RE15]. */
export function requireFile(database: Database): void {
  if (inFile(database) && !existsSync(database.file))
    throw new StartFailure(`Qui non ci sono dati: ${database.file} non c’è. ${where}`)
}

/** Refuses a database in which no data of ours stand: a command was pointed at another place [RE15]. */
export async function requireTables(em: EntityManager, { type }: Database): Promise<void> {
  if (!(await tablesOf(em, type)).includes('mikro_orm_migrations'))
    throw new StartFailure(`Qui non ci sono dati: il database è vuoto. ${where}`)
}

/** Both, for whoever opens the data afterwards in a way that would make them. */
export async function requireData(database: Database): Promise<void> {
  requireFile(database)
  const orm = await openPlain(database)
  await requireTables(orm.em.fork(), database).finally(() => orm.close(true))
}
