import type { RoleGrant, IsoDate, IsoInstant } from '@traguardo/shared/model'
import { romeDay, addDays } from '@traguardo/shared/calendar'
import { holdsOn, type HolderDays, holderOn, type ViewingHolder } from '@traguardo/shared/people'
import { v7 } from 'uuid'
import type { RoleGrantEntity } from './role-grant.entity'
import type { Clock } from '../../kernel/runtime/clock'
import type { EntityManager } from '../../kernel/db/orm'
import { HolderEntity } from './holder.entity'
import { PersonEntity } from './person.entity'
import type { Actor } from '../../kernel/audit/append'
import type { Context } from '../../kernel/context'

/** A grant as the shared rules take it. */
export const grantOf = ({
  role,
  unit,
  from,
  to,
  deputy,
}: Pick<RoleGrantEntity, 'role' | 'from' | 'to' | 'deputy'> & {
  readonly unit: { readonly code: string }
}): RoleGrant => ({
  role,
  unit: unit.code,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  ...(deputy ? { deputy } : {}),
})

/** A position that an account may act in. */
export interface HeldPosition {
  readonly person: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
}

/** A position as it is shown; its body has to be there. */
export const positionOf = ({ code, title, body }: PersonEntity): HeldPosition => ({
  person: code,
  title,
  body: body.code,
  bodyName: body.name,
})

/**
 * Returns every holding of an account, present, past and to come, in all bodies, with the positions and their bodies.
 * One statement.
 */
export const heldBy = (em: EntityManager, username: string): Promise<HolderEntity[]> =>
  em.find(
    HolderEntity,
    { account: username },
    { populate: ['person.body'], strategy: 'joined', orderBy: { person: { id: 'asc' }, id: 'asc' } },
  )

/** Their positions, each once. */
export const personsIn = (holders: readonly HolderEntity[]): readonly PersonEntity[] => [
  ...new Set(holders.map(({ person }) => person)),
]

/** The positions of whoever holds them on the day that it is in each body: where an account acts, and nowhere else [RI23, RI61]. */
const actingIn = (holders: readonly HolderEntity[], clock: Clock): readonly PersonEntity[] =>
  personsIn(holders.filter((holder) => holdsOn(holder, romeDay(clock.now(holder.person.body.code)))))

/** The positions in which an account acts today, of all bodies, with their bodies. One statement. */
export const actsIn = async (em: EntityManager, username: string, clock: Clock): Promise<readonly PersonEntity[]> =>
  actingIn(await heldBy(em, username), clock)

/**
 * Returns the positions that an account enters: those in which it acts; where there are none, those that it held or
 * will hold, without a role [RI62].
 */
export function enteredBy(held: readonly HolderEntity[], clock: Clock): readonly PersonEntity[] {
  const acting = actingIn(held, clock)
  return acting.length > 0 ? acting : personsIn(held)
}

/** The same, read from the database. One statement. */
export const personsOf = async (em: EntityManager, username: string, clock: Clock): Promise<readonly PersonEntity[]> =>
  enteredBy(await heldBy(em, username), clock)

/** The same as they are shown. */
export const positionsOf = async (
  em: EntityManager,
  username: string,
  clock: Clock,
): Promise<readonly HeldPosition[]> => (await personsOf(em, username, clock)).map(positionOf)

/** Returns the position in which the next session of an account begins: where the last one acted, or its first. */
export const firstOf = (persons: readonly PersonEntity[], last: string | null): PersonEntity | null =>
  persons.find(({ id }) => id === last) ?? persons[0] ?? null

/** Returns the holders of the positions of a body on a day, by the code of the position. One statement. */
export async function holdersOn(
  em: EntityManager,
  body: string,
  day: IsoDate,
): Promise<ReadonlyMap<string, HolderEntity>> {
  const within = {
    $and: [{ $or: [{ from: null }, { from: { $lte: day } }] }, { $or: [{ to: null }, { to: { $gte: day } }] }],
  }
  const holders = await em.find(
    HolderEntity,
    { person: { body }, ...within },
    { populate: ['person'], strategy: 'joined', orderBy: { person: { id: 'asc' } } },
  )
  return new Map(holders.map((holder) => [holder.person.code, holder]))
}

/** The days around one on which nobody holds a position: from the end of the one before to the beginning of the next. */
function freeDaysAround(holders: readonly HolderDays[], day: IsoDate): HolderDays {
  const ends = holders.flatMap(({ to }) => (to !== null && to < day ? [to] : [])).sort()
  const beginnings = holders.flatMap(({ from }) => (from !== null && from > day ? [from] : [])).sort()
  const [last, next] = [ends.at(-1), beginnings[0]]
  return { from: last === undefined ? null : addDays(last, 1), to: next === undefined ? null : addDays(next, -1) }
}

/**
 * Returns the holder of a position on a day, made for the days around it where nobody holds it: nothing else is known
 * of them yet. With the position and its body; null where there is no such position.
 */
export async function holderOfToday(
  em: EntityManager,
  { body, person: code }: { readonly body: string; readonly person: string },
  today: IsoDate,
): Promise<HolderEntity | null> {
  const person = await em.findOne(PersonEntity, { body, code }, { populate: ['body', 'holders'] })
  if (!person) return null
  const holders = person.holders.getItems()
  return holderOn(holders, today) ?? em.create(HolderEntity, { id: v7(), person, ...freeDaysAround(holders, today) })
}

/** Signed-in person, with the roles of this moment. */
export interface Principal extends ViewingHolder, HeldPosition {
  readonly username: string
  /** Id of the holder as which the account is here. */
  readonly holder: string
  /** Is today one of that holder's days? Whose days ended acts no more [RI62]. */
  readonly holds: boolean
  /** Time at which the password or a code was last asked in this session; null where it was not yet. */
  readonly confirmedAt: IsoInstant | null
}

declare module '../../kernel/context' {
  interface Context {
    readonly viewer: Principal | null
  }
}

/** The context of a resolver that the guard lets through only with a viewer. */
export interface SignedInContext extends Context {
  readonly viewer: Principal
}

/** The signed-in person, at this moment of the body: the beginning of an event. */
export const actorOf = ({ app, viewer }: SignedInContext): Actor => ({
  body: viewer.body,
  person: viewer.person,
  holder: viewer.holder,
  at: app.clock.now(viewer.body),
})
