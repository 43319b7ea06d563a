import { createHash, randomBytes } from 'node:crypto'
import type { RoleGrant } from '@traguardo/shared/model'
import type { Viewer } from '@traguardo/shared/people'
import type { Clock } from '../clock'
import type { Em } from '../db/orm'
import { AccountEntity } from './account.entity'
import { RoleGrantEntity } from './role-grant.entity'
import { SessionEntity } from './session.entity'

/** Who is signed in, with the roles of this moment. */
export interface SignedIn extends Viewer {
  readonly username: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
}

const DAY = 86_400_000

/** A device that works without a line for weeks must not lose its session; one that lies in a drawer must. */
export const IDLE_DAYS = 30
const LONGEST_DAYS = 90
/** Prolonged at most once a day: reading costs no write. */
const RENEW_AFTER_DAYS = 1

const later = (instant: string, days: number): string => new Date(Date.parse(instant) + days * DAY).toISOString()
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
const TOKEN_BYTES = 32

/** Signs a device in and gives the token for its cookie. Sessions that have expired are swept on the way. */
export async function openSession(em: Em, username: string, clock: Clock): Promise<string> {
  const now = clock.now()
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await em.nativeDelete(SessionEntity, { expiresAt: { $lt: now } })
  const account = em.getReference(AccountEntity, username)
  await em.insert(SessionEntity, { token: hashOf(token), account, createdAt: now, expiresAt: later(now, IDLE_DAYS) })
  return token
}

export async function closeSession(em: Em, token: string): Promise<void> {
  await em.nativeDelete(SessionEntity, { token: hashOf(token) })
}

/** What a person is and may, read at every request: a role taken away is gone at once. Two statements. */
export async function signedInAs(em: Em, username: string): Promise<SignedIn | null> {
  const account = await em.findOne(AccountEntity, { username }, { populate: ['person.body'], strategy: 'joined' })
  return account ? withRoles(em, account) : null
}

async function withRoles(em: Em, { username, person }: AccountEntity): Promise<SignedIn> {
  const grants = await em.find(RoleGrantEntity, { person: person.id }, { populate: ['unit'], strategy: 'joined' })
  const roles: RoleGrant[] = grants.map(({ role, unit }) => ({ role, unit: unit.code }))
  const { code, title, body } = person
  return { username, person: code, title, body: body.code, bodyName: body.name, roles }
}

/** The person of a session token, or null where it is unknown or has expired. */
export async function findSession(em: Em, token: string, clock: Clock): Promise<SignedIn | null> {
  const now = clock.now()
  const session = await em.findOne(
    SessionEntity,
    { token: hashOf(token), expiresAt: { $gte: now } },
    { populate: ['account.person.body'], strategy: 'joined' },
  )
  if (!session) return null
  const last = later(session.createdAt, LONGEST_DAYS)
  const renewed = later(now, IDLE_DAYS)
  const expiresAt = renewed < last ? renewed : last
  if (expiresAt > later(session.expiresAt, RENEW_AFTER_DAYS))
    await em.nativeUpdate(SessionEntity, { token: session.token }, { expiresAt })
  return withRoles(em, session.account)
}
