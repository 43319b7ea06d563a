import { romeDay } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import {
  daysOfYear,
  hasRole,
  holdsOn,
  holdsRole,
  maySeeSheet,
  rolesOn,
  unitsEnteredBy,
  type ViewingHolder,
} from '@traguardo/shared/people'
import { refusal, type Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { grantOf, heldBy, type SignedInContext } from '../identity/organisation/positions'
import { RoleGrantEntity } from '../identity/organisation/role-grant.entity'
import { SheetEntity } from '../plans/items/objective.entity'
import { PlanRoleEntity, PlanUnitEntity } from '../plans/items/organisation.entity'
import { PlanCoverEntity } from '../plans/items/printed.entity'
import { inForceOn, NEWEST_FIRST } from '../plans/plan-shelf'
import { PlanEntity } from '../plans/plan.entity'

/** A body of which somebody sees something, as whom they act there. */
interface Seat {
  readonly body: string
  readonly viewer: ViewingHolder
}

/**
 * Returns the bodies in which an account holds a position today with a role in it: what is seen of each goes by that
 * position alone [RI6]. Two statements.
 */
async function seatsOf({ em, app, viewer }: SignedInContext): Promise<readonly Seat[]> {
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

/** A version that counts today, of a body that somebody sees, in the years that are asked about. */
export interface Slice {
  /** Id of the version. */
  readonly id: string
  readonly body: string
  readonly bodyName: string
  readonly title: string
  readonly firstYear: number
  readonly lastYear: number
  /** Years of it that no plan which begins later has too. */
  readonly years: readonly number[]
  /** Codes of the individual sheets that are seen; null for all. */
  readonly sheets: readonly string[] | null
  /** Units whose values the viewer enters: their measures are seen, whatever uses them. */
  readonly enters: readonly string[]
}

/** Bodies and years that are asked about; null for everything that is seen. */
export interface Range {
  readonly bodies: readonly string[] | null
  readonly year: number | null
}

/** The years of each version of a body that are its own: of one that several plans hold the plan that begins last. */
function yearsOfEach(rows: readonly PlanEntity[]): ReadonlyMap<PlanEntity, readonly number[]> {
  const taken = new Set<number>()
  return new Map(
    rows.map((row) => {
      const all = Array.from({ length: row.lastYear - row.firstYear + 1 }, (_, at) => row.firstYear + at)
      const own = all.filter((year) => !taken.has(year))
      for (const year of own) taken.add(year)
      return [row, own] as const
    }),
  )
}

const groupedBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

interface Counting {
  readonly seat: Seat
  readonly row: PlanEntity
  readonly years: readonly number[]
}

/** Looks at units and sheets of the versions, and says of each what the viewer sees of it. Four statements. */
async function slicesIn({ em }: SignedInContext, counting: readonly Counting[]): Promise<readonly Slice[]> {
  const within = { plan: { $in: counting.map(({ row }) => row.id) } }
  const quick = { disableIdentityMap: true } as const
  const covers = await em.find(PlanCoverEntity, within, quick)
  const units = await em.find(PlanUnitEntity, within, { ...quick, orderBy: { ordinal: 'asc' } })
  const sheets = await em.find(SheetEntity, within, quick)
  const managers = await em.find(PlanRoleEntity, { ...within, role: 'manager' }, quick)
  const titles = new Map(covers.map(({ plan, title }) => [plan.id, title]))
  const unitsOf = groupedBy(units, ({ plan }) => plan.id)
  const sheetsOf = groupedBy(sheets, ({ plan }) => plan.id)
  const managersOf = groupedBy(managers, ({ plan }) => plan.id)
  return counting.map(({ seat: { body, viewer }, row, years }): Slice => {
    const { id, firstYear, lastYear } = row
    const own = (unitsOf.get(id) ?? []).map(({ code, parentCode }) => ({
      code,
      ...(parentCode && { parent: parentCode }),
    }))
    const people = (managersOf.get(id) ?? []).map(({ owner: code, unitCode }) => ({
      code,
      roles: [{ role: 'manager', unit: unitCode }],
    }))
    const plan = { units: own, people } as unknown as Pick<Plan, 'units' | 'people'>
    const spans = [daysOfYear(years[0] ?? firstYear, years.at(-1) ?? lastYear)]
    const seen = (sheetsOf.get(id) ?? []).filter(({ code, personCode, unitCode }) =>
      maySeeSheet(
        viewer,
        plan,
        { code, title: '', weightTotal: 1, person: personCode ?? '', unit: unitCode ?? '' },
        spans,
      ),
    )
    return {
      ...{ id, body, bodyName: row.body.name, title: titles.get(id) ?? '', firstYear, lastYear, years },
      sheets: holdsRole(viewer, 'controller', 'evaluator') ? null : seen.map(({ code }) => code),
      enters: unitsEnteredBy(viewer, plan),
    }
  })
}

/**
 * Finds the versions of which somebody sees something, in all bodies in which they act: nothing else is ever read for
 * them [PR32.2]. Six statements.
 */
export async function slicesOf(
  context: SignedInContext,
  { bodies, year }: Range,
): Promise<Result<readonly Slice[], Refusal>> {
  const { em, app, viewer } = context
  const seats = await seatsOf(context)
  const foreign = bodies?.find((body) => !seats.some((seat) => seat.body === body))
  if (foreign !== undefined) return err(refusal('NOT_YOUR_BODY', { kind: 'data', own: viewer.body }))
  const asked = seats.filter(({ body }) => bodies?.includes(body) ?? true)
  const rows = await em.find(
    PlanEntity,
    { body: { $in: asked.map(({ body }) => body) } },
    { ...NEWEST_FIRST, populate: ['body'], strategy: 'joined' },
  )
  const counting = asked.flatMap((seat) => {
    const own = rows.filter((row) => row.body.code === seat.body)
    const standing = inForceOn(own, romeDay(app.clock.now(seat.body)))
    return [...yearsOfEach(standing)].flatMap(([row, all]): readonly Counting[] => {
      const years = all.filter((one) => year === null || one === year)
      return years.length > 0 ? [{ seat, row, years }] : []
    })
  })
  return ok(await slicesIn(context, counting))
}
