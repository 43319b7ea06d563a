import type { IsoDate } from '@traguardo/shared/model'
import { rolesOn, type Viewer } from '@traguardo/shared/people'
import type { Em } from '../../kernel/db/orm'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import { grantOf } from '../../identity/organisation/grant-of'
import type { SiteEntity } from './site.entity'

/** Somebody who works at a site: a position with the roles held in its units on a day, and no other. */
export interface SitePerson extends Viewer {
  readonly title: string
  /** Those of before and of later too: the site judges by its own day. */
  readonly grants: Viewer['roles']
}

/**
 * The people of a site: whoever holds, held or will hold a role in one of its units. What somebody may do and see goes by
 * the roles of the day [RI1, RI9]. One statement.
 */
export async function peopleOf(
  em: Em,
  { body, units }: Pick<SiteEntity, 'body' | 'units'>,
  today: IsoDate,
): Promise<readonly SitePerson[]> {
  const grants = await em.find(
    RoleGrantEntity,
    { unit: { body, code: { $in: [...units] } } },
    { populate: ['person', 'unit'], strategy: 'joined', orderBy: { person: { code: 'asc' } } },
  )
  const people = new Map<string, SitePerson>()
  for (const grant of grants) {
    const { code, title } = grant.person
    const grants = [...(people.get(code)?.grants ?? []), grantOf(grant)]
    people.set(code, { person: code, title, grants, roles: rolesOn(grants, today) })
  }
  return [...people.values()]
}
