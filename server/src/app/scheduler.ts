import type { AppPorts } from '../kernel/context'
import type { EntityManager } from '../kernel/db/orm'
import type { ErrorLog, ServerLog } from '../kernel/log/log'
import { rescopeWhereDue } from '../sync/rescope'
import { type PushKeys, sendPush } from '../notifications/push'
import { sendMail } from '../notifications/send-mail'
import { notifyEverybody } from '../notifications/notify'

/** Something that happens by itself, again and again. It looks at `signal` between its steps and ends where it is over. */
export interface Round {
  readonly name: string
  /** Milliseconds after which the next one begins, whatever became of this one. */
  readonly limit: number
  run(signal: AbortSignal): Promise<void>
}

const MINUTE = 60_000

/**
 * Everything that happens by itself: reminders, mail, notices of the browser, apart from each other, so that none waits
 * for another [NO7]. Several processes may do it at once: nothing is done twice [NO4].
 */
export function roundsOf(app: AppPorts, em: EntityManager, keys: PushKeys | null): readonly Round[] {
  const { mail } = app
  /** An error in a piece of work is logged under its name. */
  const portsOf = (job: string): AppPorts => ({ ...app, log: (error) => app.log(error, { job }) })
  const tell: Round = {
    name: 'reminders',
    limit: 10 * MINUTE,
    run: async (signal) => {
      if (await notifyEverybody(portsOf('reminders'), em, signal)) await rescopeWhereDue(em, app.clock)
    },
  }
  return [
    tell,
    ...(mail
      ? [
          {
            name: 'mail',
            limit: 10 * MINUTE,
            run: (signal: AbortSignal) => sendMail(portsOf('mail'), em, mail, signal),
          },
        ]
      : []),
    ...(keys
      ? [{ name: 'push', limit: 5 * MINUTE, run: (signal: AbortSignal) => sendPush(portsOf('push'), em, keys, signal) }]
      : []),
  ]
}

/** The same round, which rests as long as that says so. */
export const resting = (round: Round, isResting: () => boolean): Round => ({
  ...round,
  run: async (signal) => (isResting() ? undefined : round.run(signal)),
})

/** Milliseconds from the start to the first round. */
const FIRST_AFTER = 3000
/** Milliseconds that a round under way is waited for when the program ends. */
const LAST_WAIT = 10_000

const after = (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds).unref())

/** Does a round again and again; gives back how to stop, which waits a little for one under way. */
export function startScheduler(
  { name, limit, run }: Round,
  seconds: number,
  log: ErrorLog,
  lines: ServerLog,
): () => Promise<void> {
  let running: Promise<void> | null = null
  let over = new AbortController()
  let isStopped = false
  const next = (): void => {
    if (running || isStopped) return
    over = new AbortController()
    const { signal } = over
    const late = setTimeout(() => {
      over.abort()
      running = null
      log(new Error(`The round of ${name} took longer than ${limit / MINUTE} minutes: the next one begins`), {
        job: name,
      })
    }, limit)
    late.unref()
    const began = Date.now()
    const own = run(signal)
      .then(() => lines.debug({ job: name, ms: Date.now() - began }, 'giro'))
      .catch((error: unknown) => {
        if (!isStopped) log(error, { job: name })
      })
      .finally(() => {
        clearTimeout(late)
        if (running === own) running = null
      })
    running = own
  }
  const timer = setInterval(next, seconds * 1000)
  timer.unref()
  // Callers that wait for the start come first.
  const first = setTimeout(next, FIRST_AFTER)
  first.unref()
  return async () => {
    isStopped = true
    clearInterval(timer)
    clearTimeout(first)
    over.abort()
    await Promise.race([running, after(LAST_WAIT)])
  }
}
