/**
 * State of the line as pages show it: at rest, sending, no answer, an exchange in which nothing moves, waiting for a
 * sign-in.
 */
export type SyncState = 'idle' | 'sending' | 'offline' | 'stuck' | 'paused'

/** Outcome of one try. `no-answer` is anything that is not the server's own answer, a captive portal's page too. */
export type TryOutcome = 'done' | 'no-answer' | 'stuck' | 'not-signed-in'

const STATES = { done: 'idle', 'no-answer': 'offline', stuck: 'stuck', 'not-signed-in': 'paused' } as const

/** The world as the driver sees it: in a browser timers, locks and channels; in a test, toys. */
export interface SyncDriverPorts {
  /** One exchange; other tabs wait meanwhile. Rejects only for a bug or a full storage. */
  attempt(): Promise<TryOutcome>
  /** Calls back once after so many milliseconds; gives the way to call it off. */
  schedule(work: () => void, milliseconds: number): () => void
  isOnline(): boolean
  onState(state: SyncState): void
  onError(reason: unknown): void
  /** 0..1, to spread the tries of many devices. */
  random(): number
}

/** After an edit, so that the two measures of a ratio go out together. */
export const EDIT_DELAY = 600
/** At rest: what others entered comes in. */
export const REST_INTERVAL = 60_000
const FIRST_RETRY = 3_000
const LONGEST_RETRY = 300_000

export interface SyncDriver {
  /** Now: at start, when the page is seen again, once back online, by the button. */
  syncNow(): Promise<void>
  /** Soon: after an edit. */
  syncSoon(): void
  /** The browser says that the line is gone. */
  lineLost(): void
  /** Somebody signed in, again or as the first. */
  resume(): Promise<void>
  /** Stops, because whoever was here has gone: nothing is tried until `resume`. */
  stop(): void
}

/** Decides when to try: one try at a time, doubling waits while nobody answers, no try while nobody is signed in. */
export function createSyncDriver(ports: SyncDriverPorts): SyncDriver {
  let running: Promise<void> | null = null
  let again = false
  let paused = false
  let stopped = false
  let retry = FIRST_RETRY
  let cancel = () => {}

  const plan = (milliseconds: number) => {
    cancel()
    if (!stopped && !paused) cancel = ports.schedule(() => void syncNow(), milliseconds)
  }

  const rest = (outcome: TryOutcome) => {
    paused = outcome === 'not-signed-in'
    ports.onState(STATES[outcome])
    if (outcome === 'no-answer' || outcome === 'stuck') {
      plan(retry * (0.75 + ports.random() / 2))
      retry = Math.min(retry * 2, LONGEST_RETRY)
    } else {
      retry = FIRST_RETRY
      plan(REST_INTERVAL)
    }
  }

  const run = async () => {
    do {
      again = false
      if (!ports.isOnline()) return rest('no-answer')
      ports.onState('sending')
      try {
        rest(await ports.attempt())
      } catch (reason) {
        ports.onError(reason)
        rest('no-answer')
      }
    } while (again && !paused && !stopped)
  }

  function syncNow(): Promise<void> {
    if (stopped || paused) return Promise.resolve()
    if (running) {
      again = true
      return running
    }
    cancel()
    running = run().finally(() => (running = null))
    return running
  }

  return {
    syncNow,
    syncSoon: () => {
      if (running) again = true
      else plan(EDIT_DELAY)
    },
    lineLost: () => {
      if (!running && !paused) rest('no-answer')
    },
    resume: () => {
      paused = stopped = false
      retry = FIRST_RETRY
      return syncNow()
    },
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
