import {
  type Act,
  type IsoDate,
  type IsoInstant,
  itemAddress,
  type Plan,
  type RoleGrant,
} from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import type { ChangeTold } from '@traguardo/shared/record'
import { v7 } from 'uuid'
import { BodyEntity } from '../identity/organisation/body.entity'
import { adoptOrganisation } from '../identity/organisation/organisation'
import { inTransaction } from '../kernel/db/in-transaction'
import type { EntityManager } from '../kernel/db/orm'
import { type Actor, appendEntry, type ActedEvent, holdRecord } from '../kernel/audit/append'
import { markForRescope } from './mark-for-rescope'
import { writeItems } from './items/items'
import { planHash } from './plan-hash'
import { PlanEntity } from './plan.entity'

async function bodyOf(em: EntityManager, { body }: Plan): Promise<BodyEntity> {
  const known = await em.findOne(BodyEntity, { code: body.code })
  return known ?? em.create(BodyEntity, { code: body.code, name: body.name })
}

/** Circumstances in which a plan is put in place. */
export interface Placing {
  readonly at: IsoInstant
  readonly person: string
  readonly holder?: string | undefined
  readonly action: 'plan.import' | 'plan.adopt'
  readonly act: Act | null
  /** The first day on which it counts; the day of `at` where it is left out. */
  readonly from?: IsoDate
  readonly changes?: readonly ChangeTold[]
}

/** A further version counts from its day on; the first of its years always did. Its items are written with it [PR9.1]. */
async function place(tx: EntityManager, body: BodyEntity, plan: Plan, { at, act, from }: Placing): Promise<PlanEntity> {
  const { firstYear, lastYear } = plan
  const [last] = await tx.find(
    PlanEntity,
    { body: body.code, firstYear, lastYear },
    { orderBy: { version: 'desc' }, limit: 1 },
  )
  const row = tx.create(PlanEntity, {
    id: v7(),
    body,
    firstYear,
    lastYear,
    version: (last?.version ?? 0) + 1,
    inForceFrom: last ? (from ?? romeDay(at)) : null,
    act,
    adoptedAt: at,
    hash: planHash(plan),
    document: plan,
  })
  await tx.flush()
  await writeItems(tx, row, plan)
  return row
}

const ownGrant = (by: Actor, grant: RoleGrant): ActedEvent => ({
  ...by,
  action: 'grant.give',
  about: [itemAddress('people', by.person), itemAddress('units', grant.unit)],
  detail: { ...grant, person: by.person, byPlan: true },
})

/** Writes a checked plan as a new version inside a transaction: units, people and roles follow the newest plan. */
export async function placePlan(tx: EntityManager, plan: Plan, placing: Placing): Promise<PlanEntity> {
  // Of one body one plan is placed at a time: its version, units and people are counted from what stands then [RI46].
  await holdRecord(tx, plan.body.code)
  const body = await bodyOf(tx, plan)
  const newer = await tx.count(PlanEntity, { body: body.code, firstYear: { $gt: plan.firstYear } })
  const given = newer === 0 ? await adoptOrganisation(tx, body, plan) : []
  const row = await place(tx, body, plan, placing)
  await markForRescope(tx, body.code)
  await tx.flush()
  const { at, person, holder, action, act, changes } = placing
  const about = [`plans/${plan.firstYear}-${plan.lastYear}`]
  const event: ActedEvent = {
    body: body.code,
    at,
    person,
    holder,
    action,
    about,
    detail: { version: row.version, hash: row.hash, inForceFrom: row.inForceFrom, act, ...(changes && { changes }) },
  }
  // A role that whoever adopts a plan gets by it is told as one that they give themselves [RI28].
  const own = given.filter((one) => person !== '' && one.person === person)
  await appendEntry(tx, [
    event,
    ...own.map(({ grant }): ActedEvent => ownGrant({ body: body.code, at, person, holder }, grant)),
  ])
  return row
}

/**
 * Takes in a checked plan file, whole or not at all: it is a new version for its years. What people entered is not
 * touched, what the plan said before stays readable, and so do accounts.
 */
export async function loadPlan(em: EntityManager, plan: Plan, by: Omit<Actor, 'body'>) {
  await inTransaction(em, (tx) => placePlan(tx, plan, { ...by, action: 'plan.import', act: null }))
}

/** At a remote site: a plan as the head office says it now, in place of what was held for its years. */
export async function holdPlan(em: EntityManager, plan: Plan, at: IsoInstant): Promise<void> {
  await inTransaction(em, async (tx) => {
    const body = await bodyOf(tx, plan)
    const { firstYear, lastYear } = plan
    await tx.nativeDelete(PlanEntity, { body: body.code, firstYear, lastYear })
    const newer = await tx.count(PlanEntity, { body: body.code, firstYear: { $gt: firstYear } })
    if (newer === 0) await adoptOrganisation(tx, body, plan)
    await place(tx, body, plan, { at, person: '', action: 'plan.import', act: null })
    await markForRescope(tx, body.code)
  })
}
