import type { Database } from '../../kernel/db/database'
import type { Orm } from '../../kernel/db/orm'
import { openOrm } from '../open-orm'
import { orWhyNot } from './why-not-open'

/** Opens a database as it is: nothing is migrated, and no statement has a limit of time. For commands that look and copy. */
export async function openPlain(database: Database): Promise<Orm> {
  let orm: Orm | undefined
  return orWhyNot(database, async () => {
    try {
      orm = await openOrm(database)
      await orm.em.getConnection().execute('select 1')
      return orm
    } catch (error) {
      await orm?.close(true).catch(() => undefined)
      throw error
    }
  })
}
