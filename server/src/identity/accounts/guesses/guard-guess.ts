import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { ACCOUNT_DELAYS, ADDRESS_DELAYS, beginsToWait, minutesOf, typedName } from '@traguardo/shared/people'
import type { AccountEntity } from '../account.entity'
import { type AccountEvent, tellAccount } from '../tell-account'
import type { Context } from '../../../kernel/context'
import { inTransaction } from '../../../kernel/db/in-transaction'
import { appendEntry } from '../../../kernel/audit/append'
import { addressedFrom } from './from'
import { admitTry, clear, sweepTries, takeBack, waitFor } from './tries'
import { sessionHash } from '../devices/cookie'
import { addressKey } from './address-key'
import { deviceText, knownDevice } from './known-device'

/** Counts and never waits. */
const NEVER = { free: Number.MAX_SAFE_INTEGER, first: 0, longest: 0 }

const isPowerOfTen = (count: number): boolean => /^10*$/.test(String(count))

/**
 * Tries for names that nobody has: told in the installation's own chain at the first, the tenth, the hundredth, and never
 * with what was typed [RE7]: now and then it is a password.
 */
async function tellOfNobody({ app, em }: Context, code: string): Promise<void> {
  const now = app.clock.now()
  const counted = await admitTry(em, { key: app.keyring.mac('attempt', 'nobody'), policy: NEVER }, Date.parse(now))
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
  await inTransaction(em, (tx) => appendEntry(tx, [event]))
}

/** Facts to be told of a failed try. */
interface Failure {
  /** Null where it is told elsewhere. */
  readonly refused: Refusal | null
  /** Does waiting begin with it? */
  readonly begins: boolean
}

/** Tells of a try that failed, after the answer: the time that it takes says nothing about who has an account. */
function tellFailure(context: Context, account: AccountEntity | null, { refused, begins }: Failure): void {
  const { app, em, request } = context
  const where = addressedFrom(request)
  const events: AccountEvent[] = []
  if (refused)
    events.push({ action: 'signIn', outcome: 'refused', byOwner: false, detail: { code: refused.code, ...where } })
  if (begins) events.push({ action: 'signIn.delay', byOwner: false, detail: where, news: { kind: 'delay', ...where } })
  if (events.length === 0) return
  const { username } = account ?? {}
  app.afterwards(() =>
    username === undefined
      ? tellOfNobody(context, refused?.code ?? '')
      : inTransaction(em, (tx) => tellAccount(tx, app.clock, username, events)),
  )
}

/** Target of a guess. */
interface Guessed {
  /** Null for nobody's: it then costs and waits as somebody's would. */
  readonly account: AccountEntity | null
  /** The name as it was typed. */
  readonly typed: string
  /** The field that is asked tells by itself of what it refuses. */
  readonly isTold?: boolean
}

function tooMany(wait: number, isStranger: boolean): Refusal {
  return refusal('TOO_MANY_ATTEMPTS', { kind: isStranger ? 'stranger' : 'known', minutes: minutesOf(wait) })
}

/** The key of whoever is no stranger to the account [RI17]: a device from which it signed in, or an open session of it. */
function ownKey({ app, request, viewer }: Context, account: AccountEntity | null): string | null {
  if (!account) return null
  if (viewer?.username === account.username) return `session/${sessionHash(request)}`
  const device = knownDevice(app.keyring, deviceText(request), account)
  return device === null ? null : `device/${device}/${account.username}`
}

async function counted(
  context: Context,
  guessed: Guessed,
  check: () => Promise<Refusal | null>,
): Promise<Refusal | null> {
  const { app, em, request } = context
  const { account, typed, isTold = false } = guessed
  const now = Date.parse(app.clock.now())
  const keyOf = (text: string) => app.keyring.mac('attempt', text)
  const own = ownKey(context, account)
  const stranger = account ? `account/${account.username}` : `name/${typedName(typed)}`
  const counter = { key: keyOf(own ?? stranger), policy: ACCOUNT_DELAYS }
  const address = { key: keyOf(`address/${addressKey(request.ip)}`), policy: ADDRESS_DELAYS }
  const addressWait = await waitFor(em, address.key, now)
  if (addressWait > 0 && own === null) return tooMany(addressWait, true)
  const admitted = await admitTry(em, counter, now)
  if (!('after' in admitted)) return tooMany(admitted.wait, own === null)
  const refused = await check()
  if (refused === null) await clear(em, counter.key)
  else if (refused.code === 'CODE_NEEDED') await takeBack(em, counter.key, admitted.before, admitted.after)
  else {
    await admitTry(em, address, now)
    await sweepTries(em, now)
    tellFailure(context, account, {
      refused: isTold ? null : refused,
      begins: beginsToWait(admitted.after, ACCOUNT_DELAYS),
    })
  }
  return refused
}

/**
 * Lets somebody try a password or a code: every try is counted before it is looked at, and whoever failed often waits, longer
 * each time [RI16]. While one waits the right secret gets the same answer as a wrong one [RI19].
 * @param check why it is not right, or null; `CODE_NEEDED` is no failure
 */
export async function guardGuess(
  context: Context,
  guessed: Guessed,
  check: () => Promise<Refusal | null>,
): Promise<Refusal | null> {
  const { app, request } = context
  if (app.guesses) return app.guesses(addressKey(request.ip), () => counted(context, guessed, check))
  const refused = await check()
  if (refused && refused.code !== 'CODE_NEEDED' && !guessed.isTold)
    tellFailure(context, guessed.account, { refused, begins: false })
  return refused
}
