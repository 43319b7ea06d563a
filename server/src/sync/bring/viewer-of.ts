import type { IsoDate } from '@traguardo/shared/model'
import { holderOn, rolesOn, type ViewingHolder } from '@traguardo/shared/people'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import { PersonEntity } from '../../identity/organisation/person.entity'
import { grantOf } from '../../identity/organisation/positions'
import { RoleGrantEntity } from '../../identity/organisation/role-grant.entity'
import type { EntityManager } from '../../kernel/db/orm'

/** Somebody of a body with the rights of a day, without a session: for a command. Null for no such position. */
export async function viewerOf(
  em: EntityManager,
  { body, person: code }: { readonly body: string; readonly person: string },
  today: IsoDate,
): Promise<ViewingHolder | null> {
  const person = await em.findOne(PersonEntity, { body, code })
  if (!person) return null
  const grants = await em.find(RoleGrantEntity, { person }, { populate: ['unit'], strategy: 'joined' })
  const holder = holderOn(await em.find(HolderEntity, { person }), today)
  return {
    person: code,
    roles: rolesOn(grants.map(grantOf), today),
    holder: holder?.id ?? null,
    days: holder && { from: holder.from, to: holder.to },
  }
}
