import { type InjectionKey, ref } from 'vue'
import { injected } from '../modules/given'
import { askBackgroundSync, forgetPush } from '../offline/background'
import { openReplica } from '../offline/open-replica'
import type { LeaveOutcome } from '../offline/leave'
import type { Session } from '../offline/session'
import { askToKeep } from '../offline/storage'
import { HasLeft } from '../offline/store/indexed-db-store'
import { readKnown } from '../offline/working-set'
import type { SessionFragment } from './contact.generated'
import type { Replica } from './replica'
import type { SessionHere } from './session'
import type { SyncLine } from './sync'

/** The server, or the browser, may not answer; what was not told is told at the next start. Milliseconds. */
const LONGEST_FAREWELL = 6_000
const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/** Fetched beside the first page, so that leaving works offline. */
const leaving = () => import('../offline/leave')

/** Parts needed for coming and going. */
interface Household {
  readonly who: SessionHere
  readonly replica: Replica
  readonly line: SyncLine
  /** Makes ready what pages compute, once a desk is open: a page that needs it waits for it, the others are there before. */
  warm(): Promise<void>
}

/** Opens the desk of whoever is here. */
function createOpening({ who, replica, line, warm }: Household) {
  let opening: Promise<void> = Promise.resolve()

  async function openNow(person: Session): Promise<void> {
    const at = replica.desk.value
    if (at?.ports.person === person.person && at.ports.body === person.body) return
    replica.close()
    // A database that was closed under us (storage cleared, newer version elsewhere) is opened again by loading again.
    try {
      const desk = await openReplica(person.body, person.person, {
        now: who.now,
        readFirst: async (db) => (await import('../offline/store/first-version')).takeFirst(db),
        onClosed: () => window.location.reload(),
        office: who.knownAtOffice(),
      })
      await replica.open(desk)
      void warm().catch(line.noteError)
      void askToKeep()
    } catch (reason) {
      if (!(reason instanceof HasLeft)) throw reason
      who.session.value = null
    }
  }

  /** One after the other: who signs in while the server is asked who is here opens one desk, not two. */
  return (person: Session): Promise<void> => (opening = opening.catch(() => undefined).then(() => openNow(person)))
}

/** Coming to this device and going from it: at start, after a sign-in, on leaving. Nothing happens before `ready` or `enter`. */
export function createBoot(house: Household) {
  const { who, replica, line } = house
  const { session } = who
  const openFor = createOpening(house)
  /** Pieces of this person's work on this device that the server's key does not open any more. */
  const sealed = ref(0)
  let booted: Promise<void> | null = null

  /** Puts back what this person left here, and has a key ready for the next leaving [SY45]. */
  async function takeUp(person: Session): Promise<void> {
    try {
      sealed.value = await (await leaving()).comeBack(person, who.wrapsWith())
    } catch (reason) {
      line.noteError(reason)
    }
  }

  /** Throws away the work that does not open. */
  async function discardSealed(): Promise<void> {
    const secret = who.wrapsWith()
    if (session.value && secret !== null) await (await leaving()).discardClosed(session.value, secret)
    sealed.value = 0
  }

  /** Puts in order what others have left here; it can wait [SY49]. */
  const putInOrder = async (): Promise<void> => (await leaving()).clearOthers(session.value).catch(line.noteError)

  async function connect(): Promise<void> {
    const answered = await who.contact()
    if (session.value) {
      await takeUp(session.value)
      await openFor(session.value)
      await line.begin(answered)
    }
    void putInOrder()
  }

  /**
   * Opens what the device has; the line is tried beside it. Where the device knows nobody, the first page waits for the
   * server's word, since only that can say whether to sign in or to set up.
   */
  async function boot(): Promise<void> {
    // A person who was leaving has left before anything is shown [SY47].
    if (await readKnown('leaving')) await (await leaving()).finishLeaving().catch(line.noteError)
    await who.readLocal()
    line.listen()
    if (!session.value) return connect()
    await openFor(session.value)
    line.state.value = 'sending'
    void connect()
  }

  /** After the server has taken the password. */
  async function enter(person: SessionFragment): Promise<Session> {
    const here = await who.start(person)
    await takeUp(here)
    await openFor(here)
    line.tellSession()
    // The first page waits for plan and values only where this device has none yet.
    const begun = line.begin(true)
    if (!replica.plan.value) await begun
    void putInOrder()
    return here
  }

  /** Leaves this device [SY45]. Anything but `left` changes nothing. */
  async function leave(discard = false): Promise<LeaveOutcome> {
    if (!session.value) return 'left'
    await replica.whenKept()
    const outcome = await (await leaving()).leaveDevice(session.value, discard)
    if (outcome !== 'left') return outcome
    replica.close()
    who.expired.value = false
    line.tellSession()
    await Promise.race([Promise.all([who.signOut(), forgetPush(), askBackgroundSync()]), pause(LONGEST_FAREWELL)])
    return outcome
  }

  /** Counts this person's work that has not gone out from here, and tells if it can be sealed. */
  const unsent = async () =>
    session.value ? (await leaving()).unsentOf(session.value) : { values: 0, files: 0, unfinished: 0, sealable: true }

  /** Resolves once the first page can be chosen. */
  const ready = (): Promise<void> => (booted ??= boot())

  return { sealed, discardSealed, ready, enter, leave, unsent }
}

export type Boot = ReturnType<typeof createBoot>

export const BOOT: InjectionKey<Boot> = Symbol('coming and going')

/** Coming to this device and going from it. */
export const useBoot = (): Boot => injected(BOOT)
