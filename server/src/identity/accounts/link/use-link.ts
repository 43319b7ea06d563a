import type { IsoInstant } from '@traguardo/shared/model'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Context } from '../../../kernel/context'
import { orRollBack } from '../../../kernel/db/or-roll-back'
import { personsOf } from '../../organisation/positions'
import { SessionEntity } from '../devices/session.entity'
import { from } from '../guesses/from'
import { deviceText, rememberDevice } from '../guesses/known-device'
import { AccountLinkEntity } from '../account-link.entity'
import { AccountEntity } from '../account.entity'
import { NO_FEED } from '../feed-secret'
import { hashPassword } from '../hashing'
import { NO_PASSWORD, refusePassword } from '../passwords'
import { tellAccount } from '../tell-account'
import { hashOfToken } from '../tokens'
import { isFor, openResetLink } from './reset-link'

const useless: Refusal = refusal('LINK_EXPIRED')

interface Opened {
  readonly account: AccountEntity
  /** The row of a link that is kept. */
  readonly kept: string | null
}

/** The account that a link opens now, or null. */
async function open({ app, em }: Context, token: string, now: IsoInstant): Promise<Opened | null> {
  const sealed = openResetLink(app.keyring, token, now)
  if (sealed) {
    const account = await em.findOne(AccountEntity, { username: sealed.username, disabledAt: null })
    return account && isFor(sealed, account) ? { account, kept: null } : null
  }
  const link = await em.findOne(
    AccountLinkEntity,
    { token: hashOfToken(token), usedAt: null, expiresAt: { $gte: now } },
    { populate: ['account'], strategy: 'joined' },
  )
  return link && !link.account.disabledAt ? { account: link.account, kept: link.token } : null
}

/**
 * Chooses a password by a link: once. Whatever was open with the old one is closed, and no other link opens anything. The
 * device is known from now on.
 */
export async function useLink(context: Context, token: string, password: string): Promise<Result<null, Refusal>> {
  const { app, em, request } = context
  const now = app.clock.now()
  const opened = await open(context, token, now)
  if (!opened) return err(useless)
  const { account, kept } = opened
  const { username, hash: old } = account
  const persons = await personsOf(em, username, app.clock)
  const titles = persons.flatMap(({ title, body }) => [title, body.name])
  const weak = await refusePassword(password, [username, ...titles])
  if (weak) return err(weak)
  const hash = await hashPassword(password)
  const isFirst = old === NO_PASSWORD
  const done = await orRollBack(em, async (tx) => {
    const detail = { by: isFirst ? 'invite' : 'reset', ...from(request) } as const
    const news = isFirst ? {} : { news: { kind: 'password' } as const }
    await tellAccount(tx, app.clock, username, [{ action: 'password.set', detail, ...news }])
    // Of two who hold the link at once one uses it; and nobody who was switched off meanwhile.
    const where = { username, hash: old, disabledAt: null }
    if ((await tx.nativeUpdate(AccountEntity, where, { hash, ...NO_FEED })) === 0) return err(useless)
    if (kept) await tx.nativeUpdate(AccountLinkEntity, { token: kept, usedAt: null }, { usedAt: now })
    await tx.nativeDelete(AccountLinkEntity, { account: username, usedAt: null })
    await tx.nativeDelete(SessionEntity, { account: username })
    return ok(null)
  })
  if (done.ok) rememberDevice(app.keyring, deviceText(request), context, { username, hash })
  return done
}
