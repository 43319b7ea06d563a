import { readReplicaState } from '@traguardo/shared/sync'
import { type InjectionKey, ref, shallowRef } from 'vue'
import type { Refusal } from '@traguardo/shared/refusals'
import { noteSeen } from '../modules/errors-seen'
import { injected } from '../modules/given'
import { runAlone } from '../offline/alone'
import { askBackgroundSync, askPeriodicSync } from '../offline/background'
import { NotNow, Refused } from '../offline/refused'
import { isStorageFull } from '../offline/storage'
import { createSyncDriver, type SyncState, type TryOutcome } from '../offline/sync-driver'
import type { EvidenceHere } from './evidence'
import type { Replica } from './replica'
import type { SessionHere } from './session'

/** Message between tabs: values changed here, or another person signed in. */
type Message = { readonly type: 'values' } | { readonly type: 'session' }

/** Ports of the line to the server: who is here, and what they have. */
interface LineEnds {
  readonly who: SessionHere
  readonly replica: Replica
  readonly evidence: EvidenceHere
}

/** States in which news can come. */
const LISTENING: ReadonlySet<SyncState> = new Set(['idle', 'sending'])

/** The line to the server: its state, and the ways to use it. Nothing goes over it before `listen` and `begin`. */
export function createSync({ who, replica, evidence }: LineEnds) {
  const { session, expired, passTime, contact, now } = who
  const { desk, plan, refresh, updatePlan } = replica
  const state = ref<SyncState>('idle')
  const lastDone = ref<string | null>(null)
  const storageFull = ref(false)
  /**
   * Reason why the server takes nothing from this device, where it is not for want of a sign-in: device shut out, too
   * many of them.
   */
  const barred = shallowRef<Refusal | null>(null)
  /** Has the server said who it is and who we are since the page was opened? */
  let contacted = false
  /** The files that are on their way, or went last. */
  let files: Promise<void> = Promise.resolve()
  let channel: BroadcastChannel | null = null

  const tell = (message: Message) => channel?.postMessage(message)

  /** Files go after the values; once one has arrived, the server says so to whoever asks. */
  async function sendFiles(database: string): Promise<void> {
    try {
      if ((await runAlone(`traguardo-files-${database}`, evidence.uploadWaiting)) > 0) driver.syncSoon()
    } catch (reason) {
      noteError(reason)
    }
  }

  async function attempt(): Promise<TryOutcome> {
    const at = desk.value
    // Another person's cookie must never carry this person's values.
    if (!at || expired.value) return 'not-signed-in'
    try {
      // A person who types needs none of the code that speaks with the server: it comes after the first page.
      const { exchangeAlone } = await import('../offline/exchange-alone')
      const outcome = await exchangeAlone(at)
      if (outcome.sent + outcome.received > 0) tell({ type: 'values' })
      if (outcome.stopped) return 'stuck'
      files = sendFiles(at.db.name)
      lastDone.value = now()
      storageFull.value = false
      barred.value = null
      return 'done'
    } catch (reason) {
      if (isStorageFull(reason)) throw reason
      if (reason instanceof NotNow) {
        noteSeen(reason.message)
        return 'stuck'
      }
      if (!(reason instanceof Refused)) return 'no-answer'
      noteSeen(reason.refusal.code)
      expired.value = true
      barred.value = reason.refusal.code === 'NOT_SIGNED_IN' ? null : reason.refusal
      return 'not-signed-in'
    } finally {
      if (desk.value === at) await refresh()
    }
  }

  const driver = createSyncDriver({
    attempt,
    schedule: (work, milliseconds) => {
      // Where the plan has not come yet, each try asks for it too.
      const timer = setTimeout(() => (plan.value ? work() : void catchUp()), milliseconds)
      return () => clearTimeout(timer)
    },
    isOnline: () => navigator.onLine,
    onState: (value) => (state.value = value),
    onError: noteError,
    random: Math.random,
  })
  // Whoever comes next begins it again.
  replica.onClosed(driver.stop)

  /** A storage that is full is said plainly; anything else is a bug and goes to the console. */
  function noteError(reason: unknown): void {
    if (isStorageFull(reason)) storageFull.value = true
    else console.error(reason)
    noteSeen(reason instanceof Error ? reason.name : typeof reason)
  }

  /** A visit with a line brings plan and status up to date too. */
  async function catchUp(): Promise<void> {
    passTime()
    if (!session.value || state.value === 'paused') return
    if (!contacted) contacted = await contact()
    await driver.syncNow()
    if (state.value === 'idle') await updatePlan()
  }

  let lookForNews: (() => void) | null = null
  /** Waits for what others enter; the code for it is fetched once somebody is here. */
  async function waitForNews(): Promise<void> {
    const { createNews, LOOK_EVERY } = await import('../api/beside')
    if (lookForNews) return lookForNews()
    const news = createNews({
      mayListen: () =>
        desk.value !== null && document.visibilityState === 'visible' && LISTENING.has(state.value) && !expired.value,
      async countHere() {
        const at = desk.value
        return at && (await at.store.reading((tx) => readReplicaState(tx, at.ports.body))).cursor.stamp
      },
      pull: () => void driver.syncNow(),
      schedule: (work, milliseconds) => void setTimeout(work, milliseconds),
      now: () => performance.now(),
      random: Math.random,
    })
    lookForNews = () => void news.look().catch(noteError)
    replica.onClosed(news.stop)
    setInterval(lookForNews, LOOK_EVERY)
    lookForNews()
  }

  /** Hooks the driver to the page, once. */
  function listen(): void {
    if ('BroadcastChannel' in window) channel = new BroadcastChannel('traguardo')
    window.addEventListener('online', () => void catchUp())
    window.addEventListener('offline', () => driver.lineLost())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void catchUp()
      lookForNews?.()
    })
    channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.type === 'session') window.location.reload()
      else void refresh().then(() => driver.syncSoon())
    })
  }

  /** After a sign-in, or at start with a known session; `answered` says whether the server was there just now. */
  async function begin(answered: boolean): Promise<void> {
    contacted = answered
    await driver.resume()
    await updatePlan()
    void waitForNews().catch(noteError)
    void askPeriodicSync()
  }

  return {
    state,
    lastDone,
    storageFull,
    barred,
    listen,
    begin,
    noteError,
    syncNow: catchUp,
    whenFilesGone: () => files,
    syncSoon: () => {
      tell({ type: 'values' })
      driver.syncSoon()
      void askBackgroundSync()
    },
    tellSession: () => tell({ type: 'session' }),
  }
}

export type SyncLine = ReturnType<typeof createSync>

export const LINE: InjectionKey<SyncLine> = Symbol('the line to the server')

/** The line to the server: its state, and the ways to use it. */
export const useSync = (): SyncLine => injected(LINE)
