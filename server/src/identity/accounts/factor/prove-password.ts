import { isConfirmed } from '@traguardo/shared/people'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { SignedInContext } from '../../organisation/signed-in'
import { confirmNeeded } from '../../../kernel/graphql/confirm-needed'
import { guardGuess } from '../guesses/guard-guess'
import type { AccountEntity } from '../account.entity'
import { checkPassword, NO_PASSWORD } from '../passwords'

/**
 * Why the password that was typed does not show that it is the account's own person, or null. An account that never chose
 * one (it signs in by the identity provider) has to have signed in just now, or to have shown a code.
 */
export async function provePassword(
  context: SignedInContext,
  account: AccountEntity,
  password: string,
): Promise<Refusal | null> {
  const { app, viewer } = context
  if (account.hash === NO_PASSWORD) return isConfirmed(viewer.confirmedAt, app.clock.now()) ? null : confirmNeeded
  return guardGuess(context, { account, typed: account.username, isTold: true }, async () =>
    (await checkPassword(account.hash, password)) ? null : refusal('WRONG_CREDENTIALS', { kind: 'password' }),
  )
}
