import { addDays, isDay } from '@traguardo/shared/calendar'
import { itemAddress } from '@traguardo/shared/model'
import { ROLES, shareADay } from '@traguardo/shared/people'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { v7 } from 'uuid'
import { BodyEntity } from '../organisation/body.entity'
import { UnitEntity } from '../organisation/unit.entity'
import type { EntityManager } from '../../kernel/db/orm'
import { badName, isPlainName } from '../accounts/accounts'
import { PersonEntity } from '../organisation/person.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import type { Actor } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'
import { badSpan } from './bad-span'
import type { GrantInput } from './staff.types'

const LONGEST_TITLE = 200

/** Makes a position, or gives the one of this code another title. */
export const savePerson = (em: EntityManager, actor: Actor, code: string, title: string): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    if (!isPlainName(code)) return badName('person')
    const called = title.trim()
    if (called === '' || called.length > LONGEST_TITLE)
      return refusal('BAD_TEXT', { kind: 'position', limit: LONGEST_TITLE })
    const known = await tx.findOne(PersonEntity, { body: actor.body, code })
    if (known) known.title = called
    else tx.create(PersonEntity, { id: v7(), body: tx.getReference(BodyEntity, actor.body), code, title: called })
    return { action: 'person.save', about: [itemAddress('people', code)], detail: { title: called } }
  })

/** Gives a role in a unit, from a day to a day. */
export const giveGrant = (em: EntityManager, actor: Actor, input: GrantInput): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body } = actor
    const role = ROLES.find((one) => one === input.role)
    if (!role) return refusal('UNKNOWN_ROLE', { role: input.role })
    const bad = badSpan(input)
    if (bad) return bad
    const person = await tx.findOne(PersonEntity, { body, code: input.person })
    const unit = await tx.findOne(UnitEntity, { body, code: input.unit })
    if (!person) return refusal('UNKNOWN_PERSON', { person: input.person })
    if (!unit) return refusal('UNKNOWN_UNIT', { kind: 'body', unit: input.unit })
    const [from, to] = [input.from || null, input.to || null]
    const others = await tx.find(RoleGrantEntity, { person: person.id, unit: unit.id, role })
    const isHeld = others.some((one) => shareADay(one, { from, to }))
    if (isHeld) return refusal('GRANT_OVERLAPS')
    const { deputy } = input
    tx.create(RoleGrantEntity, { id: v7(), person, unit, role, from, to, deputy, origin: 'hand' })
    return {
      action: 'grant.give',
      about: [itemAddress('people', person.code), itemAddress('units', unit.code)],
      detail: { ...input },
    }
  })

/** Ends a role after a day: what was held before stays known. A role that never began is taken away. */
export const endGrant = (em: EntityManager, actor: Actor, id: string, lastDay: string): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    if (!isDay(lastDay)) return refusal('BAD_DAY', { kind: 'last' })
    const { body } = actor
    const grant = await tx.findOne(RoleGrantEntity, { id, person: { body } }, { populate: ['person', 'unit'] })
    if (!grant) return refusal('UNKNOWN_GRANT')
    if (grant.role === 'controller') {
      const later = { $or: [{ to: null }, { to: { $gte: addDays(lastDay, 1) } }] }
      const left = await tx.count(RoleGrantEntity, { person: { body }, role: 'controller', id: { $ne: id }, ...later })
      if (left === 0) return refusal('LAST_CONTROLLER')
    }
    if (grant.from !== null && lastDay < grant.from) tx.remove(grant)
    else Object.assign(grant, { to: lastDay, origin: 'hand' })
    const { person, unit, role } = grant
    const about = [itemAddress('people', person.code), itemAddress('units', unit.code)]
    return { action: 'grant.end', about, detail: { role, unit: unit.code, lastDay } }
  })
