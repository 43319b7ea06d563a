import 'fake-indexeddb/auto'
import type { Operation } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { openPersonDatabase } from '../../../client/src/offline/database'
import { indexedDbStore } from '../../../client/src/offline/indexed-db-store'
import { syncStoreContract } from '../../support/contract/sync-store'
import { anOperation } from '../../support/sync'

let count = 0
const aDatabase = () => openPersonDatabase('B', `person-${count++}`)

syncStoreContract('IndexedDB', async () => indexedDbStore(await aDatabase()))

const recordOf = (operation: Operation) => ({ operation, sent: false, verdict: null, receivedAt: null, settled: false })

describe('the IndexedDB store', () => {
  it('keeps what was written when the database is opened again', async () => {
    const record = recordOf(anOperation({ seq: 1 }))
    const first = await openPersonDatabase('B', 'again')
    await indexedDbStore(first).transaction((tx) => tx.putOperations([record]))
    first.close()
    const second = indexedDbStore(await openPersonDatabase('B', 'again'))
    expect(await second.transaction((tx) => tx.pending())).toEqual([record])
  })

  it('asks for strict durability: saved means on the disk', async () => {
    const db = await aDatabase()
    const asked: unknown[] = []
    const open = db.transaction.bind(db) as (...args: unknown[]) => never
    const watched = new Proxy(db, {
      get: (target, name) =>
        name === 'transaction'
          ? (...args: unknown[]) => {
              asked.push(args[2])
              return open(...args)
            }
          : Reflect.get(target, name),
    })
    await indexedDbStore(watched).transaction((tx) => tx.count('seq', 1))
    expect(asked).toEqual([{ durability: 'strict' }])
  })

  it('shares nothing between two people', async () => {
    const [anna, bruno] = [indexedDbStore(await aDatabase()), indexedDbStore(await aDatabase())]
    await anna.transaction((tx) => tx.putOperations([recordOf(anOperation({ seq: 1 }))]))
    expect(await bruno.transaction((tx) => tx.pending())).toEqual([])
  })
})
