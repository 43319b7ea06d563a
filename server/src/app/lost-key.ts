import type { IsoInstant } from '@traguardo/shared/model'
import { type Refusal, refuse } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import { AccountEntity } from '../identity/accounts/account.entity'
import { PushSubscriptionEntity } from '../identity/accounts/devices/push-subscription.entity'
import { NO_FEED } from '../identity/accounts/feed-secret'
import { endFactor, reasonIn } from '../identity/accounts/factor/end-lost-factor'
import { BodyEntity } from '../identity/organisation/body.entity'
import { appendEntry } from '../kernel/audit/append'
import type { EntityManager } from '../kernel/db/orm'
import { transactionalResult } from '../kernel/db/transactional-result'
import { SettingEntity } from '../kernel/db/setting.entity'
import { keyFits, KEY_CHECK } from '../kernel/secrets/check-key'
import { keyringOf } from '../kernel/secrets/keyring'
import { SEALED_SETTINGS } from './opening/seal-earlier'

/** Counts of what was lost with the key. */
export interface LostWithKey {
  /** Accounts that have no second factor any more. */
  readonly factors: number
  /** Addresses of calendars that lead nowhere any more. */
  readonly feeds: number
}

/**
 * Goes on without the key that sealed the data: what it sealed is let go of, the next start takes another, and the record of
 * every body says so [RE17]. Values, plans, evidence and record are in nothing sealed. Refused where the key is at hand.
 */
export async function letGoOfKey(
  em: EntityManager,
  { secret, reason, at }: { readonly secret: Buffer | null; readonly reason: string; readonly at: IsoInstant },
): Promise<Result<LostWithKey, Refusal>> {
  const why = reasonIn(reason)
  if (!why.ok) return why
  const isSealed = (await em.count(SettingEntity, { name: KEY_CHECK })) > 0
  if (!isSealed || (secret !== null && (await keyFits(em, keyringOf(secret))))) return refuse('KEY_AT_HAND')
  return transactionalResult(em, async (tx) => {
    const by = { person: '', at }
    const sealed = await tx.find(AccountEntity, { totp: { $ne: null } })
    for (const { username } of sealed) {
      const ended = await endFactor(tx, { username, reason: why.value }, by)
      if (!ended.ok) return ended
    }
    await tx.nativeUpdate(AccountEntity, { totpPending: { $ne: null } }, { totpPending: null })
    const feeds = await tx.nativeUpdate(AccountEntity, { feed: { $ne: null } }, NO_FEED)
    await tx.nativeDelete(PushSubscriptionEntity, {})
    await tx.nativeDelete(SettingEntity, { name: { $in: [...SEALED_SETTINGS, KEY_CHECK] } })
    const bodies = await tx.find(BodyEntity, {})
    const detail = { reason: why.value, factors: sealed.length }
    await appendEntry(
      tx,
      bodies.map(({ code }) => ({ body: code, ...by, action: 'key.lost', detail })),
    )
    return ok({ factors: sealed.length, feeds })
  })
}
