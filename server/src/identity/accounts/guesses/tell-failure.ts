import type { Refusal } from '@traguardo/shared/refusals'
import type { AccountEntity } from '../account.entity'
import { type AccountEvent, tellAccount } from '../tell-account'
import type { Context } from '../../../kernel/context'
import type { Em } from '../../../kernel/db/orm'
import { appendEntry } from '../../../kernel/audit/append'
import { from } from './from'
import { admit } from './tries'

/** Counts and never waits. */
const NEVER = { free: Number.MAX_SAFE_INTEGER, first: 0, longest: 0 }

const isPowerOfTen = (count: number): boolean => /^10*$/.test(String(count))

/**
 * Tries for names that nobody has: told in the installation's own chain at the first, the tenth, the hundredth, and never
 * with what was typed [RE7]: now and then it is a password.
 */
async function tellOfNobody({ app, em }: Context, code: string): Promise<void> {
  const now = app.clock.now()
  const counted = await admit(em, { key: app.keyring.mac('attempt', 'nobody'), policy: NEVER }, Date.parse(now))
  const count = 'after' in counted ? counted.after.failures : 0
  if (!isPowerOfTen(count)) return
  const event = {
    body: '',
    at: now,
    person: '',
    action: 'signIn',
    outcome: 'refused' as const,
    detail: { code, count },
  }
  await em.fork().transactional((tx) => appendEntry(tx as Em, [event]))
}

/** What there is to tell of a try. */
interface Failure {
  /** Null where it is told elsewhere. */
  readonly refused: Refusal | null
  /** Does waiting begin with it? */
  readonly begins: boolean
}

/** Tells of a try that failed, after the answer: the time that it takes says nothing about who has an account. */
export function tellFailure(context: Context, account: AccountEntity | null, { refused, begins }: Failure): void {
  const { app, em, request } = context
  const where = from(request)
  const events: AccountEvent[] = []
  if (refused)
    events.push({ action: 'signIn', outcome: 'refused', byOwner: false, detail: { code: refused.code, ...where } })
  if (begins) events.push({ action: 'signIn.delay', byOwner: false, detail: where, news: { kind: 'delay', ...where } })
  if (events.length === 0) return
  const { username } = account ?? {}
  app.afterwards(() =>
    username === undefined
      ? tellOfNobody(context, refused?.code ?? '')
      : em.fork().transactional((tx) => tellAccount(tx as Em, app.clock, username, events)),
  )
}
