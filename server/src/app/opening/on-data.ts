import { checkFileWhole, checkTablesWhole } from '../backup/restore-mark'
import type { EntityManager } from '../../kernel/db/orm'
import { StartFailure } from '../../kernel/runtime/start-failure'
import type { Settings } from '../settings'
import { dueMigrations } from './migrate'
import { openPlain } from './open-plain'
import { requireFile, requireTables } from './require-data'

/** Works on the data as they are: whoever copies or looks at them migrates nothing. */
export async function onData<T>(
  { database }: Pick<Settings, 'database'>,
  work: (em: EntityManager) => Promise<T>,
  isOfToday = false,
): Promise<T> {
  checkFileWhole(database)
  requireFile(database)
  const orm = await openPlain(database)
  try {
    await checkTablesWhole(orm.em, database)
    const em = orm.em.fork()
    await requireTables(em, database)
    if (isOfToday && (await dueMigrations(orm, database)).length > 0)
      throw new StartFailure('I dati sono di una versione precedente del programma: avvii il server, che li aggiorna.')
    return await work(em)
  } finally {
    await orm.close(true)
  }
}

/** The same for whoever reads what this program writes: data of an earlier form are left as they are, and said to be that. */
export const onDataOfToday = <T>(
  settings: Pick<Settings, 'database'>,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> => onData(settings, work, true)
