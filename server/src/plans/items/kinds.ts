import type { Indicator, Measure, Objective, Plan } from '@traguardo/shared/model'
import { usesOf } from '@traguardo/shared/values'
import {
  BenchmarkEntity,
  IndicatorEntity,
  IndicatorUnitEntity,
  MeasureUseEntity,
  TargetEntity,
} from './indicator.entity'
import { type Item, type ItemKind, kindsBelow } from './item-rows'
import { MeasureEntity, MeasureUnitEntity } from './measure.entity'
import { AreaEntity, ObjectiveEntity, ObjectiveUnitEntity, ProgramEntity, SheetEntity } from './objective.entity'
import { PlanPositionEntity, PlanRoleEntity, PlanUnitEntity } from './organisation.entity'
import {
  OddityEntity,
  PlanCoverEntity,
  PrintedResultEntity,
  PrintedTableEntity,
  RevisionEntity,
  RevisionNoteEntity,
} from './printed.entity'

/** Units that are named by their code alone. */
const unitsIn = (entity: ItemKind['entity']): ItemKind => ({
  entity,
  open: (unit: string) => ({ unit }),
  close: ({ unit }) => unit,
})

/** Its parent is an area or another objective: the level says which. */
const OBJECTIVE: ItemKind = {
  entity: ObjectiveEntity,
  lists: { units: unitsIn(ObjectiveUnitEntity) },
  open: ({ parent, ...item }: Objective) => ({ ...item, [item.level === 'strategic' ? 'area' : 'parent']: parent }),
  close: ({ area, ...item }) => (area === undefined ? item : { ...item, parent: area }),
}

/** The measures that an indicator uses come beside it, and go again. */
const INDICATOR: ItemKind = {
  entity: IndicatorEntity,
  lists: {
    targets: { entity: TargetEntity },
    units: unitsIn(IndicatorUnitEntity),
    uses: { entity: MeasureUseEntity },
  },
  close: ({ uses: _uses, ...item }) => item,
}

/** The parts of an entry stand beside it, under names that no field of a measure has. */
const MEASURE: ItemKind = {
  entity: MeasureEntity,
  lists: { entryUnits: unitsIn(MeasureUnitEntity) },
  open: ({ entry, ...item }: Measure) => {
    const { by: entryBy, units: entryUnits, measure: entryMeasure, ...more } = entry as Item
    const left = Object.keys(more).length > 0 ? { entry: more } : {}
    return { ...item, entryBy, entryUnits, entryMeasure, ...left }
  },
  close: ({ entryBy, entryUnits, entryMeasure, entry, ...item }) => ({
    ...item,
    entry: {
      by: entryBy,
      ...(entryUnits === undefined ? {} : { units: entryUnits }),
      ...(entryMeasure === undefined ? {} : { measure: entryMeasure }),
      ...(entry as Item | undefined),
    },
  }),
}

const withUses = (plan: Plan): Item => {
  const uses = usesOf(plan)
  const beside = (indicator: Indicator): Item => {
    const used = uses(indicator)
    return used.length > 0 ? { ...indicator, uses: used } : { ...indicator }
  }
  return { ...plan, indicators: plan.indicators.map(beside) }
}

/** A plan and all its lists: which of its fields have columns, the entities say. */
export const PLAN: ItemKind = {
  entity: PlanCoverEntity,
  open: withUses,
  lists: {
    units: { entity: PlanUnitEntity },
    people: { entity: PlanPositionEntity, lists: { roles: { entity: PlanRoleEntity } } },
    programs: { entity: ProgramEntity },
    areas: { entity: AreaEntity },
    sheets: { entity: SheetEntity },
    objectives: OBJECTIVE,
    benchmarks: { entity: BenchmarkEntity },
    indicators: INDICATOR,
    measures: MEASURE,
    revisions: { entity: RevisionEntity, lists: { notes: { entity: RevisionNoteEntity } } },
    results: { entity: PrintedResultEntity },
    oddities: { entity: OddityEntity },
    tables: { entity: PrintedTableEntity },
  },
}

/** The kind of the items of a list of a plan. */
export function listKind(list: string): ItemKind {
  const kind = PLAN.lists?.[list]
  if (!kind) throw new Error(`A plan has no list ${list}`)
  return kind
}

/** Entities of all items of a plan. */
export const itemEntities = kindsBelow(PLAN).map(([, { entity }]) => entity)
