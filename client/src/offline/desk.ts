import type { ExchangePorts, SyncStore } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { databaseName, openPersonDatabase, type PersonDatabase } from './database'
import { holdOpen } from './alone'
import { indexedDbStore } from './indexed-db-store'
import { nodeOf, renameNode } from './working-set'

/** Where one person works on this device: the database, the store on it, and what the engine needs to know. */
export interface Desk {
  readonly db: PersonDatabase
  readonly store: SyncStore
  readonly ports: ExchangePorts
  close(): void
}

/** Opens the desk of a person. `onClosed` is called where the browser closes its database under us. */
export async function openDesk(body: string, person: string, now: () => string, onClosed?: () => void): Promise<Desk> {
  const db = await openPersonDatabase(body, person, onClosed)
  const name = databaseName(body, person)
  const letGo = holdOpen(name)
  let node = await nodeOf(db, name, v7)
  const ports: ExchangePorts = {
    get node() {
      return node
    },
    person,
    body,
    now,
    newId: v7,
    async renew() {
      node = await renameNode(name, v7)
      return node
    },
  }
  const close = () => {
    db.close()
    letGo()
  }
  return { db, store: indexedDbStore(db), ports, close }
}
