import type { OperationRecord, RegisterState } from '@traguardo/shared/sync'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** An operation as a row: `open` is there only while somebody has still to do something, so the index stays small. */
export interface OperationRow {
  readonly id: string
  readonly seq: number
  readonly node: string
  readonly open?: 1
  readonly record: OperationRecord
}

export interface CounterRow {
  readonly name: string
  readonly value: number
}

export interface SettingRow {
  readonly name: string
  readonly value: string
}

/** What one person keeps of one body on this device. */
export interface PersonSchema extends DBSchema {
  operations: { key: string; value: OperationRow; indexes: { open: [number, number]; seq: [string, number] } }
  registers: { key: string; value: RegisterState; indexes: { stamp: [string, number] } }
  counters: { key: string; value: CounterRow }
  settings: { key: string; value: SettingRow }
  documents: { key: string; value: unknown }
}

export type PersonDatabase = IDBPDatabase<PersonSchema>

/** Opens (and makes, the first time) the database of a person in a body: two people on one phone share nothing. */
export function openPersonDatabase(body: string, person: string, onClosed?: () => void): Promise<PersonDatabase> {
  return openDB<PersonSchema>(`traguardo-${body}-${person}`, 1, {
    upgrade(db) {
      const operations = db.createObjectStore('operations', { keyPath: 'id' })
      operations.createIndex('open', ['open', 'seq'])
      operations.createIndex('seq', ['node', 'seq'])
      db.createObjectStore('registers', { keyPath: 'id' }).createIndex('stamp', ['key.body', 'stamp'])
      db.createObjectStore('counters', { keyPath: 'name' })
      db.createObjectStore('settings', { keyPath: 'name' })
      db.createObjectStore('documents')
    },
    // A newer version in another tab must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => onClosed?.(),
  })
}
