import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Context } from '../context'
import { AccountEntity } from './account.entity'
import { isPlainName } from './accounts'
import { giveCookie, tokenOf } from './cookie'
import { checkPassword } from './passwords'
import { closeSession, openSession, type SignedIn, signedInAs } from './sessions'

/** Gives this device a new session and its cookie. An older session of the same device ends. */
export async function startSession(context: Context, username: string): Promise<SignedIn | null> {
  const { em, app, request, reply } = context
  const old = tokenOf(request)
  if (old) await closeSession(em, old)
  giveCookie(request, reply, await openSession(em, username, app.clock))
  return signedInAs(em, username)
}

/** Signs in. A user who is not there and a wrong password get the same answer after the same time. */
export async function signIn(context: Context, username: string, password: string): Promise<Result<SignedIn, Refusal>> {
  const { em, app, request } = context
  if (!(await app.mayTry(request, username)))
    return err({ code: 'TOO_MANY_ATTEMPTS', message: 'Troppi tentativi di accesso: aspetti un minuto e riprovi.' })
  const account = isPlainName(username) ? await em.findOne(AccountEntity, { username }) : null
  const right = await checkPassword(account?.hash ?? null, password)
  const session = account && right ? await startSession(context, account.username) : null
  return session
    ? ok(session)
    : err({ code: 'WRONG_CREDENTIALS', message: 'Nome utente o password non corretti: controlli e riprovi.' })
}
