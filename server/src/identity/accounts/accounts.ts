import { romeDay } from '@traguardo/shared/calendar'
import { type IsoDate, type IsoInstant, itemAddress } from '@traguardo/shared/model'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { EntityManager } from '../../kernel/db/orm'
import { AccountEntity } from './account.entity'
import { AccountLinkEntity } from './account-link.entity'
import { hashOfToken, newToken } from './devices/cookie'
import { PushSubscriptionEntity } from './devices/push-subscription.entity'
import { SessionEntity } from './devices/session.entity'
import { NO_FEED } from './feed-secret'
import { NO_PASSWORD, refusePassword } from './passwords'
import { SiteAccountEntity } from './site-account.entity'
import { RecoveryCodeEntity } from './factor/recovery-code.entity'
import { transactionalResult } from '../../kernel/db/transactional-result'
import { HolderEntity } from '../organisation/holder.entity'
import { holderOfToday } from '../organisation/positions'
import type { PersonEntity } from '../organisation/person.entity'
import { type Actor, appendEntry } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'
import { actsElsewhere, ofOtherBody } from './link/acts-elsewhere'
import { hashPassword } from './hashing'

const HOUR = 3_600_000
/** An invitation is read after the holidays; who asked for a reset was waiting for it (a later version keeps none). */
const LASTS: Readonly<Record<AccountLinkEntity['purpose'], number>> = { invite: 14 * 24 * HOUR, reset: HOUR }

/** Makes the token of a link that is kept. Earlier ones of the same purpose open nothing any more [RI22]. */
async function makeLink(
  em: EntityManager,
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

/** Makes of an account that nobody acts under any more one that nobody can get into: only its name is left. */
async function freshAccount(em: EntityManager, account: AccountEntity): Promise<void> {
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

/** Letters, digits and `. _ -`, 64 at most. */
export const isPlainName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)

/** Returns the refusal of a code or a name. */
export const badName = (kind: 'person' | 'body' | 'username'): Refusal => refusal('BAD_NAME', { kind })

const unknownPerson = (body: string, person: string): Refusal =>
  refusal('UNKNOWN_PERSON', { kind: 'plan', person, body })

/** Something before an `@` and a domain after it: whether somebody reads it, the mail that is sent will say. */
const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(text)

/** An account that a position had until now: its user name, and where its person can be told. */
export interface Displaced {
  readonly username: string
  readonly email: string | null
}

interface Linked {
  readonly account: AccountEntity
  readonly who: PersonEntity
  readonly displaced: Displaced | null
}

/** Ends the sessions of an account in a position: it acts there no more [RI23]. */
export const endSessionsOf = (em: EntityManager, username: string, person: PersonEntity): Promise<number> =>
  em.nativeDelete(SessionEntity, { account: username, person: person.id })

/**
 * The account of a holder: the one that it has, or a new one of that user name. An account that it had before under
 * another name acts there no more, from this moment [RI23].
 */
async function accountFor(em: EntityManager, holder: HolderEntity, username: string): Promise<Result<Linked, Refusal>> {
  if (!isPlainName(username)) return err(badName('username'))
  const isSame = holder.account === username
  const taken = await em.findOne(AccountEntity, { username })
  if (taken && !isSame && (await em.count(HolderEntity, { account: username, id: { $ne: holder.id } })) > 0)
    return refuse('USERNAME_TAKEN', { username })
  const before = isSame ? null : holder.account
  // A name that nobody acts under any more begins anew: whoever knew its password must not get this position.
  if (taken && !isSame) await freshAccount(em, taken)
  const account = taken ?? em.create(AccountEntity, { username, hash: NO_PASSWORD })
  const old = before === null ? null : await em.findOne(AccountEntity, { username: before })
  if (before !== null) await endSessionsOf(em, before, holder.person)
  holder.account = username
  return ok({ account, who: holder.person, displaced: old && { username: old.username, email: old.email } })
}

/** The same for whoever holds a position today. */
async function accountOfToday(
  em: EntityManager,
  { body, person, username }: { readonly body: string; readonly person: string; readonly username: string },
  at: IsoInstant,
): Promise<Result<Linked, Refusal>> {
  const holder = await holderOfToday(em, { body, person }, romeDay(at))
  return holder ? accountFor(em, holder, username) : err(unknownPerson(body, person))
}

/** Gives a person an account, or a new password to the account that is there: from the command line. */
export async function giveAccount(
  em: EntityManager,
  given: { readonly body: string; readonly person: string; readonly username: string; readonly password: string },
  at: IsoInstant,
): Promise<Result<AccountEntity, Refusal>> {
  const { body, username, password } = given
  const weak = await refusePassword(password, [username])
  if (weak) return err(weak)
  const hash = await hashPassword(password)
  return transactionalResult(em, async (tx) => {
    const found = await accountOfToday(tx, given, at)
    if (!found.ok) return found
    const { account, displaced } = found.value
    // A new password ends what was opened with the old one, and what could be read by an address that it protected.
    Object.assign(account, { hash, ...NO_FEED })
    await tx.nativeDelete(SessionEntity, { account: username })
    await tx.flush()
    const detail = { username, ...(displaced ? { before: displaced.username } : {}) }
    const about = [itemAddress('people', given.person)]
    await appendEntry(tx, [{ body, at, person: '', action: 'account.give', about, detail }])
    return ok(account)
  })
}

/**
 * Gives an account that is there a position in another body, beside those it has: its person then acts in both with one
 * password. Only from the command line: no body decides about the people of another.
 */
export const linkAccount = (
  em: EntityManager,
  { body, person, username }: { readonly body: string; readonly person: string; readonly username: string },
  at: IsoInstant,
): Promise<Refusal | null> =>
  withAudit(em, { body, person: '', at }, async (tx) => {
    const holder = await holderOfToday(tx, { body, person }, romeDay(at))
    if (!holder) return unknownPerson(body, person)
    if (holder.account !== null && holder.account !== username)
      return refusal('PERSON_HAS_ACCOUNT', { person, username: holder.account })
    if ((await tx.count(AccountEntity, { username })) === 0)
      return refusal('UNKNOWN_ACCOUNT', { kind: 'link', username })
    holder.account = username
    return { action: 'account.link', about: [itemAddress('people', person)], detail: { username } }
  })

/** An account that waits for its password, and the token with which it is chosen. */
interface Invited {
  readonly account: AccountEntity
  readonly who: PersonEntity
  /** The first day, where it is still to come [RI67]. */
  readonly from: IsoDate | null
  readonly token: string
  /** Address to which the account's mail went until now, if that is another one by now. */
  readonly oldEmail: string | null
  readonly displaced: Displaced | null
}

/**
 * Invites a person: an account without a password, and a link to choose one. Invited again, an earlier link ends, and the
 * address may be another; but of an account that acts in another body too nothing is changed from here [RI24]. Before the
 * first day as on it, after the last day no more [RI67].
 */
export async function invite(
  em: EntityManager,
  asked: {
    readonly person: string
    readonly username: string
    readonly email: string
    /** Id of the holder who is invited; whoever holds the position today, where it is left out. */
    readonly holder?: string | null | undefined
  },
  actor: Actor,
): Promise<Result<Invited, Refusal>> {
  const email = asked.email.trim().toLowerCase()
  if (!isEmail(email)) return refuse('BAD_EMAIL')
  return transactionalResult(em, async (tx) => {
    const { body, at } = actor
    const today = romeDay(at)
    const { person, holder: id } = asked
    const holder = id
      ? await tx.findOne(HolderEntity, { id, person: { body, code: person } }, { populate: ['person.body'] })
      : await holderOfToday(tx, { body, person }, today)
    if (!holder) return err(unknownPerson(body, person))
    if (holder.to !== null && holder.to < today) return refuse('DAYS_ENDED', { kind: 'invite' })
    const found = await accountFor(tx, holder, asked.username)
    if (!found.ok) return found
    const { account, who, displaced } = found.value
    const { username } = account
    if (await actsElsewhere(tx, username, actor.body)) return err(ofOtherBody(username))
    const other = await tx.findOne(AccountEntity, { email, username: { $ne: username } })
    if (other) return refuse('EMAIL_TAKEN', { email })
    const oldEmail = account.email === email ? null : account.email
    account.email = email
    await tx.flush()
    const token = await makeLink(tx, account, 'invite', actor.at)
    const changes = { ...(displaced ? { before: displaced.username } : {}), ...(oldEmail ? { oldEmail } : {}) }
    const detail = { username, email, ...changes }
    await appendEntry(tx, [
      { ...actor, action: 'account.invite', about: [itemAddress('people', asked.person)], detail },
    ])
    const from = holder.from !== null && holder.from > today ? holder.from : null
    return ok({ account, who, from, token, oldEmail, displaced })
  })
}
