import type { IsoInstant, Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import { orRollBack } from '../db/or-roll-back'
import type { Em } from '../db/orm'
import { append } from '../record/append'
import { AccountEntity } from './account.entity'
import { AccountLinkEntity } from './account-link.entity'
import { hashPassword } from './hashing'
import { refusePassword } from './passwords'
import { personsOf } from '../people/positions'
import { SessionEntity } from '../people/session.entity'
import { NO_FEED } from './feed-secret'
import { hashOfToken, newToken } from './tokens'

const HOUR = 3_600_000
/** An invitation is read after the holidays; who asked for a reset is waiting for it. */
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

const useless: Refusal = {
  code: 'LINK_EXPIRED',
  message: 'Il collegamento è già stato usato o è scaduto: ne chieda un altro dalla pagina di accesso.',
}

/** Chooses a password by a link: once. Whatever was open with the old one is closed. Answers the user name. */
export async function useLink(
  em: Em,
  { token, password }: { readonly token: string; readonly password: string },
  now: IsoInstant,
): Promise<Result<string, Refusal>> {
  const link = await em.findOne(
    AccountLinkEntity,
    { token: hashOfToken(token), usedAt: null, expiresAt: { $gte: now } },
    { populate: ['account'], strategy: 'joined' },
  )
  if (!link || link.account.disabledAt) return err(useless)
  const { account } = link
  const persons = await personsOf(em, account.username)
  const titles = persons.flatMap(({ title, body }) => [title, body.name])
  const refusal = await refusePassword(password, [account.username, ...titles])
  if (refusal) return err(refusal)
  const hash = await hashPassword(password)
  return orRollBack(em, async (tx) => {
    // Of two who hold the link at once one uses it.
    const used = await tx.nativeUpdate(AccountLinkEntity, { token: link.token, usedAt: null }, { usedAt: now })
    if (used === 0) return err(useless)
    await tx.nativeUpdate(AccountEntity, { username: account.username }, { hash, ...NO_FEED })
    await tx.nativeDelete(SessionEntity, { account: account.username })
    const events = persons.map(({ body, code }) => ({
      ...{ body: body.code, person: code, at: now, action: 'password.set' },
      ...{ about: [`people/${code}`], detail: { by: link.purpose } },
    }))
    await append(tx, events)
    return ok(account.username)
  })
}
