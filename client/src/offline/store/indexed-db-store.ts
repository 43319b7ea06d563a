import {
  isLate,
  isPending,
  isTrayMatter,
  isUnsettledWork,
  type OperationRecord,
  type SyncStore,
  type SyncTransaction,
} from '@traguardo/shared/sync'
import type { IDBPTransaction } from 'idb'
import { LEFT, type PersonDatabase, type PersonStores, rowOf } from './database'

const STORES = ['operations', 'registers', 'sums', 'counters', 'settings'] as const

type Transaction = IDBPTransaction<PersonStores, typeof STORES, 'readwrite'>

/** The person has left this device: nothing is kept here any more. */
export class HasLeft extends Error {}

const isThere = <T>(value: T | undefined): value is T => value !== undefined

/** Values may be reactive proxies, which the structured clone of IndexedDB refuses. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const MOST = 2 ** 31

const above = (body: string, stamp: number) => IDBKeyRange.bound([body, stamp], [body, []], true, true)

/** Returns the engine's view of a transaction that holds at least these stores. */
export function transactionOn(tx: Transaction): SyncTransaction {
  const operations = tx.objectStore('operations')
  const registers = tx.objectStore('registers')
  const sums = tx.objectStore('sums')
  const counters = tx.objectStore('counters')
  const settings = tx.objectStore('settings')

  async function standing(name: 'pending' | 'provisional' | 'decided'): Promise<OperationRecord[]> {
    const rows = await operations.index('standing').getAll(IDBKeyRange.bound([name], [name, []]))
    return rows.map(({ record }) => record)
  }
  return {
    operations: async (ids) =>
      (await Promise.all(ids.map((id) => operations.get(id)))).filter(isThere).map(({ record }) => record),
    pending: () => standing('pending'),
    pendingOn: async (register) =>
      (await operations.index('register').getAll(register))
        .map(({ record }) => record)
        .filter(isPending)
        .sort((a, b) => a.operation.seq - b.operation.seq),
    outbox: async (limit) => (await standing('pending')).filter(isUnsettledWork).slice(0, limit),
    decided: async () =>
      [...(await standing('decided')), ...(await standing('provisional'))].sort(
        (a, b) => a.operation.seq - b.operation.seq,
      ),
    provisional: async (limit) => (await standing('provisional')).sort((a, b) => a.stamp - b.stamp).slice(0, limit),
    markSent: async (ids) => {
      const rows = (await Promise.all(ids.map((id) => operations.get(id)))).filter(isThere)
      await Promise.all(rows.map(({ record }) => operations.put(rowOf({ ...record, sent: true }))))
    },
    putOperations: async (records) => {
      await Promise.all(records.map((record) => operations.put(plain(rowOf(record)))))
    },
    removeOperations: async (ids) => {
      await Promise.all(ids.map((id) => operations.delete(id)))
    },
    takenSeqs: async (node, seqs) =>
      (await Promise.all(seqs.map((seq) => operations.index('seq').getAll([node, seq]))))
        .flat()
        .map(({ record }) => record),
    lastSeq: async (node) =>
      (await operations.index('seq').openCursor(IDBKeyRange.bound([node], [node, []]), 'prev'))?.value.seq ?? 0,
    tray: async (body, stamp, { persons, lateIn }, limit) =>
      (await operations.index('stamp').getAll(IDBKeyRange.lowerBound(stamp, true)))
        .map(({ record }) => record)
        .filter((record) => record.operation.key.body === body && isTrayMatter(record))
        .filter(
          (record) => persons.includes(record.operation.person) || (isLate(record) && lateIn.includes(record.scope)),
        )
        .slice(0, limit),
    registers: async (ids) => (await Promise.all(ids.map((id) => registers.get(id)))).filter(isThere),
    registersSince: async (body, stamp, scopes, limit) => {
      const index = registers.index('stamp')
      if (!scopes) return index.getAll(above(body, stamp), Math.min(limit, MOST))
      const wanted = new Set(scopes)
      return (await index.getAll(above(body, stamp))).filter(({ scope }) => wanted.has(scope)).slice(0, limit)
    },
    putRegisters: async (states) => {
      await Promise.all(states.map((state) => registers.put(plain(state))))
    },
    removeRegisters: async (ids) => {
      await Promise.all(ids.map((id) => registers.delete(id)))
    },
    removeScopes: async (body, scopes) => {
      for (const scope of scopes) {
        const ids = await registers.index('scope').getAllKeys([body, scope])
        await Promise.all([...ids.map((id) => registers.delete(id)), sums.delete([body, scope])])
      }
    },
    scopeSums: async (body) =>
      (await sums.getAll(IDBKeyRange.bound([body], [body, []]))).map(({ scope, sum }) => ({ scope, sum })),
    putScopeSums: async (body, changed) => {
      await Promise.all(changed.map(({ scope, sum }) => sums.put({ body, scope, sum })))
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
        if (await tx.objectStore('settings').get(LEFT)) throw new HasLeft()
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
    reading: (work) => work(transactionOn(db.transaction(STORES, 'readonly') as unknown as Transaction)),
  }
}
