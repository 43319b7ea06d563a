import type { Em } from '../db/orm'
import { UnitEntity } from '../bodies/unit.entity'
import { AccountEntity } from '../account/account.entity'
import { NO_PASSWORD } from '../account/passwords'
import { PersonEntity } from '../people/person.entity'
import { RoleGrantEntity } from '../people/role-grant.entity'
import { SessionEntity } from '../people/session.entity'
import type { StaffPersonType, StaffType } from './staff.types'

type Account = NonNullable<StaffPersonType['account']>

async function accountsOf(em: Em, names: readonly string[]): Promise<ReadonlyMap<string, Account>> {
  const accounts = await em.find(AccountEntity, { username: { $in: [...names] } })
  const sessions = await em.find(SessionEntity, { account: { $in: [...names] } }, { orderBy: { lastSeen: 'asc' } })
  const lastSeen = new Map(sessions.map(({ account, lastSeen: at, createdAt }) => [account.username, at ?? createdAt]))
  return new Map(
    accounts.map(({ username, email, totp, hash, disabledAt }) => [
      username,
      {
        username,
        email,
        totp: totp !== null,
        isReady: hash !== NO_PASSWORD,
        disabledAt,
        lastSeen: lastSeen.get(username) ?? null,
      },
    ]),
  )
}

/** Everybody of a body with roles and accounts, in the order in which they were made. Five statements. */
export async function staffOf(em: Em, body: string): Promise<StaffType> {
  const people = await em.find(PersonEntity, { body }, { orderBy: { id: 'asc' } })
  const grants = await em.find(
    RoleGrantEntity,
    { person: { body } },
    { populate: ['unit'], strategy: 'joined', orderBy: { id: 'asc' } },
  )
  const accounts = await accountsOf(
    em,
    people.flatMap(({ account }) => account ?? []),
  )
  const units = await em.find(UnitEntity, { body }, { orderBy: { id: 'asc' } })
  const grantsOf = new Map<string, StaffPersonType['grants']>()
  for (const { id, person, role, unit, from, to, deputy, origin } of grants) {
    const own = { id, role, unit: unit.code, from, to, deputy, byPlan: origin === 'plan' }
    grantsOf.set(person.id, [...(grantsOf.get(person.id) ?? []), own])
  }
  return {
    people: people.map(({ id, code, title, account }) => ({
      code,
      title,
      grants: grantsOf.get(id) ?? [],
      account: accounts.get(account ?? '') ?? null,
    })),
    units: units.map(({ code, name, from, to }) => ({ code, name, from, to })),
  }
}
