import { AccountEntity } from '../../identity/accounts/account.entity'
import { keptFeed } from '../../identity/accounts/feed-secret'
import { sealSecret } from '../../identity/accounts/totp'
import type { Database } from '../../kernel/db/database'
import type { EntityManager } from '../../kernel/db/orm'
import { SettingEntity } from '../../kernel/db/setting.entity'
import { isSealed, type Keyring } from '../../kernel/secrets/keyring'

/** Names of the settings that `sealedOnce` keeps. */
export const SEALED_SETTINGS = ['office-keys', 'push-keys']

const isOpen = (text: string | null): text is string => text !== null && !isSealed(text)

/** Of two servers that come to one row at once, one changes it: the other finds that it is not what it was. */
async function sealAccounts(em: EntityManager, keyring: Keyring): Promise<number> {
  const isOpenIn = (column: string): string => `("${column}" is not null and "${column}" not like 'v1.%')`
  const open = ['totp', 'totp_pending', 'feed'].map(isOpenIn).join(' or ')
  const names = await em.execute<{ username: string }[]>(`select "username" from "account" where ${open}`)
  const accounts = await em.find(AccountEntity, { username: { $in: names.map(({ username }) => username) } })
  let sealed = 0
  for (const { username, totp, totpPending, feed } of accounts) {
    if (isOpen(totp))
      sealed += await em.nativeUpdate(AccountEntity, { username, totp }, { totp: sealSecret(keyring, totp) })
    if (isOpen(totpPending)) {
      const kept = { totpPending: sealSecret(keyring, totpPending) }
      sealed += await em.nativeUpdate(AccountEntity, { username, totpPending }, kept)
    }
    if (isOpen(feed)) sealed += await em.nativeUpdate(AccountEntity, { username, feed }, keptFeed(keyring, feed))
  }
  return sealed
}

async function sealSettings(em: EntityManager, keyring: Keyring): Promise<number> {
  let sealed = 0
  for (const { name, value } of await em.find(SettingEntity, { name: { $in: SEALED_SETTINGS } })) {
    const kept: unknown = JSON.parse(value)
    if (typeof kept === 'string') continue
    const now = JSON.stringify(keyring.seal(name, value))
    sealed += await em.nativeUpdate(SettingEntity, { name, value }, { value: now })
  }
  return sealed
}

/**
 * Seals what an earlier version kept in the open, once [RI29]. SQLite leaves in its file what it no longer uses: the file
 * is written anew, and its journal emptied.
 */
export async function sealEarlier(orm: EntityManager, keyring: Keyring, { type }: Database): Promise<void> {
  const em = orm.fork()
  const sealed = (await sealAccounts(em, keyring)) + (await sealSettings(em, keyring))
  if (sealed === 0 || type !== 'sqlite') return
  await em.execute('vacuum')
  await em.execute('pragma wal_checkpoint(truncate)')
}
