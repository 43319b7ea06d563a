import { isPending, type OperationRecord, type RegisterKey, type RegisterState } from '@traguardo/shared/sync'
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { Refusal } from '@traguardo/shared/refusals'

/** Standing of an operation: still to be sent or looked at, to be decided at the head office, done. */
type OutboxState = 'pending' | 'provisional' | 'decided'

/** An operation as a row, with what it is looked for by. */
export interface OperationRow {
  readonly id: string
  readonly seq: number
  readonly node: string
  readonly stamp: number
  readonly standing: OutboxState
  readonly record: OperationRecord
}

/** A file that was attached here: its bytes stay as long as the one above may miss them. */
export interface FileRow {
  readonly sha256: string
  readonly blob: Blob
  readonly name: string
  /** Bytes have still to go out, as far as was known last: see `lookAtFiles`. */
  readonly waiting: 0 | 1
  /** The server will never take them, and why. */
  readonly refusal?: Refusal
  /** Reason why they did not go the last time. */
  readonly problem?: Refusal
  /** An upload was begun: what arrived of it is gone on from. Until then there is nothing to ask for. */
  readonly begun?: boolean
  /** Times they went and were not there after it, and the next try: milliseconds since 1970. */
  readonly tries?: number
  readonly notBefore?: number
  /** Written by an earlier version, which gave files up for anything that the server said. */
  readonly refused?: boolean
}

/**
 * Text that somebody typed and has not entered: not valid, or the field was not left [SY80]. No operation, and never
 * sent.
 */
export interface UnfinishedRow {
  /** Of the register that the field is for; of the tray, `tray/` and the operation that is decided on. */
  readonly id: string
  readonly key: RegisterKey
  readonly text: string
  /** Text of the field when typing began. */
  readonly over: string
  readonly at: string
}

/** Stores of one person for one body on this device. */
export interface PersonStores extends DBSchema {
  operations: {
    key: string
    value: OperationRow
    indexes: { standing: [OutboxState, number]; seq: [string, number]; stamp: number; register: string }
  }
  registers: { key: string; value: RegisterState; indexes: { stamp: [string, number]; scope: [string, string] } }
  sums: { key: [string, string]; value: { readonly body: string; readonly scope: string; readonly sum: string } }
  counters: { key: string; value: { readonly name: string; readonly value: number } }
  settings: { key: string; value: { readonly name: string; readonly value: string } }
  documents: { key: string; value: unknown }
  files: { key: string; value: FileRow; indexes: { waiting: number } }
  unfinished: { key: string; value: UnfinishedRow }
}

export type PersonDatabase = IDBPDatabase<PersonStores>

/** Version of the schema: 1 kept the first protocol, 2 keeps scopes, checksums and files, 3 what was typed and not entered. */
const VERSION = 3

type Upgrade = IDBPTransaction<PersonStores, ('operations' | 'registers' | 'documents')[], 'versionchange'>

const standingOf = (record: OperationRecord): OutboxState => {
  if (isPending(record)) return 'pending'
  return record.verdict?.provisional ? 'provisional' : 'decided'
}

/** A record as it is kept. */
export const rowOf = (record: OperationRecord): OperationRow => ({
  id: record.operation.id,
  seq: record.operation.seq,
  node: record.operation.node,
  stamp: record.stamp,
  standing: standingOf(record),
  record,
})

/** Makes the stores of today. */
function makeStores(db: PersonDatabase): void {
  const operations = db.createObjectStore('operations', { keyPath: 'id' })
  operations.createIndex('standing', ['standing', 'seq'])
  operations.createIndex('seq', ['node', 'seq'])
  operations.createIndex('stamp', 'stamp')
  operations.createIndex('register', 'record.operation.register')
  const registers = db.createObjectStore('registers', { keyPath: 'id' })
  registers.createIndex('stamp', ['key.body', 'stamp'])
  registers.createIndex('scope', ['key.body', 'scope'])
  db.createObjectStore('sums', { keyPath: ['body', 'scope'] })
  db.createObjectStore('files', { keyPath: 'sha256' }).createIndex('waiting', 'waiting')
}

/** Under this name stands what the first version of the app kept of operations, until it was read: see `first-version.ts`. */
export const FIRST_VERSION = 'first-version'

/**
 * Takes over the stores of the first version of the app: operations are read next; registers stay until they come again
 * with their scopes.
 */
async function fromFirst(db: PersonDatabase, tx: Upgrade): Promise<void> {
  const operations: unknown = await tx.objectStore('operations').getAll()
  const read = await tx.objectStore('registers').getAll()
  db.deleteObjectStore('operations')
  db.deleteObjectStore('registers')
  makeStores(db)
  await tx.objectStore('documents').put(operations, FIRST_VERSION)
  for (const state of read)
    await tx.objectStore('registers').put({ ...state, scope: '', stamp: 0, excused: false, complete: true })
}

/** Is there something of the first version that nobody has read yet? */
export const hasFirst = async (db: PersonDatabase): Promise<boolean> => (await db.count('documents', FIRST_VERSION)) > 0

/** Every person's database begins so. */
export const PERSON_DATABASE = 'traguardo-'

/** Name of the database of a person in a body: two people on one phone share nothing. */
export const databaseName = (body: string, person: string): string => `${PERSON_DATABASE}${body}-${person}`

/** Setting of a database whose person has left: whoever still has it open writes nothing more into it [SY45]. */
export const LEFT = 'left'

/** Setting of a database that was just made, until its person's desk is open: where there was one before, it is gone [SY83]. */
export const NEW = 'new'

/** Opens (and makes, the first time) the database of a person in a body. */
export const openPersonDatabase = (body: string, person: string, onClosed?: () => void): Promise<PersonDatabase> =>
  openNamed(databaseName(body, person), { onClosed })

interface Opening {
  readonly onClosed?: () => void
  /** True to make nothing where there is none: the opening then rejects with an `AbortError`. */
  readonly onlyIfThere?: boolean
}

/** The same by its name. What the first version kept is read by `takeFirst`, where `hasFirst` says that there is some. */
export function openNamed(name: string, { onClosed, onlyIfThere = false }: Opening = {}): Promise<PersonDatabase> {
  return openDB<PersonStores>(name, VERSION, {
    async upgrade(db, before, _now, tx) {
      if (before === 0 && onlyIfThere) {
        tx.done.catch(() => undefined)
        return tx.abort()
      }
      if (before === 0) {
        for (const name of ['counters', 'settings'] as const) db.createObjectStore(name, { keyPath: 'name' })
        db.createObjectStore('documents')
        makeStores(db)
        await tx.objectStore('settings').put({ name: NEW, value: '' })
      }
      db.createObjectStore('unfinished', { keyPath: 'id' })
      if (before === 1) await fromFirst(db, tx as unknown as Upgrade)
    },
    // A newer version in another tab must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => onClosed?.(),
  })
}
