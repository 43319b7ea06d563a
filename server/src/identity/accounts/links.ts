import type { IsoInstant } from '@traguardo/shared/model'
import type { Em } from '../../kernel/db/orm'
import type { AccountEntity } from './account.entity'
import { AccountLinkEntity } from './account-link.entity'
import { hashOfToken, newToken } from './tokens'

const HOUR = 3_600_000
/** An invitation is read after the holidays; who asked for a reset was waiting for it (a later version keeps none). */
const LASTS: Readonly<Record<AccountLinkEntity['purpose'], number>> = { invite: 14 * 24 * HOUR, reset: HOUR }

/** Makes the token of a link that is kept. Earlier ones of the same purpose open nothing any more [RI22]. */
export async function makeLink(
  em: Em,
  account: AccountEntity,
  purpose: AccountLinkEntity['purpose'],
  now: IsoInstant,
): Promise<string> {
  const token = newToken()
  await em.nativeDelete(AccountLinkEntity, { account: account.username, purpose })
  const expiresAt = new Date(Date.parse(now) + LASTS[purpose]).toISOString()
  await em.insert(AccountLinkEntity, { token: hashOfToken(token), account, purpose, expiresAt })
  return token
}
