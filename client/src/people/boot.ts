import { openDesk } from '../offline/desk'
import { askToKeep } from '../offline/storage'
import { useSync } from '../offline/use-sync'
import { useValues } from '../values/use-values'
import type { SessionAnswer } from './queries'
import type { Session } from './session'
import { useSession } from './use-session'

const { session, expired, readLocal, contact, start, signOut, now } = useSession()
const values = useValues()
const sync = useSync()

async function openFor(person: Session): Promise<void> {
  const at = values.desk.value
  if (at?.ports.person === person.person && at.ports.body === person.body) return
  values.close()
  // A database that was closed under us (storage cleared, newer version elsewhere) is opened again by loading again.
  await values.open(await openDesk(person.body, person.person, now, () => window.location.reload()))
  void askToKeep()
}

async function connect(): Promise<void> {
  const answered = await contact()
  if (session.value) {
    await openFor(session.value)
    await sync.begin(answered)
  }
}

/**
 * Opens what the device has; the line is tried beside it. Where the device knows nobody, the first page waits for the
 * server's word, since only that can say whether to sign in or to set up.
 */
async function boot(): Promise<void> {
  await readLocal()
  sync.listen()
  if (!session.value) return connect()
  await openFor(session.value)
  sync.state.value = 'sending'
  void connect()
}

let booted: Promise<void> | null = null

/** Resolves once the first page can be chosen. */
export const ready = (): Promise<void> => (booted ??= boot())

/** After the server has taken the password. */
export async function enter(person: SessionAnswer): Promise<void> {
  await start(person)
  await openFor(person)
  sync.tellSession()
  // The first page waits for plan and values only where this device has none yet.
  const begun = sync.begin(true)
  if (!values.plan.value) await begun
}

export async function leave(): Promise<void> {
  await signOut()
  values.close()
  expired.value = false
  sync.tellSession()
}
