import type { Context } from '../kernel/context'
import { isRefusal } from '../kernel/graphql/refusal.types'
import { inTransaction } from '../kernel/db/in-transaction'
import { appendEntry } from '../kernel/audit/append'

/** Refusals of nobody in particular that are written down one by one in a minute; the rest is counted. */
const MOST_A_MINUTE = 10
const MINUTE = 60_000

interface Window {
  readonly from: number
  written: number
  untold: number
}

const windows = new Map<string, Window>()

/**
 * Says whether a refusal of somebody unknown is written down, and how many before it were not: whoever asks ten thousand
 * times does not fill the record [RI15]. Counted for each kind of request, by this process.
 * @param now milliseconds
 */
function mayTell(action: string, now: number): { readonly untold: number } | null {
  const last = windows.get(action)
  const isOver = !last || now - last.from >= MINUTE || now < last.from
  const window = isOver ? { from: now, written: 0, untold: last?.untold ?? 0 } : last
  windows.set(action, window)
  if (window.written >= MOST_A_MINUTE) {
    window.untold += 1
    return null
  }
  window.written += 1
  const { untold } = window
  window.untold = 0
  return { untold }
}

/**
 * Refusals that are not written down: those that nobody in particular causes again and again, and those that keep
 * things small.
 */
const UNTOLD = new Set([
  'TOO_MANY_ATTEMPTS',
  'TOO_BUSY',
  'BUSY',
  'DISK_FULL',
  'TEXT_TOO_LONG',
  'CODE_NEEDED',
  'CONFIRM_NEEDED',
  'AT_SITE',
  'NOT_SIGNED_IN',
])
/** Asked by nobody who is signed in, and yet of interest to an auditor. */
const TOLD_OF_NOBODY = new Set(['passwordSet'])
/** They tell by themselves, without what was typed: now and then a password stands where the name should [RE6]. */
const TELL_THEMSELVES = new Set(['signIn', 'signInConfirm', 'passwordForgotten'])

/** Writes down that a change was refused, whoever asked for it. */
export async function noteRefusal(
  { app, em, viewer }: Context,
  action: string,
  answer: unknown,
  args: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (typeof answer !== 'object' || answer === null || !isRefusal(answer)) return
  if (TELL_THEMSELVES.has(action)) return
  if (UNTOLD.has(answer.code) || (!viewer && !TOLD_OF_NOBODY.has(action))) return
  const telling = viewer ? { untold: 0 } : mayTell(action, Date.now())
  if (!telling) return
  const untold = telling.untold > 0 ? telling : {}
  const username = typeof args['username'] === 'string' ? { username: args['username'].slice(0, 64) } : {}
  const body = viewer?.body ?? ''
  const event = {
    body,
    at: app.clock.now(body || undefined),
    person: viewer?.person ?? '',
    ...(viewer ? { holder: viewer.holder } : {}),
    action,
    outcome: 'refused' as const,
    detail: { code: answer.code, ...username, ...untold },
  }
  await inTransaction(em, (tx) => appendEntry(tx, [event]))
}
