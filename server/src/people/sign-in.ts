import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Context } from '../context'
import { AccountEntity } from '../account/account.entity'
import { isPlainName } from '../account/accounts'
import { giveCookie, tokenOf } from './cookie'
import { checkPassword } from '../account/passwords'
import { closeSession, openSession, type SignedIn, signedInAs } from './sessions'
import { takeSecondFactor } from '../account/totp'

/** Gives this device a new session and its cookie. An older session of the same device ends. */
export async function startSession(context: Context, username: string): Promise<SignedIn | null> {
  const { em, app, request, reply } = context
  const old = tokenOf(request)
  if (old) await closeSession(em, old)
  const token = await openSession(em, username, app.clock, request.headers['user-agent'])
  if (token === null) return null
  giveCookie(request, reply, token)
  return signedInAs(em, username, app.clock)
}

/** What somebody typed to sign in. */
export interface Credentials {
  readonly username: string
  readonly password: string
  /** Of the second factor, where it is on. */
  readonly code?: string | null
}

/** The account of a user name, or of a mail address. */
const accountOf = (em: Context['em'], username: string): Promise<AccountEntity | null> =>
  isPlainName(username)
    ? em.findOne(AccountEntity, { username })
    : em.findOne(AccountEntity, { email: username.trim().toLowerCase() })

/** Signs in. A user who is not there and a wrong password get the same answer after the same time. */
export async function signIn(
  context: Context,
  { username, password, code }: Credentials,
): Promise<Result<SignedIn, Refusal>> {
  const { em, app, request } = context
  if (!(await app.mayTry(request, username)))
    return err({ code: 'TOO_MANY_ATTEMPTS', message: 'Troppi tentativi di accesso: aspetti un minuto e riprovi.' })
  const account = await accountOf(em, username)
  const right = await checkPassword(account?.hash ?? null, password)
  if (account?.totp && right) {
    if (!code) return err({ code: 'CODE_NEEDED', message: 'Scriva il codice a sei cifre della sua app.' })
    if (!(await takeSecondFactor(em, app.keyring, account, code)))
      return err({ code: 'WRONG_CODE', message: 'Il codice non è giusto, o è già stato usato: aspetti il prossimo.' })
  }
  const session = account && right ? await startSession(context, account.username) : null
  return session
    ? ok(session)
    : err({ code: 'WRONG_CREDENTIALS', message: 'Nome utente o password non corretti: controlli e riprovi.' })
}
