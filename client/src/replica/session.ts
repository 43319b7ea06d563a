import { computed, type InjectionKey, ref, shallowRef } from 'vue'
import { injected } from '../modules/given'
import { nowOf, todayOf } from '../offline/clock'
import type { OfficeKnows } from '../offline/emptied/emptied'
import type { Session } from '../offline/session'
import { saveKnown, keepSession, type KnownStatus, readKnown, renewSession } from '../offline/working-set'
import { ContactDocument, type SessionFragment } from './contact.generated'

/** Two forms of one person: `__typename` and the like stay out of what is kept. */
const sessionOf = ({ person, username, title, body, bodyName, roles, positions }: SessionFragment): Session => ({
  person,
  username,
  title,
  body,
  bodyName,
  roles: roles.map(({ role, unit, from, to, deputy }) => ({
    role,
    unit,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(deputy ? { deputy } : {}),
  })),
  positions: positions.map((one) => ({ person: one.person, title: one.title, body: one.body, bodyName: one.bodyName })),
})

async function isSignedOut(): Promise<boolean> {
  try {
    await (await import('../offline/transport')).tellSignedOut()
    await saveKnown('signedOut', null)
    return true
  } catch {
    return false
  }
}

/** Makes the session, the server's status and the day: nobody's, until the device or the server was asked. */
export function createSession() {
  const session = shallowRef<Session | null>(null)
  const status = shallowRef<KnownStatus | null>(null)
  /** The server does not know us any more, though this device still does. */
  const expired = ref(false)
  /** Secret of the server with which the key of this device is wrapped; it is kept nowhere. */
  let deviceKey: string | null = null
  /** Facts that the office knows about the device of this session, as far as it was asked. */
  let officeKnows: OfficeKnows | null = null
  const tick = ref(Date.now())

  const now = () => nowOf(status.value, Date.now())
  const today = computed(() => todayOf(status.value, tick.value))

  /** Takes a session, and the clock of its body: in the demo each lives on a day of its own. */
  async function take(known: SessionFragment): Promise<void> {
    session.value = sessionOf(known)
    deviceKey = known.deviceKey
    if (status.value) status.value = { ...status.value, now: known.now, askedAt: Date.now() }
    tick.value = Date.now()
    await saveKnown('status', status.value)
    expired.value = false
  }

  /** Somebody has signed in. */
  async function start(known: SessionFragment): Promise<Session> {
    const here = sessionOf(known)
    officeKnows = null
    await keepSession(here)
    await take(known)
    return here
  }

  /** Reads what the device knows by itself; no line is needed. */
  async function readLocal(): Promise<void> {
    status.value = await readKnown('status')
    session.value = await readKnown('session')
  }

  /**
   * Asks the server who it is and who we are. False where nobody answered. Somebody else's session at the server, or none,
   * marks ours as expired; it never throws away what this device shows.
   */
  async function contact(): Promise<boolean> {
    try {
      if ((await readKnown('signedOut')) && !(await isSignedOut())) return false
      const before = await readKnown('session')
      const { status: told, me } = await (await import('../api/send')).send(ContactDocument, {})
      status.value = { ...told, askedAt: Date.now() }
      tick.value = Date.now()
      await saveKnown('status', status.value)
      officeKnows = me?.device ?? null
      if (session.value) expired.value = me?.person !== session.value.person || me.body !== session.value.body
      if (me && !expired.value && (await renewSession(before, sessionOf(me)))) await take(me)
      return true
    } catch {
      return false
    }
  }

  /** The person has left this device; the server is told as soon as it can be. */
  async function signOut(): Promise<void> {
    session.value = null
    deviceKey = null
    await isSignedOut()
  }

  return {
    ...{ session, status, expired, today, now },
    ...{ readLocal, contact, start, signOut },
    wrapsWith: () => deviceKey,
    knownAtOffice: () => officeKnows,
    passTime: () => (tick.value = Date.now()),
  }
}

export type SessionHere = ReturnType<typeof createSession>

export const SESSION_HERE: InjectionKey<SessionHere> = Symbol('the session')

/** Returns the session, the server's status and the day. One for the whole page. */
export const useSession = (): SessionHere => injected(SESSION_HERE)
