import type { Indicator, Measure, Objective, Plan, Sheet, Target } from '@traguardo/shared/model'
import type { Em } from '../../db/orm'
import { MeasureEntity } from '../../measures/measure.entity'
import { StrategicAreaEntity } from './area.entity'
import { compact } from './compact'
import { IndicatorEntity } from './indicator.entity'
import { ObjectiveEntity } from './objective.entity'
import { OddityEntity } from './oddity.entity'
import { PlanEntity } from './plan.entity'
import { ProgramEntity } from './program.entity'
import { SheetEntity } from './sheet.entity'
import { TargetEntity } from './target.entity'

const objectiveOf = (row: ObjectiveEntity): Objective => {
  const { code, level, title, description, weight, perspectives, resources, units, mirrors, footnotes } = row
  const parent = row.area?.code ?? row.parent?.code
  const about = { code, level, title, description, parent, sheet: row.sheet?.code, weight, perspectives }
  return compact({ ...about, program: row.program?.code, resources, units, mirrors, footnotes })
}

/** A by-date target has no `value`, the others no `date`: what is not there falls out, and the rest is the rule. */
const targetOf = ({ year, printed, type, value, date }: TargetEntity): Target =>
  compact({ year, printed, type, value, date }) as Target

const indicatorOf = (row: IndicatorEntity, targets: readonly Target[]): Indicator => {
  const { code, codeFrom, title, description, typology, source, unit, printedFormula, formula } = row
  const about = { code, codeFrom, objective: row.objective.code, title, description, typology, source, unit }
  const { weight, baseline, footnotes } = row
  return compact({ ...about, printedFormula, formula, weight, baseline, targets, footnotes })
}

const measureOf = (row: MeasureEntity): Measure => {
  const { code, codeFrom, label, description, kind, aggregation, source, entry } = row
  return compact({ code, codeFrom, label, description, kind, aggregation, source, entry })
}

const sheetOf = ({ code, title, person, unit, weightTotal }: SheetEntity): Sheet => ({
  code,
  title,
  person,
  unit,
  weightTotal,
})

function targetsByIndicator(rows: readonly TargetEntity[]): ReadonlyMap<string, readonly Target[]> {
  const lists = new Map<string, Target[]>()
  for (const row of rows) {
    const list = lists.get(row.indicator.id)
    if (list) list.push(targetOf(row))
    else lists.set(row.indicator.id, [targetOf(row)])
  }
  return lists
}

/** Reads a plan's rows into the document that they came from. Nine statements, whatever the size of the plan. */
export async function readPlan(em: Em, row: PlanEntity): Promise<Plan> {
  // A reader of its own: parents are found in its memory and never fetched one by one.
  const reader = em.fork()
  const where = { plan: row.id }
  const inOrder = { orderBy: { position: 'asc' } } as const
  const programs = await reader.find(ProgramEntity, where, inOrder)
  const areas = await reader.find(StrategicAreaEntity, where, inOrder)
  const sheets = await reader.find(SheetEntity, where, inOrder)
  const objectives = await reader.find(ObjectiveEntity, where, inOrder)
  const indicators = await reader.find(IndicatorEntity, where, inOrder)
  const targets = targetsByIndicator(await reader.find(TargetEntity, { indicator: where }, inOrder))
  const measures = await reader.find(MeasureEntity, where, inOrder)
  const oddities = await reader.find(OddityEntity, where, inOrder)
  return {
    format: 'traguardo-plan',
    version: 1,
    source: row.source,
    body: row.bodyInfo,
    title: row.title,
    firstYear: row.firstYear,
    lastYear: row.lastYear,
    policy: row.policy,
    units: row.units,
    people: row.people,
    programs: programs.map(({ code, printedCode, title }) => ({ code, printedCode, title })),
    areas: areas.map(({ code, title, description }) => compact({ code, title, description })),
    objectives: objectives.map(objectiveOf),
    indicators: indicators.map((indicator) => indicatorOf(indicator, targets.get(indicator.id) ?? [])),
    measures: measures.map(measureOf),
    sheets: sheets.map(sheetOf),
    oddities: oddities.map(({ about, printed, reading }) => ({ about, printed, reading })),
  }
}
