import type { Session } from '../session'
import { databaseName } from '../store/database'
import { runAlone, whenUnused } from '../alone'
import { isStorageFull } from '../storage'
import { device, saveKnown, type Leaving, readKnown } from '../working-set'
import { countUnsent, deleteEmptied, emptyDatabase, personDatabases, trim, using, usingIfThere } from './databases'
import { forgetDatabases, placeOf, readHeld } from './lockers'
import { hasLeft } from './owner'
import { putBack, removeConfirmed, sealDatabase } from './sealed-work'

/** Outcome of a leaving: done; no room to seal what is unsent; no key to seal it with. Only the first left. */
export type LeaveOutcome = 'left' | 'full' | 'no-key'

/** One leaving or coming back at a time, whatever tab. */
const LOCK = 'traguardo-leave'
export const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => runAlone(LOCK, work)

/** Databases of an account on a device: one for each of its positions. */
export const databasesOf = ({ body, person, positions = [] }: Session): readonly string[] => [
  ...new Set([{ body, person }, ...positions].map((at) => databaseName(at.body, at.person))),
]

/** Seals one database, or empties it where nothing in it is to be kept. */
async function clear(name: string, discard: boolean): Promise<void> {
  const held = await readHeld(name)
  if (!held) return void (await (discard ? emptyDatabase(name) : usingIfThere(name, trim)))
  await usingIfThere(name, async (db) => {
    try {
      await sealDatabase(db, held)
    } catch (reason) {
      if (!isStorageFull(reason)) throw reason
      await removeConfirmed(db)
      await sealDatabase(db, held)
    }
  })
}

/** There was no room: everything goes back, and the person is still signed in. */
async function stay({ session, databases }: Leaving): Promise<void> {
  for (const name of databases) {
    const held = await readHeld(name)
    if (held) await using(name, (db) => putBack(db, placeOf(held), held.key))
  }
  await saveKnown('session', session)
  await saveKnown('signedOut', null)
  await saveKnown('leaving', null)
}

/** Brings a leaving to its end: cleared, or still signed in [SY47]. */
async function finish(leaving: Leaving): Promise<LeaveOutcome> {
  try {
    const own = databaseName(leaving.session.body, leaving.session.person)
    for (const name of leaving.databases) await clear(name, leaving.discard && name === own)
  } catch (reason) {
    if (!isStorageFull(reason)) throw reason
    await stay(leaving)
    return 'full'
  }
  await forgetDatabases(leaving.databases, 'leaving')
  return 'left'
}

/** Counts this account's work on this device that has not gone out, and tells if it can be sealed. */
export async function unsentOf(session: Session) {
  let [values, files, unfinished, sealable] = [0, 0, 0, true]
  const there = await personDatabases()
  for (const name of databasesOf(session).filter((one) => there.includes(one))) {
    const found = await usingIfThere(name, countUnsent)
    if (!found) continue
    values += found.values
    files += found.files
    unfinished += found.unfinished
    if (found.values + found.files + found.unfinished > 0 && !(await readHeld(name))) sealable = false
  }
  return { values, files, unfinished, sealable }
}

/** From here on it is a leaving: whatever happens, the next start brings it to its end. */
async function begin(leaving: Leaving): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  await tx.store.put(leaving, 'leaving')
  await tx.store.put(true, 'signedOut')
  await tx.store.delete('session')
  await tx.done
}

/**
 * Leaves this device [SY45]: what was confirmed goes, what is unsent is sealed, the key goes; no line is needed.
 * @param discard without what is unsent: its person has it in a file
 */
export const leaveDevice = (session: Session, discard: boolean): Promise<LeaveOutcome> =>
  oneAtATime(async () => {
    if (!discard && !(await unsentOf(session)).sealable) return 'no-key'
    const there = await personDatabases()
    const databases = databasesOf(session).filter((name) => there.includes(name))
    const leaving = { session: JSON.parse(JSON.stringify(session)) as Session, databases, discard }
    await begin(leaving)
    return finish(leaving)
  })

/** Brings a leaving to its end that was cut: before anything is shown [SY47]. */
export const finishLeaving = (): Promise<void> =>
  oneAtATime(async () => {
    const leaving = await readKnown('leaving')
    if (leaving) await finish(leaving)
  })

/**
 * Puts the device in order for whoever is signed in, if anybody: what others have here is sealed where there is a key, and
 * without what was confirmed in any case [SY49].
 */
export async function clearOthers(session: Session | null): Promise<void> {
  const others = await oneAtATime(async () => {
    // Somebody may have come meanwhile, in another tab.
    const own = [session, await readKnown('session')].flatMap((one) => (one ? databasesOf(one) : []))
    const found = (await personDatabases()).filter((name) => !own.includes(name))
    for (const name of found) await clearOther(name)
    return found
  })
  // A person who comes back meanwhile has it filled again; then it is not deleted.
  await Promise.all(others.map((name) => whenUnused(name, () => oneAtATime(() => deleteEmptied(name)))))
}

async function clearOther(name: string): Promise<void> {
  try {
    await clear(name, false)
  } catch (reason) {
    if (!isStorageFull(reason)) throw reason
    await usingIfThere(name, trim)
  }
  if ((await usingIfThere(name, hasLeft)) !== false) await forgetDatabases([name])
}
