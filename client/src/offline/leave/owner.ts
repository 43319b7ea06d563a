import type { DeviceOwner } from '@traguardo/shared/sync'
import type { IDBPTransaction } from 'idb'
import { databaseName, LEFT, type PersonDatabase, type PersonStores } from '../store/database'
import { transactionOn } from '../store/indexed-db-store'

/** Every store of a person's database. */
const ALL = ['operations', 'registers', 'sums', 'counters', 'settings', 'documents', 'files', 'unfinished'] as const

export type WholeTransaction = IDBPTransaction<PersonStores, typeof ALL, 'readwrite'>

const LINE = 'line/'

/** Returns the owner of a database, by its name and its rows; null where it is empty. */
export async function ownerIn(tx: WholeTransaction): Promise<DeviceOwner | null> {
  const line = (await tx.objectStore('settings').getAllKeys()).find((name) => name.startsWith(LINE))
  const [operation] = await tx.objectStore('operations').getAll(null, 1)
  const [register] = await tx.objectStore('registers').getAll(null, 1)
  const [typed] = await tx.objectStore('unfinished').getAll(null, 1)
  const body = line?.slice(LINE.length) ?? (operation?.record.operation ?? register ?? typed)?.key.body
  return body === undefined ? null : { body, person: tx.db.name.slice(databaseName(body, '').length) }
}

/** Begins a transaction on all that a person keeps. */
export const wholeOf = (db: PersonDatabase): WholeTransaction =>
  db.transaction(ALL, 'readwrite', { durability: 'strict' })

/** The engine's view of such a transaction. */
export const engineOn = (tx: WholeTransaction) => transactionOn(tx as unknown as Parameters<typeof transactionOn>[0])

/** Empties a database; whoever has it open finds that its person has left. */
export async function empty(tx: WholeTransaction): Promise<void> {
  await Promise.all(ALL.map((name) => tx.objectStore(name).clear()))
  await tx.objectStore('settings').put({ name: LEFT, value: '' })
}

export const hasLeft = async (db: PersonDatabase): Promise<boolean> => (await db.get('settings', LEFT)) !== undefined
