import type { IsoDate, RoleGrant } from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import { rolesOn, type Viewer } from '@traguardo/shared/people'
import type { Clock } from '../clock'
import type { Em } from '../db/orm'
import { AccountEntity } from '../account/account.entity'
import { PersonEntity } from './person.entity'
import { RoleGrantEntity } from './role-grant.entity'
import { SessionEntity } from './session.entity'
import { hashOfToken, newToken } from '../account/tokens'

/** A position that an account may act in. */
export interface Position {
  readonly person: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
}

/** Who is signed in, with the roles of this moment. */
export interface SignedIn extends Viewer, Position {
  readonly username: string
}

const DAY = 86_400_000

/** A device that works without a line for weeks must not lose its session; one that lies in a drawer must. */
export const IDLE_DAYS = 30
const LONGEST_DAYS = 90
/** Prolonged at most once a day: reading costs no write. */
const RENEW_AFTER_DAYS = 1
const LONGEST_AGENT = 300

const later = (instant: string, days: number): string => new Date(Date.parse(instant) + days * DAY).toISOString()

/** Signs a device in and gives the token for its cookie. Sessions that have expired are swept on the way. */
export async function openSession(em: Em, username: string, clock: Clock, agent = ''): Promise<string> {
  const now = clock.now()
  const token = newToken()
  await em.nativeDelete(SessionEntity, { expiresAt: { $lt: now } })
  await em.insert(SessionEntity, {
    token: hashOfToken(token),
    account: em.getReference(AccountEntity, username),
    createdAt: now,
    expiresAt: later(now, IDLE_DAYS),
    agent: agent.slice(0, LONGEST_AGENT),
    lastSeen: now,
  })
  return token
}

export async function closeSession(em: Em, token: string): Promise<void> {
  await em.nativeDelete(SessionEntity, { token: hashOfToken(token) })
}

/** A grant as the shared rules take it. */
export const grantOf = ({ role, unit, from, to, deputy }: RoleGrantEntity): RoleGrant => ({
  role,
  unit: unit.code,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  ...(deputy ? { deputy } : {}),
})

/** What a person is and may on a day, read at every request: a role taken away is gone at once. One statement. */
async function withRoles(em: Em, username: string, person: PersonEntity, today: IsoDate): Promise<SignedIn> {
  const grants = await em.find(RoleGrantEntity, { person: person.id }, { populate: ['unit'], strategy: 'joined' })
  return { username, ...positionOf(person), roles: rolesOn(grants.map(grantOf), today) }
}

/** A position as it is shown; its body has to be there. */
export const positionOf = ({ code, title, body }: PersonEntity): Position => ({
  person: code,
  title,
  body: body.code,
  bodyName: body.name,
})

/** Who an account is at this moment, in its own position. Two statements. */
export async function signedInAs(em: Em, username: string, clock: Clock): Promise<SignedIn | null> {
  const account = await em.findOne(AccountEntity, { username }, { populate: ['person.body'], strategy: 'joined' })
  if (!account || account.disabledAt) return null
  return withRoles(em, username, account.person, romeDay(clock.now(account.person.body.code)))
}

/** The person of a session token, or null where it is unknown, has expired, or its account was switched off. */
export async function findSession(em: Em, token: string, clock: Clock): Promise<SignedIn | null> {
  const now = clock.now()
  const session = await em.findOne(
    SessionEntity,
    { token: hashOfToken(token), expiresAt: { $gte: now }, account: { disabledAt: null } },
    { populate: ['account.person.body', 'person.body'], strategy: 'joined' },
  )
  if (!session) return null
  const last = later(session.createdAt, LONGEST_DAYS)
  const renewed = later(now, IDLE_DAYS)
  const expiresAt = renewed < last ? renewed : last
  if (expiresAt > later(session.expiresAt, RENEW_AFTER_DAYS))
    await em.nativeUpdate(SessionEntity, { token: session.token }, { expiresAt, lastSeen: now })
  const person = session.person ?? session.account.person
  return withRoles(em, session.account.username, person, romeDay(clock.now(person.body.code)))
}
