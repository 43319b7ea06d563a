import type { Colleague } from '@traguardo/shared/notices'
import type { EntityManager } from '../kernel/db/orm'
import { RoleGrantEntity } from '../identity/organisation/role-grant.entity'
import { grantOf } from '../identity/organisation/positions'

/** Everybody of a body who holds a role, with the days of each. One statement. */
export async function colleaguesOf(em: EntityManager, body: string): Promise<readonly Colleague[]> {
  const grants = await em.find(
    RoleGrantEntity,
    { person: { body } },
    { populate: ['person', 'unit'], strategy: 'joined', orderBy: { person: { id: 'asc' } } },
  )
  const people = new Map<string, Colleague>()
  for (const grant of grants) {
    const { code } = grant.person
    people.set(code, { person: code, roles: [...(people.get(code)?.roles ?? []), grantOf(grant)] })
  }
  return [...people.values()]
}
