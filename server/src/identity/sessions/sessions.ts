import type { Principal } from '../organisation/signed-in'
import { grantOf } from '../organisation/grant-of'
import type { IsoDate } from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import { rolesOn } from '@traguardo/shared/people'
import type { Clock } from '../../kernel/runtime/clock'
import type { Em } from '../../kernel/db/orm'
import { AccountEntity } from '../accounts/account.entity'
import type { PersonEntity } from '../organisation/person.entity'
import { firstOf, personsOf, positionOf } from '../organisation/positions'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import { SessionEntity } from '../accounts/devices/session.entity'
import { hashOfToken, newToken } from '../accounts/tokens'

const DAY = 86_400_000

/** A device that works without a line for weeks must not lose its session; one that lies in a drawer must. */
export const IDLE_DAYS = 30
const LONGEST_DAYS = 90
/** Prolonged at most once a day: reading costs no write. */
const RENEW_AFTER_DAYS = 1
const LONGEST_AGENT = 300

const later = (instant: string, days: number): string => new Date(Date.parse(instant) + days * DAY).toISOString()

/** An account that may act at this moment, and where it begins; null where it was switched off or no position names it. */
async function startOf(em: Em, username: string): Promise<PersonEntity | null> {
  const account = await em.findOne(AccountEntity, { username, disabledAt: null })
  return account && firstOf(await personsOf(em, username), account.lastPerson)
}

/**
 * Signs a device in and gives the token for its cookie; null where the account may act nowhere. Sessions that have expired
 * are swept on the way.
 */
export async function openSession(em: Em, username: string, clock: Clock, agent = ''): Promise<string | null> {
  const now = clock.now()
  const person = await startOf(em, username)
  if (!person) return null
  const token = newToken()
  await em.nativeDelete(SessionEntity, { expiresAt: { $lt: now } })
  await em.insert(SessionEntity, {
    token: hashOfToken(token),
    account: em.getReference(AccountEntity, username),
    person,
    createdAt: now,
    expiresAt: later(now, IDLE_DAYS),
    agent: agent.slice(0, LONGEST_AGENT),
    lastSeen: now,
    // Whoever signs in has just shown who it is.
    confirmedAt: now,
  })
  await em.nativeUpdate(AccountEntity, { username }, { lastUsed: now, lastPerson: person.id })
  return token
}

export async function closeSession(em: Em, token: string): Promise<void> {
  await em.nativeDelete(SessionEntity, { token: hashOfToken(token) })
}

/** What a person is and may on a day, read at every request: a role taken away is gone at once. One statement. */
async function withRoles(
  em: Em,
  who: Pick<Principal, 'username' | 'confirmedAt'>,
  person: PersonEntity,
  today: IsoDate,
): Promise<Principal> {
  const grants = await em.find(RoleGrantEntity, { person: person.id }, { populate: ['unit'], strategy: 'joined' })
  return { ...who, ...positionOf(person), roles: rolesOn(grants.map(grantOf), today) }
}

/** Who an account is at this moment, where its next session begins. Three statements. */
export async function signedInAs(em: Em, username: string, clock: Clock): Promise<Principal | null> {
  const person = await startOf(em, username)
  if (!person) return null
  return withRoles(em, { username, confirmedAt: clock.now() }, person, romeDay(clock.now(person.body.code)))
}

/**
 * The person of a session token, or null where it is unknown, has expired, its account was switched off, or its position
 * names another account by now [RI23]. Two statements.
 */
export async function findSession(em: Em, token: string, clock: Clock): Promise<Principal | null> {
  const now = clock.now()
  const session = await em.findOne(
    SessionEntity,
    { token: hashOfToken(token), expiresAt: { $gte: now }, account: { disabledAt: null } },
    { populate: ['account', 'person.body'], strategy: 'joined' },
  )
  if (!session || session.person.account !== session.account.username) return null
  const last = later(session.createdAt, LONGEST_DAYS)
  const renewed = later(now, IDLE_DAYS)
  const expiresAt = renewed < last ? renewed : last
  if (expiresAt > later(session.expiresAt, RENEW_AFTER_DAYS))
    await em.nativeUpdate(SessionEntity, { token: session.token }, { expiresAt, lastSeen: now })
  const { person, confirmedAt } = session
  const who = { username: session.account.username, confirmedAt }
  return withRoles(em, who, person, romeDay(clock.now(person.body.code)))
}
