import type { Plan, RoleGrant } from '@traguardo/shared/model'
import { v7 } from 'uuid'
import type { EntityManager } from '../../kernel/db/orm'
import { PersonEntity } from './person.entity'
import { RoleGrantEntity } from './role-grant.entity'
import { grantOf } from './positions'
import type { BodyEntity } from './body.entity'
import { UnitEntity } from './unit.entity'

async function adoptUnits(em: EntityManager, body: BodyEntity, plan: Plan): Promise<Map<string, UnitEntity>> {
  const units = new Map((await em.find(UnitEntity, { body: body.code })).map((unit) => [unit.code, unit]))
  for (const { code, name, from = null, to = null } of plan.units) {
    const known = units.get(code)
    const unit = known ?? em.create(UnitEntity, { id: v7(), body, code, name })
    Object.assign(unit, { name, from, to })
    units.set(code, unit)
  }
  return units
}

async function adoptPeople(em: EntityManager, body: BodyEntity, plan: Plan): Promise<Map<string, PersonEntity>> {
  const people = new Map((await em.find(PersonEntity, { body: body.code })).map((person) => [person.code, person]))
  for (const { code, title } of plan.people) {
    const known = people.get(code)
    if (known) known.title = title
    else people.set(code, em.create(PersonEntity, { id: v7(), body, code, title }))
  }
  return people
}

const nameOf = ({ role, unit, from = '', to = '', deputy = false }: RoleGrant): string =>
  [role, unit, from, to, deputy].join('/')

/** A role that a plan gave and that was not held before. */
export interface NewRoleGrant {
  readonly person: string
  readonly grant: RoleGrant
}

/**
 * The newest plan says how the body is organised and who holds which role. People that it does not name keep theirs, what was given by hand stays, and
 * nobody loses the controller's: a plan file with a slip in it must not lock out the one who can import the next. Answers
 * the roles that it gave.
 */
export async function adoptOrganisation(
  em: EntityManager,
  body: BodyEntity,
  plan: Plan,
): Promise<readonly NewRoleGrant[]> {
  body.name = plan.body.name
  const units = await adoptUnits(em, body, plan)
  const people = await adoptPeople(em, body, plan)
  const named = new Set(plan.people.map(({ code }) => code))
  const grants = await em.find(RoleGrantEntity, { person: { body: body.code } }, { populate: ['person', 'unit'] })
  const wanted = new Map(
    plan.people.flatMap(({ code, roles }) =>
      roles.map((grant) => [`${code} ${nameOf(grant)}`, { code, grant }] as const),
    ),
  )
  for (const grant of grants) {
    const isWanted = wanted.delete(`${grant.person.code} ${nameOf(grantOf(grant))}`)
    const stays = isWanted || grant.role === 'controller' || grant.origin === 'hand' || !named.has(grant.person.code)
    if (!stays) em.remove(grant)
  }
  for (const { code, grant } of wanted.values()) {
    const [person, unit] = [people.get(code), units.get(grant.unit)]
    if (!person || !unit) continue
    const { role, from = null, to = null, deputy = false } = grant
    em.create(RoleGrantEntity, { id: v7(), person, unit, role, from, to, deputy })
  }
  return [...wanted.values()].map(({ code, grant }) => ({ person: code, grant }))
}
