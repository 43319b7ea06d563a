import type { EntityManager } from '../../kernel/db/orm'
import type { Keyring } from '../../kernel/secrets/keyring'
import { AccountEntity } from './account.entity'
import { newToken } from './devices/cookie'

const PURPOSE = 'feed'

/** An account without a calendar's address: what there was opens nothing any more [RI27]. */
export const NO_FEED = { feed: null, feedMark: null } as const

/** Secret of a calendar as it is kept: sealed, and a proof by which it is found. */
export const keptFeed = (keyring: Keyring, secret: string) => ({
  feed: keyring.seal(PURPOSE, secret),
  feedMark: keyring.mac(PURPOSE, secret),
})

/** The account whose calendar has this secret in its address. */
export const accountOfFeed = (em: EntityManager, keyring: Keyring, secret: string): Promise<AccountEntity | null> =>
  em.findOne(AccountEntity, { feedMark: keyring.mac(PURPOSE, secret), disabledAt: null })

/** Gives an account another secret; its calendar's earlier address is not there any more [RI27]. */
export async function renewFeedSecret(em: EntityManager, keyring: Keyring, username: string): Promise<void> {
  await em.nativeUpdate(AccountEntity, { username }, keptFeed(keyring, newToken()))
}

/** The secret of an account. Made when it is first looked at: who never asks for a calendar has none that could leak. */
export async function feedOf(em: EntityManager, keyring: Keyring, username: string): Promise<string> {
  const read = async () => (await em.findOneOrFail(AccountEntity, { username }, { refresh: true })).feed
  // Of two that look at once one makes it.
  if ((await read()) === null)
    await em.nativeUpdate(AccountEntity, { username, feed: null }, keptFeed(keyring, newToken()))
  return keyring.open(PURPOSE, (await read()) ?? '')
}
