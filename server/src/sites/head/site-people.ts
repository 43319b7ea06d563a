import type { IsoDate } from '@traguardo/shared/model'
import { rolesOn, type Viewer, type ViewingHolder } from '@traguardo/shared/people'
import type { EntityManager } from '../../kernel/db/orm'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { grantOf } from '../../identity/organisation/positions'
import type { SiteEntity } from './site.entity'

/** Somebody who works at a site: a position with the roles held in its units on a day, and no other. */
export interface SitePerson extends Viewer {
  readonly title: string
  /** Those of before and of later too: the site judges by its own day. */
  readonly grants: Viewer['roles']
  /** The same people as holders, of today and later: what of individual sheets the site is given goes by their days [RI65]. */
  readonly holders: readonly ViewingHolder[]
}

type WithoutHolders = Omit<SitePerson, 'holders'>

/**
 * Returns the people with the holders of their positions, of today and later, as those who see; where nobody holds one,
 * with somebody who has no sheet of their own.
 */
async function asHolders(
  em: EntityManager,
  body: string,
  people: readonly WithoutHolders[],
  today: IsoDate,
): Promise<readonly SitePerson[]> {
  const codes = people.map(({ person }) => person)
  const rows = await em.find(
    HolderEntity,
    { person: { body, code: { $in: codes } }, account: { $ne: null }, $or: [{ to: null }, { to: { $gte: today } }] },
    { populate: ['person'], strategy: 'joined', orderBy: { id: 'asc' } },
  )
  return people.map((one) => {
    const { person, roles } = one
    const held = rows.filter((row) => row.person.code === person)
    const holders = held.map(({ id, from, to }) => ({ person, roles, holder: id, days: { from, to } }))
    return { ...one, holders: holders.length > 0 ? holders : [{ person, roles, holder: null, days: null }] }
  })
}

/**
 * The people of a site: whoever holds, held or will hold a role in one of its units. What somebody may do and see goes by
 * the roles of the day [RI1, RI9]. Two statements.
 */
export async function peopleOf(
  em: EntityManager,
  { body, units }: Pick<SiteEntity, 'body' | 'units'>,
  today: IsoDate,
): Promise<readonly SitePerson[]> {
  const grants = await em.find(
    RoleGrantEntity,
    { unit: { body, code: { $in: [...units] } } },
    { populate: ['person', 'unit'], strategy: 'joined', orderBy: { person: { code: 'asc' } } },
  )
  const people = new Map<string, WithoutHolders>()
  for (const grant of grants) {
    const { code, title } = grant.person
    const grants = [...(people.get(code)?.grants ?? []), grantOf(grant)]
    people.set(code, { person: code, title, grants, roles: rolesOn(grants, today) })
  }
  return asHolders(em, body, [...people.values()], today)
}
