import type { Principal } from '../organisation/signed-in'
import { grantOf, enteredBy, firstOf, heldBy, positionOf } from '../organisation/positions'
import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { type HolderDays, holderOn, rolesOn } from '@traguardo/shared/people'
import type { Clock } from '../../kernel/runtime/clock'
import type { EntityManager } from '../../kernel/db/orm'
import { AccountEntity } from '../accounts/account.entity'
import type { HolderEntity } from '../organisation/holder.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import { SessionEntity } from '../accounts/devices/session.entity'
import { hashOfToken, newToken } from '../accounts/devices/cookie'

const DAY = 86_400_000

/** A device that works offline for weeks must not lose its session; one that lies in a drawer must. */
export const IDLE_DAYS = 30
const LONGEST_DAYS = 90
/** Prolonged at most once a day: reading costs no write. */
const RENEW_AFTER_DAYS = 1
const LONGEST_AGENT = 300

const later = (instant: string, days: number): string => new Date(Date.parse(instant) + days * DAY).toISOString()

/** As whom an account that is switched on begins; nobody where it is no holder's of any position. Two statements. */
async function startOf(em: EntityManager, username: string, clock: Clock): Promise<readonly HolderEntity[]> {
  const account = await em.findOne(AccountEntity, { username, disabledAt: null })
  if (!account) return []
  const held = await heldBy(em, username)
  const person = firstOf(enteredBy(held, clock), account.lastPerson)
  return held.filter((holder) => holder.person === person)
}

/**
 * Signs a device in and gives the token for its cookie; null where the account may act nowhere. Sessions that have expired
 * are swept on the way.
 */
export async function openSession(
  em: EntityManager,
  username: string,
  clock: Clock,
  agent = '',
): Promise<string | null> {
  const now = clock.now()
  const person = (await startOf(em, username, clock))[0]?.person
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
    // A person who signs in has just shown the password or a code.
    confirmedAt: now,
  })
  await em.nativeUpdate(AccountEntity, { username }, { lastUsed: now, lastPerson: person.id })
  return token
}

export async function closeSession(em: EntityManager, token: string): Promise<void> {
  await em.nativeDelete(SessionEntity, { token: hashOfToken(token) })
}

const daysOf = ({ from, to }: HolderDays): HolderDays => ({ from, to })

/**
 * Returns the principal of an account in a position on a day, read at every request: a role taken away is gone at once.
 * One statement.
 */
async function withRoles(
  em: EntityManager,
  who: Pick<Principal, 'username' | 'confirmedAt'>,
  own: readonly HolderEntity[],
  clock: Clock,
): Promise<Principal | null> {
  const [first] = own
  if (!first) return null
  const { person } = first
  const today = romeDay(clock.now(person.body.code))
  const holder = holderOn(own, today)
  const mine = {
    ...who,
    ...positionOf(person),
    holder: (holder ?? first).id,
    holds: holder !== null,
    days: daysOf(holder ?? first),
  }
  // A person whose days ended, or begin later, is there as one whose roles ended [RI62].
  if (!holder) return { ...mine, roles: [] }
  const grants = await em.find(RoleGrantEntity, { person: person.id }, { populate: ['unit'], strategy: 'joined' })
  return { ...mine, roles: rolesOn(grants.map(grantOf), today) }
}

/**
 * Returns the principal of an account at this moment, in the position in which its next session begins. Three
 * statements.
 */
export const signedInAs = async (em: EntityManager, username: string, clock: Clock): Promise<Principal | null> =>
  withRoles(em, { username, confirmedAt: clock.now() }, await startOf(em, username, clock), clock)

/** A session that holds: who is signed in, and until when, if nothing is written meanwhile. */
interface Found {
  readonly viewer: Principal
  readonly expiresAt: IsoInstant
}

/**
 * Finds a session by its token; null where it is unknown, has expired, its account was switched off, or is no holder's of
 * its position by now [RI23]. Two statements.
 */
export async function readSession(em: EntityManager, token: string, clock: Clock): Promise<Found | null> {
  const now = clock.now()
  // One row for each holder of the position: few, and no statement more.
  const [session] = await em.find(
    SessionEntity,
    { token: hashOfToken(token), expiresAt: { $gte: now }, account: { disabledAt: null } },
    { populate: ['account', 'person.body', 'person.holders'], strategy: 'joined' },
  )
  if (!session) return null
  const { person, confirmedAt } = session
  const { username } = session.account
  const own = person.holders.getItems().filter(({ account }) => account === username)
  if (own.length === 0) return null
  const last = later(session.createdAt, LONGEST_DAYS)
  const renewed = later(now, IDLE_DAYS)
  const expiresAt = renewed < last ? renewed : last
  if (expiresAt > later(session.expiresAt, RENEW_AFTER_DAYS))
    await em.nativeUpdate(SessionEntity, { token: session.token }, { expiresAt, lastSeen: now })
  const viewer = await withRoles(em, { username, confirmedAt }, own, clock)
  return viewer && { viewer, expiresAt: session.expiresAt }
}

/** The person of a session, or null. Two statements. */
export const findSession = async (em: EntityManager, token: string, clock: Clock): Promise<Principal | null> =>
  (await readSession(em, token, clock))?.viewer ?? null
