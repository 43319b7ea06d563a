import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { SignedInContext } from '../context'
import type { Em } from '../db/orm'
import { tokenOf } from './cookie'
import { PersonEntity } from './person.entity'
import { findSession, type Position, positionOf, type SignedIn } from './sessions'
import { SessionEntity } from './session.entity'
import { hashOfToken } from '../account/tokens'

const personsOf = (em: Em, username: string): Promise<PersonEntity[]> =>
  em.find(PersonEntity, { account: username }, { populate: ['body'], strategy: 'joined', orderBy: { id: 'asc' } })

/** The positions that an account may act in, of all its bodies. One statement. */
export const positionsOf = async (em: Em, username: string): Promise<readonly Position[]> =>
  (await personsOf(em, username)).map(positionOf)

/** Goes on in another body, in the own position there. */
export async function switchBody(
  { app, em, request, viewer }: SignedInContext,
  body: string,
): Promise<Result<SignedIn, Refusal>> {
  const person = (await personsOf(em, viewer.username)).find((one) => one.body.code === body)
  const token = tokenOf(request)
  if (!person || !token)
    return err({ code: 'NO_POSITION_THERE', message: `Lei non ha un incarico nell’ente «${body}».` })
  await em.nativeUpdate(SessionEntity, { token: hashOfToken(token) }, { person })
  const session = await findSession(em.fork(), token, app.clock)
  return session ? ok(session) : err({ code: 'NOT_SIGNED_IN', message: 'La sessione è scaduta: entri di nuovo.' })
}
