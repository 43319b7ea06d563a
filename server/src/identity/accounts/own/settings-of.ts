import type { SignedInContext } from '../../organisation/signed-in'
import { AccountEntity } from '../account.entity'
import { tokenOf } from '../devices/cookie'
import { SessionEntity } from '../devices/session.entity'
import { feedOf } from '../feed-secret'
import { NO_PASSWORD } from '../passwords'
import { RecoveryCodeEntity } from '../factor/recovery-code.entity'
import { hashOfToken } from '../tokens'
import { DeviceEntity } from '../devices/device.entity'
import type { OwnSettingsType } from './account.types'

/** What a device is called that never said what it is. */
const NAMELESS = 'Dispositivo senza nome'

/** How one's own account is set, where it is signed in, and on which devices it works. */
export async function settingsOf({ app, em, request, viewer }: SignedInContext): Promise<OwnSettingsType> {
  const { username, body, person, holds } = viewer
  const account = await em.fork().findOneOrFail(AccountEntity, { username })
  const sessions = await em.find(SessionEntity, { account: username }, { orderBy: { createdAt: 'desc' } })
  // Those of the position are its holder's [RI62].
  const devices = holds ? await em.find(DeviceEntity, { body, person }, { orderBy: { lastSeen: 'desc' } }) : []
  const here = hashOfToken(tokenOf(request) ?? '')
  return {
    username,
    email: account.email,
    totp: account.totp !== null,
    hasPassword: account.hash !== NO_PASSWORD,
    recoveryLeft: await em.count(RecoveryCodeEntity, { account: username, used: false }),
    mail: account.mail,
    feed: `${app.address}/calendario/${await feedOf(em, app.keyring, username)}.ics`,
    pushKey: app.pushKey,
    sessions: sessions.map(({ token, agent, createdAt, lastSeen }) => ({
      id: token,
      agent,
      since: createdAt,
      lastSeen: lastSeen ?? createdAt,
      isThis: token === here,
    })),
    devices: devices.map(({ node, name, lastSeen, revokedAt }) => ({
      id: hashOfToken(node),
      name: name || NAMELESS,
      lastSeen,
      revokedAt,
    })),
  }
}
