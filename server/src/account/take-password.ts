import type { SignedInContext } from '../context'
import type { Em } from '../db/orm'
import { giveCookie, tokenOf } from '../people/cookie'
import { SessionEntity } from '../people/session.entity'
import { from } from '../sign-in/from'
import { deviceText, rememberDevice } from '../sign-in/known-device'
import { DeviceEntity } from '../sync/device.entity'
import { AccountEntity } from './account.entity'
import { NO_FEED } from './feed-secret'
import { tellAccount } from './tell-account'
import { hashOfToken, newToken } from './tokens'

/**
 * Gives the own account another password: every other session ends, this one goes on under a new token, and every other
 * device is a stranger again [RI17].
 */
export async function takePassword(context: SignedInContext, account: AccountEntity, hash: string): Promise<void> {
  const { app, em, request, reply } = context
  const { username } = account
  const here = hashOfToken(tokenOf(request) ?? '')
  const token = newToken()
  await em.fork().transactional(async (tx) => {
    await tellAccount(tx as Em, app.clock, username, [
      { action: 'password.change', detail: from(request), news: { kind: 'password' } },
    ])
    await tx.nativeUpdate(AccountEntity, { username }, { hash, ...NO_FEED })
    await tx.nativeDelete(SessionEntity, { account: username, token: { $ne: here } })
    await tx.nativeUpdate(SessionEntity, { token: here }, { token: hashOfToken(token) })
    await tx.nativeUpdate(DeviceEntity, { credential: here }, { credential: hashOfToken(token) })
  })
  giveCookie(request, reply, token)
  rememberDevice(app.keyring, deviceText(request), context, { username, hash })
}
