import { describe } from 'vitest'
import { openDatabase } from '../../../server/src/db/open-database'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { syncStoreContract } from '../../support/contract/sync-store'
import { freshDatabase, KINDS } from '../../support/databases'

describe.each(KINDS)('on %s', (kind) => {
  syncStoreContract(`the ORM on ${kind}`, async () => {
    const orm = await openDatabase(await freshDatabase(kind))
    return ormStore(orm.em)
  })
})
