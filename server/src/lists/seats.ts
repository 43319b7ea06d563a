import { romeDay } from '@traguardo/shared/calendar'
import { hasRole, holdsOn, rolesOn, type ViewingHolder } from '@traguardo/shared/people'
import { grantOf, heldBy } from '../identity/organisation/positions'
import { RoleGrantEntity } from '../identity/organisation/role-grant.entity'
import type { SignedInContext } from '../identity/organisation/signed-in'

/** A body of which somebody sees something, as whom they act there. */
export interface Seat {
  readonly body: string
  readonly viewer: ViewingHolder
}

/**
 * Returns the bodies in which an account holds a position today with a role in it: what is seen of each goes by that
 * position alone [RI6]. Two statements.
 */
export async function seatsOf({ em, app, viewer }: SignedInContext): Promise<readonly Seat[]> {
  const dayAt = (body: string) => romeDay(app.clock.now(body))
  const others = (await heldBy(em, viewer.username)).filter(
    (holder) => holder.person.body.code !== viewer.body && holdsOn(holder, dayAt(holder.person.body.code)),
  )
  const ids = others.map(({ person }) => person.id)
  const grants = await em.find(RoleGrantEntity, { person: { $in: ids } }, { populate: ['unit'], strategy: 'joined' })
  const elsewhere = others.map(({ id, from, to, person }): Seat => {
    const body = person.body.code
    const own = grants.filter((grant) => grant.person.id === person.id).map(grantOf)
    return {
      body,
      viewer: { person: person.code, holder: id, days: { from, to }, roles: rolesOn(own, dayAt(body)) },
    }
  })
  return [{ body: viewer.body, viewer }, ...elsewhere].filter((seat) => hasRole(seat.viewer))
}
