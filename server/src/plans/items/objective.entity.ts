import { Collection, Entity, Index, OneToMany, Property } from '@mikro-orm/core'
import type { ObjectiveLevel } from '@traguardo/shared/model'
import { PlanPositionEntity, PlanUnitEntity } from './organisation.entity'
import type { IndicatorEntity } from './indicator.entity'
import { OWNER, PlanItem, PlanPart, RefersTo } from './plan-row'

/** A mission or programme. */
@Entity({ tableName: 'plan_program' })
export class ProgramEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  title!: string | null
}

/** A strategic area. */
@Entity({ tableName: 'plan_area' })
export class AreaEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'double', nullable: true })
  weight!: number | null

  @Property({ type: 'text', nullable: true })
  programCode!: string | null

  @RefersTo(() => ProgramEntity, 'program_code')
  program?: ProgramEntity | null

  @OneToMany({ entity: 'ObjectiveEntity', mappedBy: 'area' })
  objectives = new Collection<ObjectiveEntity>(this)
}

/** An individual sheet. */
@Entity({ tableName: 'plan_sheet' })
export class SheetEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'text', nullable: true })
  personCode!: string | null

  @RefersTo(() => PlanPositionEntity, 'person_code')
  person?: PlanPositionEntity | null

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null

  @OneToMany({ entity: 'ObjectiveEntity', mappedBy: 'sheet' })
  objectives = new Collection<ObjectiveEntity>(this)
}

/** An objective of one of the three levels. It hangs on an area, on another objective or on a sheet. */
@Entity({ tableName: 'plan_objective' })
@Index({ properties: ['body', 'plan', 'areaCode'] })
@Index({ properties: ['body', 'plan', 'parentCode'] })
@Index({ properties: ['body', 'plan', 'sheetCode'] })
export class ObjectiveEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  level!: ObjectiveLevel | null

  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'double', nullable: true })
  weight!: number | null

  /** Of a strategic objective: `parent` in the document. */
  @Property({ type: 'text', nullable: true })
  areaCode!: string | null

  @RefersTo(() => AreaEntity, 'area_code')
  area?: AreaEntity | null

  /** Of an operational objective. */
  @Property({ type: 'text', nullable: true })
  parentCode!: string | null

  @RefersTo(() => ObjectiveEntity, 'parent_code')
  parent?: ObjectiveEntity | null

  @Property({ type: 'text', nullable: true })
  sheetCode!: string | null

  @RefersTo(() => SheetEntity, 'sheet_code')
  sheet?: SheetEntity | null

  @Property({ type: 'text', nullable: true })
  programCode!: string | null

  @RefersTo(() => ProgramEntity, 'program_code')
  program?: ProgramEntity | null

  @Property({ type: 'text', nullable: true })
  mirrorsCode!: string | null

  @RefersTo(() => ObjectiveEntity, 'mirrors_code')
  mirrors?: ObjectiveEntity | null

  @OneToMany({ entity: 'ObjectiveEntity', mappedBy: 'parent' })
  operational = new Collection<ObjectiveEntity>(this)

  @OneToMany({ entity: 'IndicatorEntity', mappedBy: 'objective' })
  indicators = new Collection<IndicatorEntity>(this)

  @OneToMany({ entity: 'ObjectiveUnitEntity', mappedBy: 'objective' })
  units = new Collection<ObjectiveUnitEntity>(this)
}

/** A unit that takes part in an objective. */
@Entity({ tableName: 'plan_objective_unit' })
@Index({ properties: ['body', 'unitCode', 'plan'] })
export class ObjectiveUnitEntity extends PlanPart {
  @RefersTo(() => ObjectiveEntity, OWNER)
  objective!: ObjectiveEntity

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null
}
