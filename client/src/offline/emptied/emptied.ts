import { NEW, type PersonDatabase } from '../store/database'

/** Facts that the office knows about the device of a session. */
export interface OfficeKnows {
  readonly lastSeen: string
  readonly operations: number
}

/** The storage was emptied under a person: what is known of the time before. */
export interface Emptied {
  readonly lastSeen: string | null
  /** Operations that the office has; null where it was not asked. */
  readonly operations: number | null
}

const EMPTIED = 'emptied'
const MARK = 'traguardo-here/'

/** A mark beside the databases: either may go without the other. The service worker has none. */
const marks = (): Storage | undefined => globalThis.localStorage

/** Notes that a person's work stands here, for the case that the databases go. */
export const markHere = (database: string, now: string): void => marks()?.setItem(MARK + database, now)

export const forgetHere = (database: string): void => marks()?.removeItem(MARK + database)

/**
 * Looks whether the storage was emptied under whoever opens it: their database is new though the device has a name for them,
 * or the device has no name though the office, or the mark, knows of it. What is found is kept until it was read.
 */
export async function noteEmptied(db: PersonDatabase, isNamed: boolean, office: OfficeKnows | null): Promise<void> {
  const isNew = (await db.get('settings', NEW)) !== undefined
  const mark = marks()?.getItem(MARK + db.name) ?? null
  const tx = db.transaction('settings', 'readwrite')
  if (isNew && (isNamed || office !== null || mark !== null)) {
    const known: Emptied = { lastSeen: office?.lastSeen ?? mark, operations: office?.operations ?? null }
    await tx.store.put({ name: EMPTIED, value: JSON.stringify(known) })
  }
  await tx.store.delete(NEW)
  await tx.done
}

/** That this storage was emptied, until its person has read it [SY83]. */
export async function readEmptied(db: PersonDatabase): Promise<Emptied | null> {
  const row = await db.get('settings', EMPTIED)
  return row ? (JSON.parse(row.value) as Emptied) : null
}

/** Its person has read it. */
export const emptiedRead = (db: PersonDatabase): Promise<void> => db.delete('settings', EMPTIED)

/** Does Safari throw the storage of sites away here that are not opened for seven days? Not where it was added to the home screen. */
export function losesUnvisited(): boolean {
  const { userAgent, maxTouchPoints } = navigator
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return isApple && !window.matchMedia('(display-mode: standalone)').matches
}
