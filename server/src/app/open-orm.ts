import type { Database } from '../kernel/db/database'
import { openOrmWith, type Orm, type OrmOptions } from '../kernel/db/orm'
import { entities } from './entities'

/** The ORM on either database, with every table of the program. */
export const openOrm = (database: Database, options?: OrmOptions): Promise<Orm> =>
  openOrmWith(entities, database, options)
