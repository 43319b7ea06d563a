import { describe } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { headStoreContract } from '../../support/contract/head-store'
import { syncStoreContract } from '../../support/contract/sync-store'
import { freshDatabase, KINDS } from '../../support/databases'

describe.each(KINDS)('on %s', (kind) => {
  const makeStore = async () => ormStore((await openDatabase(await freshDatabase(kind))).em)
  syncStoreContract(`the ORM on ${kind}`, makeStore)
  headStoreContract(`the ORM on ${kind}`, makeStore)
})
