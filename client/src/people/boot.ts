import { ref } from 'vue'
import type { LeaveOutcome } from '../offline/leave'
import { openDesk } from '../offline/desk'
import { emptied, readEmptied } from '../offline/emptied/emptied'
import { HasLeft } from '../offline/store/indexed-db-store'
import { askToKeep } from '../offline/storage'
import { readKnown } from '../offline/working-set'
import { useSync } from '../offline/use-sync'
import { useValues } from '../values/use-values'
import { askBackgroundSync, forgetPush } from '../offline/background'
import type { SessionAnswer } from './queries'
import type { Session } from './session'
import { useSession } from './use-session'

/** Pieces of this person's work on this device that the server's key does not open any more. */
export const sealed = ref(0)

const { session, expired, readLocal, contact, start, signOut, now, wrapsWith, knownAtOffice } = useSession()
const values = useValues()
const sync = useSync()

async function openNow(person: Session): Promise<void> {
  const at = values.desk.value
  if (at?.ports.person === person.person && at.ports.body === person.body) return
  values.close()
  // A database that was closed under us (storage cleared, newer version elsewhere) is opened again by loading again.
  try {
    const desk = await openDesk(person.body, person.person, {
      now,
      readFirst: async (db) => (await import('../offline/store/first-version')).takeFirst(db),
      onClosed: () => window.location.reload(),
      office: knownAtOffice(),
    })
    await values.open(desk)
    await readEmptied(desk.db)
    void askToKeep()
  } catch (reason) {
    if (!(reason instanceof HasLeft)) throw reason
    session.value = null
  }
}

let opening: Promise<void> = Promise.resolve()

/** One after the other: who signs in while the server is asked who is here opens one desk, not two. */
function openFor(person: Session): Promise<void> {
  opening = opening.catch(() => undefined).then(() => openNow(person))
  return opening
}

/** Fetched beside the first page, so that leaving works without a line. */
const leaving = () => import('../offline/leave')

/** Puts back what this person left here, and has a key ready for the next leaving [SY45]. */
async function takeUp(person: Session): Promise<void> {
  try {
    sealed.value = await (await leaving()).comeBack(person, wrapsWith())
  } catch (reason) {
    sync.noteError(reason)
  }
}

/** Throws away the work that does not open. */
export async function discardSealed(): Promise<void> {
  const secret = wrapsWith()
  if (session.value && secret !== null) await (await leaving()).discardClosed(session.value, secret)
  sealed.value = 0
}

/** What others have left here is put in order; it can wait [SY49]. */
const putInOrder = async (): Promise<void> => (await leaving()).clearOthers(session.value).catch(sync.noteError)

async function connect(): Promise<void> {
  const answered = await contact()
  if (session.value) {
    await takeUp(session.value)
    await openFor(session.value)
    await sync.begin(answered)
  }
  void putInOrder()
}

/**
 * Opens what the device has; the line is tried beside it. Where the device knows nobody, the first page waits for the
 * server's word, since only that can say whether to sign in or to set up.
 */
async function boot(): Promise<void> {
  // Whoever was leaving has left before anything is shown [SY47].
  if (await readKnown('leaving')) await (await leaving()).finishLeaving().catch(sync.noteError)
  await readLocal()
  sync.listen()
  if (!session.value) return connect()
  await openFor(session.value)
  sync.state.value = 'sending'
  void connect()
}

/** The server, or the browser, may not answer; what was not told is told at the next start. Milliseconds. */
const LONGEST_FAREWELL = 6_000
const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

let booted: Promise<void> | null = null

/** Resolves once the first page can be chosen. */
export const ready = (): Promise<void> => (booted ??= boot())

/** After the server has taken the password. */
export async function enter(person: SessionAnswer): Promise<void> {
  await start(person)
  await takeUp(person)
  await openFor(person)
  sync.tellSession()
  // The first page waits for plan and values only where this device has none yet.
  const begun = sync.begin(true)
  if (!values.plan.value) await begun
  void putInOrder()
}

/** What of this person has not gone out from here, and whether it can be sealed. */
export const unsent = async () =>
  session.value ? (await leaving()).unsentOf(session.value) : { values: 0, files: 0, unfinished: 0, sealable: true }

/** Leaves this device [SY45]. Anything but `left` changes nothing. */
export async function leave(discard = false): Promise<LeaveOutcome> {
  if (!session.value) return 'left'
  await values.whenKept()
  const outcome = await (await leaving()).leaveDevice(session.value, discard)
  if (outcome !== 'left') return outcome
  values.close()
  emptied.value = null
  expired.value = false
  sync.tellSession()
  await Promise.race([Promise.all([signOut(), forgetPush(), askBackgroundSync()]), pause(LONGEST_FAREWELL)])
  return outcome
}
