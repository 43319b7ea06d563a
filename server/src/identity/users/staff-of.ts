import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { holderOn } from '@traguardo/shared/people'
import { AccountEntity } from '../accounts/account.entity'
import { AccountLinkEntity } from '../accounts/account-link.entity'
import { NO_PASSWORD } from '../accounts/passwords'
import { UnitEntity } from '../organisation/unit.entity'
import type { EntityManager } from '../../kernel/db/orm'
import type { Clock } from '../../kernel/runtime/clock'
import { HolderEntity } from '../organisation/holder.entity'
import { PersonEntity } from '../organisation/person.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import { SessionEntity } from '../accounts/devices/session.entity'
import type { StaffPersonType, StaffType } from './staff.types'

type Account = NonNullable<StaffPersonType['account']>

/** The later of an instant and another, where there is one. */
const later = (a: IsoInstant, b: IsoInstant | null): IsoInstant => (b !== null && b > a ? b : a)

/** The accounts of a body with what is known of each. Four statements. */
async function accountsOf(
  em: EntityManager,
  body: string,
  names: readonly string[],
  now: IsoInstant,
): Promise<ReadonlyMap<string, Account>> {
  const of = { $in: [...names] }
  const accounts = await em.find(AccountEntity, { username: of })
  const sessions = await em.find(SessionEntity, { account: of })
  const links = await em.find(AccountLinkEntity, {
    account: of,
    purpose: 'invite',
    usedAt: null,
    expiresAt: { $gte: now },
  })
  const elsewhere = await em.find(HolderEntity, { account: of, person: { body: { $ne: body } } })
  const lastSeen = new Map(accounts.map(({ username, lastUsed }) => [username, lastUsed]))
  for (const { account, lastSeen: at, createdAt } of sessions)
    lastSeen.set(account.username, later(at ?? createdAt, lastSeen.get(account.username) ?? null))
  const invited = new Map(links.map(({ account, expiresAt }) => [account.username, expiresAt]))
  const others = new Set(elsewhere.map(({ account }) => account))
  return new Map(
    accounts.map(({ username, email, totp, hash, disabledAt }) => [
      username,
      {
        username,
        email,
        totp: totp !== null,
        isReady: hash !== NO_PASSWORD,
        invitedUntil: invited.get(username) ?? null,
        actsElsewhere: others.has(username),
        disabledAt,
        lastSeen: lastSeen.get(username) ?? null,
      },
    ]),
  )
}

/** The holders of a body's positions, by the id of the position: those without a first day first, then by it. One statement. */
async function holdersOf(em: EntityManager, body: string): Promise<ReadonlyMap<string, readonly HolderEntity[]>> {
  const found = await em.find(HolderEntity, { person: { body } })
  const holders = new Map<string, HolderEntity[]>()
  for (const holder of found.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)))
    holders.set(holder.person.id, [...(holders.get(holder.person.id) ?? []), holder])
  return holders
}

/**
 * Everybody of a body with roles, holders and accounts, in the order in which they were made: what is not listed here cannot
 * act [RI23]. Eight statements.
 */
export async function staffOf(em: EntityManager, body: string, clock: Clock): Promise<StaffType> {
  const people = await em.find(PersonEntity, { body }, { orderBy: { id: 'asc' } })
  const grants = await em.find(
    RoleGrantEntity,
    { person: { body } },
    { populate: ['unit'], strategy: 'joined', orderBy: { id: 'asc' } },
  )
  const holders = await holdersOf(em, body)
  const today = romeDay(clock.now(body))
  const acting = new Map(people.map(({ id }) => [id, holderOn(holders.get(id) ?? [], today)]))
  // Of an account nothing is told once the days of its holder are over: address and visits are theirs alone then.
  const isOver = ({ to }: HolderEntity): boolean => to !== null && to < today
  const names = [...holders.values()].flat().flatMap((one) => (isOver(one) ? [] : (one.account ?? [])))
  const accounts = await accountsOf(em, body, names, clock.now())
  const units = await em.find(UnitEntity, { body }, { orderBy: { id: 'asc' } })
  const grantsOf = new Map<string, StaffPersonType['grants']>()
  for (const { id, person, role, unit, from, to, deputy, origin } of grants) {
    const own = { id, role, unit: unit.code, from, to, deputy, byPlan: origin === 'plan' }
    grantsOf.set(person.id, [...(grantsOf.get(person.id) ?? []), own])
  }
  return {
    people: people.map(({ id, code, title }) => ({
      code,
      title,
      grants: grantsOf.get(id) ?? [],
      holders: (holders.get(id) ?? []).map((one) => ({
        ...{ id: one.id, name: one.name, username: one.account, from: one.from, to: one.to },
        account: isOver(one) ? null : (accounts.get(one.account ?? '') ?? null),
      })),
      holder: acting.get(id)?.id ?? null,
      account: accounts.get(acting.get(id)?.account ?? '') ?? null,
    })),
    units: units.map(({ code, name, from, to }) => ({ code, name, from, to })),
  }
}
