import type { DevicePorts, SyncStore } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { openPersonDatabase, type PersonDatabase } from './database'
import { indexedDbStore } from './indexed-db-store'
import { nodeOf } from './working-set'

/** Where one person works on this device: the database, the store on it, and what the engine needs to know. */
export interface Desk {
  readonly db: PersonDatabase
  readonly store: SyncStore
  readonly ports: DevicePorts
}

export async function openDesk(body: string, person: string, now: () => string): Promise<Desk> {
  // A database that was closed under us (storage cleared, newer version elsewhere) is opened again by loading again.
  const db = await openPersonDatabase(body, person, () => window.location.reload())
  return { db, store: indexedDbStore(db), ports: { node: await nodeOf(db, v7), person, body, now, newId: v7 } }
}
