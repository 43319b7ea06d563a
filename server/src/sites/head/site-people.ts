import type { Viewer } from '@traguardo/shared/people'
import type { Em } from '../../db/orm'
import { RoleGrantEntity } from '../../people/role-grant.entity'
import { grantOf } from '../../people/sessions'
import type { SiteEntity } from './site.entity'

/** Somebody who works at a site: a position with the roles held in its units, and no other. */
export interface SitePerson extends Viewer {
  readonly title: string
}

/** The people of a site: whoever holds a role in one of its units. One statement. */
export async function peopleOf(em: Em, { body, units }: SiteEntity): Promise<readonly SitePerson[]> {
  const grants = await em.find(
    RoleGrantEntity,
    { unit: { body, code: { $in: [...units] } } },
    { populate: ['person', 'unit'], strategy: 'joined', orderBy: { person: { code: 'asc' } } },
  )
  const people = new Map<string, SitePerson>()
  for (const grant of grants) {
    const { code, title } = grant.person
    const roles = [...(people.get(code)?.roles ?? []), grantOf(grant)]
    people.set(code, { person: code, title, roles })
  }
  return [...people.values()]
}
