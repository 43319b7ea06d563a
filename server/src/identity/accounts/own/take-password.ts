import type { SignedInContext } from '../../organisation/signed-in'
import type { Em } from '../../../kernel/db/orm'
import { giveCookie, tokenOf } from '../devices/cookie'
import { SessionEntity } from '../devices/session.entity'
import { from } from '../guesses/from'
import { deviceText, rememberDevice } from '../guesses/known-device'
import { DeviceEntity } from '../devices/device.entity'
import { AccountEntity } from '../account.entity'
import { NO_FEED } from '../feed-secret'
import { tellAccount } from '../tell-account'
import { hashOfToken, newToken } from '../tokens'

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
