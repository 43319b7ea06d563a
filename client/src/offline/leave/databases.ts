import { beginReplicaState, leftWork, pendingIn } from '@traguardo/shared/sync'
import { deleteDB } from 'idb'
import { hasFirst, openNamed, PERSON_DATABASE, type PersonDatabase, rowOf } from '../store/database'
import { takeFirst } from '../store/first-version'
import { device, nodeName } from '../working-set'
import { lookAtFiles, type UnsentWork, unsentIn } from '../files/held-files'
import { heldDatabases } from './lockers'
import { empty, engineOn, hasLeft, ownerIn, wholeOf } from './owner'

/** Milliseconds within which whoever has a database open closes it when it is to go. */
const PATIENCE = 3_000

/** Databases of persons on this device, as far as the browser or our own notes tell. */
export async function personDatabases(): Promise<readonly string[]> {
  const prefix = nodeName('')
  const noted = (await (await device()).getAllKeys('values'))
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
  const there = (await indexedDB.databases?.()) ?? []
  const found = there.flatMap(({ name }) => (name?.startsWith(PERSON_DATABASE) ? [name] : []))
  return [...new Set([...noted, ...(await heldDatabases()), ...found])]
}

const gone = (reason: unknown): null => {
  if (reason instanceof DOMException && reason.name === 'AbortError') return null
  throw reason
}

/** Opens a database for one piece of work; null where there is none, or no more: looking makes none. */
export async function usingIfThere<T>(name: string, work: (db: PersonDatabase) => Promise<T>): Promise<T | null> {
  const db = await openNamed(name, { onlyIfThere: true }).catch(gone)
  return db && workOn(db, work)
}

/** Opens a database for one piece of work, and makes it where there is none. */
export const using = async <T>(name: string, work: (db: PersonDatabase) => Promise<T>): Promise<T> =>
  workOn(await openNamed(name), work)

async function workOn<T>(db: PersonDatabase, work: (db: PersonDatabase) => Promise<T>): Promise<T> {
  try {
    if (await hasFirst(db)) await takeFirst(db)
    return await work(db)
  } finally {
    db.close()
  }
}

/** Counts of somebody's work that is on this device only. */
interface OnlyHere extends Pick<UnsentWork, 'values' | 'files'> {
  /** Fields in which something was typed and not entered. */
  readonly unfinished: number
}

/** Counts the work in a database that is on this device only. */
export async function countUnsent(db: PersonDatabase): Promise<OnlyHere> {
  const tx = wholeOf(db)
  const owner = await ownerIn(tx)
  const { values, files } = owner ? await unsentIn(tx, owner) : { values: 0, files: 0 }
  const unfinished = await tx.objectStore('unfinished').count()
  await tx.done
  return { values, files, unfinished }
}

export const emptyDatabase = (name: string): Promise<unknown> =>
  usingIfThere(name, async (db) => {
    const tx = wholeOf(db)
    await empty(tx)
    await tx.done
  })

/**
 * Takes everything confirmed out of a database for which there is no key: its person left under an earlier version of the
 * app, or the server could never be asked [SY49]. Unsent work stays as it is until they come again. Answers whether any does.
 */
export async function trim(db: PersonDatabase): Promise<boolean> {
  if (await hasLeft(db)) return false
  const tx = wholeOf(db)
  const owner = await ownerIn(tx)
  const engine = engineOn(tx)
  const left = owner ? await leftWork(engine, owner) : null
  if (owner) await lookAtFiles(tx, owner)
  const files = await tx.objectStore('files').index('waiting').getAll(1)
  const typed = await tx.objectStore('unfinished').count()
  if (!owner || !left || pendingIn(left) + files.length + typed === 0) await empty(tx)
  else {
    for (const name of ['operations', 'registers', 'sums', 'settings', 'documents', 'files'] as const)
      await tx.objectStore(name).clear()
    for (const record of left.records.filter((one) => pendingIn({ ...left, records: [one] }) > 0))
      await tx.objectStore('operations').put(rowOf(record))
    for (const file of files) await tx.objectStore('files').put(file)
    await beginReplicaState(engine, owner.body, left)
  }
  await tx.done
  return !(await hasLeft(db))
}

/** Deletes a database, where it was emptied; one that another page will not close stays, empty, until another start. */
export async function deleteEmptied(name: string): Promise<void> {
  if (await usingIfThere(name, hasLeft))
    await Promise.race([deleteDB(name), new Promise((done) => setTimeout(done, PATIENCE))])
}
