import 'fake-indexeddb/auto'
import { isPending } from '@traguardo/shared/sync'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { hasFirst, openPersonDatabase } from '../../../client/src/offline/store/database'
import { takeFirst } from '../../../client/src/offline/store/first-version'
import { indexedDbStore } from '../../../client/src/offline/store/indexed-db-store'
import { nodeOf } from '../../../client/src/offline/working-set'
import { syncStoreContract } from '../../support/contract/sync-store'
import { anOperation, aRecord } from '../../support/sync'

let count = 0
const aDatabase = () => openPersonDatabase('B', `person-${count++}`)

syncStoreContract('IndexedDB', async () => indexedDbStore(await aDatabase()))

describe('the IndexedDB store', () => {
  it('keeps what was written when the database is opened again', async () => {
    const record = aRecord(anOperation({ seq: 1 }))
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
    await anna.transaction((tx) => tx.putOperations([aRecord(anOperation({ seq: 1 }))]))
    expect(await bruno.transaction((tx) => tx.pending())).toEqual([])
  })

  it('[SY80.1] the second version of the app gets room for what is typed, and keeps everything', async () => {
    const second = await openDB('traguardo-B-second', 2, {
      upgrade(db) {
        for (const name of ['counters', 'settings']) db.createObjectStore(name, { keyPath: 'name' })
        db.createObjectStore('documents')
        for (const name of ['operations', 'registers']) db.createObjectStore(name, { keyPath: 'id' })
        db.createObjectStore('sums', { keyPath: ['body', 'scope'] })
        db.createObjectStore('files', { keyPath: 'sha256' }).createIndex('waiting', 'waiting')
      },
    })
    await second.put('settings', { name: 'line/B', value: 'kept' })
    await second.put('operations', { id: 'o1', standing: 'pending' })
    second.close()
    const today = await openPersonDatabase('B', 'second')
    expect(await today.get('settings', 'line/B')).toEqual({ name: 'line/B', value: 'kept' })
    expect(await today.get('operations', 'o1')).toEqual({ id: 'o1', standing: 'pending' })
    const row = {
      id: 'r',
      key: { body: 'B', measure: 'm', unit: 'U', year: 2021, period: 1, field: 'value' as const },
      text: '12,5',
      over: '',
      at: '',
    }
    await today.put('unfinished', row)
    expect(await today.getAll('unfinished')).toEqual([row])
    today.close()
  })

  it('[SY24.2] brings the outbox of the first version of the app along, each operation as it was', async () => {
    const first = await openDB('traguardo-B-older', 1, {
      upgrade(db) {
        const operations = db.createObjectStore('operations', { keyPath: 'id' })
        operations.createIndex('open', ['open', 'seq'])
        operations.createIndex('seq', ['node', 'seq'])
        db.createObjectStore('registers', { keyPath: 'id' }).createIndex('stamp', ['key.body', 'stamp'])
        for (const name of ['counters', 'settings']) db.createObjectStore(name, { keyPath: 'name' })
        db.createObjectStore('documents')
      },
    })
    const { kind: _kind, about: _about, decision: _decision, ...operation } = anOperation({ seq: 3, protocol: 1 })
    const record = { operation, sent: true, verdict: null, receivedAt: null, settled: false }
    await first.put('operations', { id: operation.id, seq: 3, node: operation.node, open: 1, record })
    const broken = { ...record, operation: { ...operation, key: null } }
    await first.put('operations', { id: 'broken', seq: 4, node: operation.node, open: 1, record: broken })
    await first.put('counters', { name: 'seq', value: 3 })
    await first.put('settings', { name: 'node', value: 'phone' })
    first.close()
    const db = await openPersonDatabase('B', 'older')
    expect(await hasFirst(db)).toBe(true)
    await takeFirst(db)
    expect(await hasFirst(db)).toBe(false)
    // What has no form is kept, and not shown as work.
    const unreadable = (await db.getAllKeys('documents')).map(String)
    expect(unreadable).toHaveLength(1)
    expect(await db.get('documents', unreadable[0] ?? '')).toEqual(broken)
    const [kept] = await indexedDbStore(db).reading((tx) => tx.pending())
    expect(kept).toMatchObject({ operation: { ...operation, kind: 'edit', about: null }, sent: true })
    expect(kept && isPending(kept)).toBe(true)
    expect(await indexedDbStore(db).reading((tx) => tx.count('seq', 0))).toBe(3)
    expect(await nodeOf(db, 'traguardo-B-older', () => 'another')).toBe('phone')
  })
})
