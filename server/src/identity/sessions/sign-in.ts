import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { accountOf } from '../accounts/account-of'
import { err, ok, type Result } from '@traguardo/shared/result'
import { AccountEntity } from '../accounts/account.entity'
import { checkPassword } from '../accounts/passwords'
import { tellAccount } from '../accounts/tell-account'
import { takeSecondFactor } from '../accounts/totp'
import type { Context } from '../../kernel/context'
import { inTransaction } from '../../kernel/db/in-transaction'
import { transactionalResult } from '../../kernel/db/transactional-result'
import { addressedFrom } from '../accounts/guesses/from'
import { guardGuess } from '../accounts/guesses/guard-guess'
import { deviceText, knownDevice, rememberDevice } from '../accounts/guesses/known-device'
import { giveCookie, takeCookie, tokenOf } from '../accounts/devices/cookie'
import { closeSession, openSession, signedInAs } from './sessions'
import type { Principal } from '../organisation/positions'

/** Way in which somebody came in, beside a password. */
interface Way {
  /** The older session of this browser. */
  readonly token?: string | null
  /** Its cookie of known devices, where it did not come along. */
  readonly device?: string
  /** Identity at the identity provider. */
  readonly identity?: { readonly subject: string; readonly provider: string }
  /** They chose the password here and now: a new device is no news. */
  readonly isFirst?: boolean
}

const linkNews = ({ provider }: { readonly provider: string }) => ({ kind: 'oidc', provider }) as const

/** Gives this device a new session and its cookie, and tells of it [RE6]. An older session of the same device ends. */
export async function startSession(context: Context, username: string, way: Way = {}): Promise<Principal | null> {
  const { em, app, request, reply } = context
  const { token: old = tokenOf(request), device = deviceText(request), identity, isFirst = false } = way
  const account = await em.findOne(AccountEntity, { username })
  if (!account) return null
  const where = addressedFrom(request)
  const isNew = !isFirst && knownDevice(app.keyring, device, account) === null
  // A person to whom nobody can write reads on the next page who signed in, and that is all there is.
  const news = account.email === null ? {} : { news: { kind: 'device', ...where } as const }
  const isLinked = identity !== undefined && account.subject !== identity.subject
  const opened = await transactionalResult(em, async (tx) => {
    // The record first, as everywhere: two that change one account wait for each other in one order.
    await tellAccount(tx, app.clock, username, [
      ...(isLinked
        ? [{ action: 'oidc.link' as const, detail: { by: identity.provider }, news: linkNews(identity) }]
        : []),
      { action: 'signIn' as const, detail: { ...where, ...(identity ? { by: identity.provider } : {}) } },
      ...(isNew ? [{ action: 'signIn.device' as const, detail: where, ...news }] : []),
    ])
    if (isLinked) {
      // Of two identities that come at once one is the account's.
      const linked = await tx.nativeUpdate(AccountEntity, { username, subject: null }, { subject: identity.subject })
      if (linked === 0) return err(wrongCredentials)
    }
    if (old) await closeSession(tx, old)
    const token = await openSession(tx, username, app.clock, request.headers['user-agent'])
    return token === null ? err(wrongCredentials) : ok(token)
  })
  if (!opened.ok) return null
  const token = opened.value
  giveCookie(request, reply, token)
  rememberDevice(app.keyring, device, context, account)
  return signedInAs(em.fork(), username, app.clock)
}

/** Ends the session of this device, and tells of it. */
export async function endSession({ em, app, request, reply, viewer }: Context): Promise<void> {
  const token = tokenOf(request)
  if (token)
    await inTransaction(em, async (tx) => {
      if (viewer)
        await tellAccount(tx, app.clock, viewer.username, [{ action: 'signOut', detail: addressedFrom(request) }])
      await closeSession(tx, token)
    })
  takeCookie(request, reply)
}

/** Credentials typed to sign in. */
export interface Credentials {
  readonly username: string
  readonly password: string
  /** Of the second factor, where it is on. */
  readonly code?: string | null
}

export const wrongCredentials = refusal('WRONG_CREDENTIALS')

/** Is it a code of the account's second factor, where it has one? */
export async function refuseCode(
  { app, em }: Context,
  account: AccountEntity,
  code: string | null | undefined,
): Promise<Refusal | null> {
  if (!account.totp) return null
  if (!code) return refusal('CODE_NEEDED')
  return (await takeSecondFactor(em, app.keyring, account, code)) ? null : refusal('WRONG_CODE', { kind: 'used' })
}

/**
 * Returns the account of these credentials. A user who is not there and a wrong password get the same answer after the
 * same time; at a site the head office is asked about both [SY54].
 * @param isOfThem whom to look at; others are as if they were not there
 */
export async function checkCredentials(
  context: Context,
  credentials: Credentials,
  isOfThem: (account: AccountEntity) => boolean = () => true,
): Promise<Result<AccountEntity, Refusal>> {
  const { em, app } = context
  const { username: typed, password, code } = credentials
  const found = await accountOf(em, typed)
  const account = found && isOfThem(found) ? found : null
  let username = account?.username ?? null
  const refused = await guardGuess(context, { account, typed }, async () => {
    const isRight = await checkPassword(account?.hash ?? null, password)
    if (account && isRight && !account.disabledAt) return refuseCode(context, account, code)
    if (!app.site) return wrongCredentials
    const answer = await app.site.signIn(credentials)
    if (!answer.ok) return answer.error
    username = answer.value
    return null
  })
  if (refused) return err(refused)
  const own = username === null ? null : await em.findOne(AccountEntity, { username }, { refresh: true })
  return own ? ok(own) : err(wrongCredentials)
}

/** Signs in. */
export async function signIn(context: Context, credentials: Credentials): Promise<Result<Principal, Refusal>> {
  const checked = await checkCredentials(context, credentials)
  if (!checked.ok) return checked
  const session = await startSession(context, checked.value.username)
  return session ? ok(session) : err(wrongCredentials)
}
