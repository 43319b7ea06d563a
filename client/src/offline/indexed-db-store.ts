import { isPending, type OperationRecord, type SyncStore, type SyncTransaction } from '@traguardo/shared/sync'
import type { IDBPTransaction } from 'idb'
import type { OperationRow, PersonDatabase, PersonSchema } from './database'

const STORES = ['operations', 'registers', 'counters', 'settings'] as const

type Transaction = IDBPTransaction<PersonSchema, typeof STORES, 'readwrite'>

const rowOf = (record: OperationRecord): OperationRow => ({
  id: record.operation.id,
  seq: record.operation.seq,
  node: record.operation.node,
  ...(isPending(record) ? { open: 1 as const } : {}),
  record,
})

const isThere = <T>(value: T | undefined): value is T => value !== undefined

/** Values may be reactive proxies, which the structured clone of IndexedDB refuses. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function transactionOn(tx: Transaction): SyncTransaction {
  const operations = tx.objectStore('operations')
  const registers = tx.objectStore('registers')
  const counters = tx.objectStore('counters')
  const settings = tx.objectStore('settings')
  return {
    operations: async (ids) =>
      (await Promise.all(ids.map((id) => operations.get(id)))).filter(isThere).map(({ record }) => record),
    pending: async () =>
      (await operations.index('open').getAll(IDBKeyRange.bound([1], [2]))).map(({ record }) => record),
    putOperations: async (records) => {
      await Promise.all(records.map((record) => operations.put(plain(rowOf(record)))))
    },
    removeOperation: (id) => operations.delete(id),
    takenSeqs: async (node, seqs) =>
      (await Promise.all(seqs.map((seq) => operations.index('seq').getAll([node, seq]))))
        .flat()
        .map(({ record }) => record),
    registers: async (ids) => (await Promise.all(ids.map((id) => registers.get(id)))).filter(isThere),
    registersSince: (body, stamp, limit) =>
      registers
        .index('stamp')
        .getAll(IDBKeyRange.bound([body, stamp], [body, []], true, true), Math.min(limit, 2 ** 31)),
    putRegisters: async (states) => {
      await Promise.all(states.map((state) => registers.put(plain(state))))
    },
    count: async (name, add) => {
      const value = ((await counters.get(name))?.value ?? 0) + add
      if (add !== 0) await counters.put({ name, value })
      return value
    },
    setting: async (name) => (await settings.get(name))?.value ?? null,
    putSetting: async (name, value) => {
      await settings.put({ name, value })
    },
  }
}

/** The store port on IndexedDB. `strict` durability: what resolved is on the disk, not in a buffer of the system [SY2]. */
export function indexedDbStore(db: PersonDatabase): SyncStore {
  return {
    async transaction(work) {
      const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' })
      // Awaited below; here only so that an abort while `work` runs is not reported as unhandled.
      tx.done.catch(() => undefined)
      try {
        const result = await work(transactionOn(tx))
        await tx.done
        return result
      } catch (reason) {
        try {
          tx.abort()
        } catch {
          // It has ended by itself already, as it does when the storage is full.
        }
        await tx.done.catch(() => undefined)
        throw tx.error ?? reason
      }
    },
  }
}
