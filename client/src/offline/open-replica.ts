import type { ExchangePorts, SyncStore } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { databaseName, hasFirst, openPersonDatabase, type PersonDatabase } from './store/database'
import { holdOpen } from './alone'
import { markHere, noteEmptied, type OfficeKnows } from './emptied/emptied'
import { HasLeft, indexedDbStore } from './store/indexed-db-store'
import { isHere, nodeOf, readNode, renameNode } from './working-set'

/** Replica of one person on this device: the database, the store on it, and the ports of the engine. */
export interface OpenReplica {
  readonly db: PersonDatabase
  readonly store: SyncStore
  readonly ports: ExchangePorts
  close(): void
}

/** Options with which a replica is opened. */
interface DeskOptions {
  readonly now: () => string
  /** Reads what the first version of the app kept: `takeFirst`, which no page loads before it is needed. */
  readonly readFirst: (db: PersonDatabase) => Promise<void>
  /** Called where the browser closes the database under us. */
  readonly onClosed?: () => void
  /** Facts that the head office knows about this session's device. */
  readonly office?: OfficeKnows | null
}

/**
 * Opens the desk of who is signed in here. Rejects with `HasLeft` where that is somebody else, or nobody, by now: whoever
 * asked had heard of them before they left [SY47].
 */
export async function openReplica(
  body: string,
  person: string,
  { now, readFirst, onClosed, office = null }: DeskOptions,
): Promise<OpenReplica> {
  if (!(await isHere({ body, person }))) throw new HasLeft()
  const db = await openPersonDatabase(body, person, onClosed)
  if (await hasFirst(db)) await readFirst(db)
  const name = databaseName(body, person)
  const letGo = holdOpen(name)
  const close = () => {
    db.close()
    letGo()
  }
  try {
    // From here on whoever leaves finds it open, and tells it by its mark.
    if (!(await isHere({ body, person }))) throw new HasLeft()
    await noteEmptied(db, (await readNode(name)) !== null, office)
    let node = await nodeOf(db, name, v7)
    markHere(name, now())
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
    return { db, store: indexedDbStore(db), ports, close }
  } catch (reason) {
    close()
    throw reason
  }
}
