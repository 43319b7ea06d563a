import type { Plan } from '@traguardo/shared/model'
import { v7 } from 'uuid'
import { BodyEntity } from '../bodies/body.entity'
import { adoptOrganisation } from '../bodies/organisation'
import type { Em } from '../db/orm'
import { markForRescope, rescopeWhereDue } from '../sync/rescope'
import { planHash } from './plan-hash'
import { PlanEntity } from './plan.entity'

async function bodyOf(em: Em, { body }: Plan): Promise<BodyEntity> {
  const known = await em.findOne(BodyEntity, { code: body.code })
  return known ?? em.create(BodyEntity, { code: body.code, name: body.name })
}

/**
 * Writes a checked plan, whole or not at all: it takes the place of the one that the body had for the same years.
 * What people entered is not touched, and neither are accounts.
 */
export async function loadPlan(em: Em, plan: Plan): Promise<void> {
  await em.fork().transactional(async (tx) => {
    const body = await bodyOf(tx, plan)
    const { firstYear, lastYear } = plan
    await tx.nativeDelete(PlanEntity, { body: body.code, firstYear, lastYear })
    const newer = await tx.count(PlanEntity, { body: body.code, firstYear: { $gt: firstYear } })
    if (newer === 0) await adoptOrganisation(tx, body, plan)
    tx.create(PlanEntity, { id: v7(), body, firstYear, lastYear, hash: planHash(plan), document: plan })
    await markForRescope(tx as Em, body.code)
  })
  await rescopeWhereDue(em)
}
