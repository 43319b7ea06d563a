import { ACCOUNT_DELAYS, ADDRESS_DELAYS, beginsToWait, minutesOf, typedName } from '@traguardo/shared/people'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { AccountEntity } from '../account.entity'
import { hashOfToken } from '../tokens'
import type { Context } from '../../../kernel/context'
import { tokenOf } from '../devices/cookie'
import { addressKey } from './address-key'
import { deviceText, knownDevice } from './known-device'
import { tellFailure } from './tell-failure'
import { admit, clear, sweepTries, takeBack, waitFor } from './tries'

/** Whose secret is guessed. */
export interface Guessed {
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
  if (viewer?.username === account.username) return `session/${hashOfToken(tokenOf(request) ?? '')}`
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
  const admitted = await admit(em, counter, now)
  if (!('after' in admitted)) return tooMany(admitted.wait, own === null)
  const refused = await check()
  if (refused === null) await clear(em, counter.key)
  else if (refused.code === 'CODE_NEEDED') await takeBack(em, counter.key, admitted.before, admitted.after)
  else {
    await admit(em, address, now)
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
