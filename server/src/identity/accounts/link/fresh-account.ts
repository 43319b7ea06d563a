import type { Em } from '../../../kernel/db/orm'
import { PushSubscriptionEntity } from '../devices/push-subscription.entity'
import { SessionEntity } from '../devices/session.entity'
import type { AccountEntity } from '../account.entity'
import { AccountLinkEntity } from '../account-link.entity'
import { NO_FEED } from '../feed-secret'
import { NO_PASSWORD } from '../passwords'
import { SiteAccountEntity } from '../site-account.entity'
import { RecoveryCodeEntity } from '../factor/recovery-code.entity'

/** Makes of an account that nobody acts under any more one that nobody can get into: only its name is left. */
export async function freshAccount(em: Em, account: AccountEntity): Promise<void> {
  const of = { account: account.username }
  await em.nativeDelete(SessionEntity, of)
  await em.nativeDelete(AccountLinkEntity, of)
  await em.nativeDelete(PushSubscriptionEntity, of)
  await em.nativeDelete(RecoveryCodeEntity, of)
  // No site has a use for what somebody else signed in with there.
  await em.nativeDelete(SiteAccountEntity, of)
  Object.assign(account, {
    hash: NO_PASSWORD,
    email: null,
    subject: null,
    totp: null,
    totpPending: null,
    totpUsed: null,
    ...NO_FEED,
    lastPerson: null,
    lastUsed: null,
    disabledAt: null,
  })
}
