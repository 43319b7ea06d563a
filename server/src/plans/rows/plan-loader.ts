import type { Indicator, Objective, Plan } from '@traguardo/shared/model'
import { v7 } from 'uuid'
import { BodyEntity } from '../../bodies/body.entity'
import { adoptOrganisation } from '../../bodies/organisation'
import type { Em } from '../../db/orm'
import { MeasureEntity } from '../../measures/measure.entity'
import { StrategicAreaEntity } from './area.entity'
import { IndicatorEntity } from './indicator.entity'
import { ObjectiveEntity } from './objective.entity'
import { OddityEntity } from './oddity.entity'
import { planHash } from '../plan-hash'
import { PlanEntity } from './plan.entity'
import { ProgramEntity } from './program.entity'
import { SheetEntity } from './sheet.entity'
import { TargetEntity } from './target.entity'

type Coded<T> = ReadonlyMap<string, T>

/** The row that a code refers to, or null where nothing is referred to. `checkPlan` has made sure that it is there. */
const among = <T>(rows: Coded<T>, code: string | undefined): T | null => rows.get(code ?? '') ?? null

/** Makes the rows of one list of the plan, each with its place in the file. */
function makeRows<T extends { readonly code: string }, R>(
  items: readonly T[],
  make: (item: T, part: { id: string; position: number }) => R,
): Map<string, R> {
  return new Map(items.map((item, position) => [item.code, make(item, { id: v7(), position })]))
}

interface Parents {
  readonly areas: Coded<StrategicAreaEntity>
  readonly sheets: Coded<SheetEntity>
  readonly programs: Coded<ProgramEntity>
}

function addObjectives(em: Em, plan: PlanEntity, objectives: readonly Objective[], parents: Parents) {
  const rows = makeRows(objectives, (objective, part) => {
    const { parent, sheet, program, ...fields } = objective
    return em.create(ObjectiveEntity, {
      ...nothing,
      ...fields,
      ...part,
      plan,
      area: objective.level === 'strategic' ? among(parents.areas, parent) : null,
      parent: null,
      sheet: among(parents.sheets, sheet),
      program: among(parents.programs, program),
    })
  })
  for (const { code, level, parent } of objectives) {
    const row = rows.get(code)
    if (row && level === 'operational') row.parent = among(rows, parent)
  }
  return rows
}

/** Columns of an objective that a plan file may leave out. */
const nothing = {
  description: null,
  weight: null,
  mirrors: null,
  perspectives: null,
  resources: null,
  units: null,
  footnotes: null,
}

function addIndicators(em: Em, plan: PlanEntity, indicators: readonly Indicator[], objectives: Coded<ObjectiveEntity>) {
  const absent = { description: null, typology: null, source: null, weight: null, baseline: null, footnotes: null }
  makeRows(indicators, ({ targets, objective, ...fields }, part) => {
    const owner = objectives.get(objective)
    if (!owner) throw new Error(`Indicator ${fields.code} without objective: the plan was not checked`)
    const indicator = em.create(IndicatorEntity, { ...absent, ...fields, ...part, plan, objective: owner })
    targets.forEach((target, position) =>
      em.create(TargetEntity, { value: null, date: null, ...target, id: v7(), indicator, position }),
    )
  })
}

async function bodyOf(em: Em, { body }: Plan): Promise<BodyEntity> {
  const known = await em.findOne(BodyEntity, { code: body.code })
  return known ?? em.create(BodyEntity, { code: body.code, name: body.name })
}

function addParts(em: Em, row: PlanEntity, plan: Plan): void {
  const programs = makeRows(plan.programs, (item, part) => em.create(ProgramEntity, { ...item, ...part, plan: row }))
  const areas = makeRows(plan.areas, (item, part) =>
    em.create(StrategicAreaEntity, { description: null, ...item, ...part, plan: row }),
  )
  const sheets = makeRows(plan.sheets, (item, part) => em.create(SheetEntity, { ...item, ...part, plan: row }))
  makeRows(plan.measures, (item, part) =>
    em.create(MeasureEntity, { description: null, source: null, ...item, ...part, plan: row }),
  )
  const objectives = addObjectives(em, row, plan.objectives, { areas, sheets, programs })
  addIndicators(em, row, plan.indicators, objectives)
  plan.oddities.forEach((oddity, position) => em.create(OddityEntity, { ...oddity, id: v7(), plan: row, position }))
}

/**
 * Writes a checked plan, whole or not at all: it takes the place of the one that the body had for the same years.
 * What people entered is not touched, and neither are accounts.
 */
export function loadPlan(em: Em, plan: Plan): Promise<void> {
  return em.fork().transactional(async (tx) => {
    const body = await bodyOf(tx, plan)
    const { title, policy, source, firstYear, lastYear, units, people } = plan
    await tx.nativeDelete(PlanEntity, { body: body.code, firstYear, lastYear })
    const newer = await tx.count(PlanEntity, { body: body.code, firstYear: { $gt: firstYear } })
    if (newer === 0) await adoptOrganisation(tx, body, plan)
    const about = { title, policy, source, firstYear, lastYear, units, people, bodyInfo: plan.body }
    addParts(tx, tx.create(PlanEntity, { ...about, id: v7(), body, hash: planHash(plan) }), plan)
  })
}
