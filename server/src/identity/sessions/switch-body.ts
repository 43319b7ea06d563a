import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { AccountEntity } from '../accounts/account.entity'
import { hashOfToken } from '../accounts/tokens'
import type { SignedInContext } from '../organisation/signed-in'
import { tokenOf } from '../accounts/devices/cookie'
import { personsOf } from '../organisation/positions'
import { SessionEntity } from '../accounts/devices/session.entity'
import { findSession } from './sessions'
import type { Principal } from '../organisation/signed-in'

/** Goes on in another body, in the own position there; the next session begins there too. */
export async function switchToBody(
  { app, em, request, viewer }: SignedInContext,
  body: string,
): Promise<Result<Principal, Refusal>> {
  const { username } = viewer
  const person = (await personsOf(em, username, app.clock)).find((one) => one.body.code === body)
  const token = tokenOf(request)
  if (!person || !token) return err(refusal('NO_POSITION_THERE', { body }))
  await em.nativeUpdate(SessionEntity, { token: hashOfToken(token) }, { person })
  await em.nativeUpdate(AccountEntity, { username }, { lastPerson: person.id })
  const session = await findSession(em.fork(), token, app.clock)
  return session ? ok(session) : err(refusal('NOT_SIGNED_IN', { kind: 'expired' }))
}
