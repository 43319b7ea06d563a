import type { Plan } from '@traguardo/shared/model'
import { v7 } from 'uuid'
import type { Em } from '../db/orm'
import { PersonEntity } from '../people/person.entity'
import { RoleGrantEntity } from '../people/role-grant.entity'
import type { BodyEntity } from './body.entity'
import { UnitEntity } from './unit.entity'

async function adoptUnits(em: Em, body: BodyEntity, plan: Plan): Promise<Map<string, UnitEntity>> {
  const units = new Map((await em.find(UnitEntity, { body: body.code })).map((unit) => [unit.code, unit]))
  for (const { code, name } of plan.units) {
    const known = units.get(code)
    if (known) known.name = name
    else units.set(code, em.create(UnitEntity, { id: v7(), body, code, name }))
  }
  return units
}

async function adoptPeople(em: Em, body: BodyEntity, plan: Plan): Promise<Map<string, PersonEntity>> {
  const people = new Map((await em.find(PersonEntity, { body: body.code })).map((person) => [person.code, person]))
  for (const { code, title } of plan.people) {
    const known = people.get(code)
    if (known) known.title = title
    else people.set(code, em.create(PersonEntity, { id: v7(), body, code, title }))
  }
  return people
}

/**
 * The newest plan says how the body is organised and who holds which role. People that it does not name keep theirs, and
 * nobody loses the controller's: a plan file with a slip in it must not lock out the one who can import the next.
 */
export async function adoptOrganisation(em: Em, body: BodyEntity, plan: Plan): Promise<void> {
  body.name = plan.body.name
  const units = await adoptUnits(em, body, plan)
  const people = await adoptPeople(em, body, plan)
  const named = new Set(plan.people.map(({ code }) => code))
  const grants = await em.find(RoleGrantEntity, { person: { body: body.code } }, { populate: ['person', 'unit'] })
  const wanted = new Set(
    plan.people.flatMap(({ code, roles }) => roles.map(({ role, unit }) => `${code}/${role}/${unit}`)),
  )
  for (const grant of grants) {
    const key = `${grant.person.code}/${grant.role}/${grant.unit.code}`
    const stays = wanted.delete(key) || grant.role === 'controller' || !named.has(grant.person.code)
    if (!stays) em.remove(grant)
  }
  for (const { code, roles } of plan.people)
    for (const { role, unit } of roles) {
      const [person, place] = [people.get(code), units.get(unit)]
      if (person && place && wanted.delete(`${code}/${role}/${unit}`))
        em.create(RoleGrantEntity, { id: v7(), person, unit: place, role })
    }
}
