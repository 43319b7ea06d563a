import {
  type Principal,
  grantOf,
  enteredBy,
  firstOf,
  type HeldPosition,
  heldBy,
  positionOf,
} from '../organisation/positions'
import { romeDay } from '@traguardo/shared/calendar'
import type { IsoDate, IsoInstant, Role, RoleGrant } from '@traguardo/shared/model'
import { type HolderDays, holderOn, rolesOn } from '@traguardo/shared/people'
import type { Clock } from '../../kernel/runtime/clock'
import { trimMap } from '../../kernel/runtime/trim-map'
import { ask, type DataMoment, type Look, type Question } from '../../kernel/db/look'
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

/** Everything that decides on who an account is in a position. */
interface Standing extends Pick<Principal, 'username' | 'confirmedAt'> {
  readonly position: HeldPosition
  /** The days on which the account holds it: some. */
  readonly own: readonly (HolderDays & { readonly id: string })[]
  readonly grants: readonly RoleGrant[]
}

/** Returns the principal of this day. A person whose days ended, or begin later, is there as one whose roles ended [RI62]. */
function principalOf({ position, own, grants, ...who }: Standing, clock: Clock): Principal | null {
  const today = romeDay(clock.now(position.body))
  const holder = holderOn(own, today)
  const shown = holder ?? own[0]
  if (!shown) return null
  const { id, from, to } = shown
  const roles = holder ? rolesOn(grants, today) : []
  return { ...who, ...position, holder: id, holds: holder !== null, days: { from, to }, roles }
}

/**
 * Returns the principal of an account at this moment, in the position in which its next session begins. Three
 * statements.
 */
export async function signedInAs(em: EntityManager, username: string, clock: Clock): Promise<Principal | null> {
  const own = await startOf(em, username, clock)
  const [first] = own
  if (!first) return null
  const { person } = first
  const rows = await em.find(RoleGrantEntity, { person: person.id }, { populate: ['unit'], strategy: 'joined' })
  const grants = rows.map(grantOf)
  return principalOf({ username, confirmedAt: clock.now(), position: positionOf(person), own, grants }, clock)
}

/**
 * Asks for a session with everything that decides on who it is: a row for each role on each of the days that its account
 * holds the position. None where it is unknown, its account was switched off, or is no holder's of the position by now [RI23].
 */
export const sessionQuestion = (token: string): Question => [
  {
    columns:
      '"s"."created_at", "s"."expires_at", "s"."confirmed_at", "a"."username", "p"."code", "p"."title", "b"."code", "b"."name", ' +
      '"h"."id", "h"."valid_from", "h"."valid_to", "g"."id", "g"."role", "u"."code", "g"."valid_from", "g"."valid_to", "g"."deputy"',
    from:
      '"session" "s" join "account" "a" on "a"."username" = "s"."account_username" and "a"."disabled_at" is null ' +
      'join "person" "p" on "p"."id" = "s"."person_id" join "body" "b" on "b"."code" = "p"."body_code" ' +
      'join "holder" "h" on "h"."person_id" = "p"."id" and "h"."account_username" = "a"."username" ' +
      'left join "role_grant" "g" on "g"."person_id" = "p"."id" left join "unit" "u" on "u"."id" = "g"."unit_id" ' +
      'where "s"."token" = ?',
    order: '"h"."id", "g"."id"',
    values: [hashOfToken(token)],
  },
]

type SessionRow = readonly [
  ...session: [createdAt: IsoInstant, expiresAt: IsoInstant, confirmedAt: IsoInstant | null, username: string],
  ...position: [person: string, title: string, body: string, bodyName: string],
  ...holder: [id: string, from: IsoDate | null, to: IsoDate | null],
  ...grant: [
    id: string | null,
    role: Role,
    unit: string,
    from: IsoDate | null,
    to: IsoDate | null,
    deputy: boolean | 0 | 1,
  ],
]

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]

function standingIn(rows: readonly SessionRow[], [, , confirmedAt, username, ...first]: SessionRow): Standing {
  const [person, title, body, bodyName] = first
  const own = rows.map(([, , , , , , , , id, from, to]) => ({ id, from, to }))
  const grants = rows.flatMap(([, , , , , , , , , , , id, role, unit, from, to, deputy]) =>
    id === null ? [] : { id, role, unit: { code: unit }, from, to, deputy: Boolean(deputy) },
  )
  const position = { person, title, body, bodyName }
  return { username, confirmedAt, position, own: byId(own), grants: byId(grants).map(grantOf) }
}

/** A session that holds: who is signed in, and until when, if nothing is written meanwhile. */
interface Found {
  readonly viewer: Principal
  readonly expiresAt: IsoInstant
}

/** A session that holds, and what it would be prolonged to. */
interface Read extends Found {
  readonly longer: IsoInstant
}

function readSession([text = '[]']: readonly string[], clock: Clock): Read | null {
  const rows = JSON.parse(text) as readonly SessionRow[]
  const [first] = rows
  const now = clock.now()
  if (!first || first[1] < now) return null
  const [createdAt, expiresAt] = first
  const last = later(createdAt, LONGEST_DAYS)
  const renewed = later(now, IDLE_DAYS)
  const viewer = principalOf(standingIn(rows, first), clock)
  return viewer && { viewer, expiresAt, longer: renewed < last ? renewed : last }
}

/**
 * Reads what was answered to a question for a session; null where none holds. A session that is used is prolonged, at most
 * once a day: one statement more.
 */
export async function sessionIn(
  em: EntityManager,
  token: string,
  texts: readonly string[],
  clock: Clock,
): Promise<Found | null> {
  const found = readSession(texts, clock)
  if (!found) return null
  const { viewer, expiresAt, longer } = found
  if (longer > later(expiresAt, RENEW_AFTER_DAYS))
    await em.nativeUpdate(SessionEntity, { token: hashOfToken(token) }, { expiresAt: longer, lastSeen: clock.now() })
  return { viewer, expiresAt }
}

/** The person of a session, or null. It is not prolonged: whoever only listens does not use it. */
export async function listenerOf(look: Look, token: string, clock: Clock): Promise<Principal | null> {
  const { texts } = await look(sessionQuestion(token), null)
  return readSession(texts ?? [], clock)?.viewer ?? null
}

/**
 * The person of a session, or null, read at every request: a role taken away is gone at once. One statement.
 */
export async function findSession(em: EntityManager, token: string, clock: Clock): Promise<Principal | null> {
  const found = await sessionIn(em, token, await ask(em, sessionQuestion(token)), clock)
  return found?.viewer ?? null
}

interface Kept {
  readonly viewer: Principal
  readonly moment: DataMoment
  /** Texts by which the database told of it. */
  readonly texts: readonly string[]
  readonly expiresAt: string
  /** The hours that it was when it was read: with another one days of roles may end, and a session is prolonged. */
  readonly hours: string
}

/** The person who is signed in, at a moment of the database after it was asked. */
export interface At {
  readonly viewer: Principal | null
  readonly moment: DataMoment
}

/** Finds who is signed in. One statement, for all who ask at the same time. */
type SessionFinder = (token: string) => Promise<At>

/** Sessions that are kept. */
const MOST = 1000
/** As far as the hour in `2021-09-05T08:00:00.000Z`. */
const HOUR = 13

/**
 * Keeps who is signed in as long as the database says the same of it, word by word: whatever ends a session or a role is
 * in what it says, so no session is found that another reading would not find [RI90].
 * @param forked makes a manager of its own for what is written
 */
export function keptSessions(clock: Clock, look: Look, forked: () => EntityManager): SessionFinder {
  const kept = new Map<string, Kept>()
  const hoursAt = (body: string): string => clock.now().slice(0, HOUR) + clock.now(body).slice(0, HOUR)
  return async (token) => {
    const name = hashOfToken(token)
    const known = kept.get(name)
    const { moment, texts } = await look(sessionQuestion(token), known?.moment ?? null)
    const isSame = known && (texts === null || texts.join() === known.texts.join())
    if (isSame && known.expiresAt >= clock.now() && known.hours === hoursAt(known.viewer.body)) {
      kept.set(name, { ...known, moment })
      return { viewer: known.viewer, moment }
    }
    kept.delete(name)
    const said = texts ?? known?.texts ?? []
    const found = await sessionIn(forked(), token, said, clock)
    if (found) kept.set(name, { ...found, moment, texts: said, hours: hoursAt(found.viewer.body) })
    trimMap(kept, MOST)
    return { viewer: found?.viewer ?? null, moment }
  }
}
