import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { AccountEntity } from '../accounts/account.entity'
import type { Context } from '../../kernel/context'
import { cookieOptions } from '../accounts/devices/cookie'
import type { Principal } from '../organisation/positions'
import { refuseCode, startSession } from './sign-in'
import { guardGuess } from '../accounts/guesses/guard-guess'

const COOKIE = 'traguardo-codice'
const PURPOSE = 'oidc-code'
const MINUTES_10 = 600

/** Somebody whom the provider knows, and whose code of the second factor is still missing. */
interface KeptIdentity {
  readonly username: string
  readonly subject: string
  readonly provider: string
}

const options = (context: Context) => ({ ...cookieOptions(context.request), path: '/graphql', maxAge: MINUTES_10 })

/** Remembers, sealed, who has to give a code. */
export function keepIdentity(context: Context, identity: KeptIdentity): void {
  const until = Date.parse(context.app.clock.now()) + MINUTES_10 * 1000
  const text = JSON.stringify({ ...identity, until })
  context.reply.setCookie(COOKIE, context.app.keyring.seal(PURPOSE, text), options(context))
}

function keptIdentity({ app, request }: Context): KeptIdentity | null {
  try {
    const kept = JSON.parse(app.keyring.open(PURPOSE, request.cookies[COOKIE] ?? '')) as KeptIdentity & {
      until: number
    }
    const left = kept.until - Date.parse(app.clock.now())
    return left > 0 && left <= MINUTES_10 * 1000 ? kept : null
  } catch {
    return null
  }
}

/** Signs in whom the provider knows, with the code of the second factor: never past it [RI20]. */
export async function confirmKeptIdentity(context: Context, code: string): Promise<Result<Principal, Refusal>> {
  const expired = err(refusal('SIGN_IN_EXPIRED'))
  const kept = keptIdentity(context)
  const account = kept && (await context.em.findOne(AccountEntity, { username: kept.username, disabledAt: null }))
  if (!kept || !account) return expired
  const { username, ...identity } = kept
  const refused = await guardGuess(context, { account, typed: username }, () => refuseCode(context, account, code))
  if (refused) return err(refused)
  const session = await startSession(context, username, { identity })
  context.reply.clearCookie(COOKIE, options(context))
  return session ? ok(session) : expired
}
