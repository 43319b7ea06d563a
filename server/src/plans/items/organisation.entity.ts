import { Entity, Property } from '@mikro-orm/core'
import type { Role, Unit } from '@traguardo/shared/model'
import { OWNER, PlanItem, PlanPart, RefersTo } from './plan-row'

/** A unit as a version of a plan has it; as the body is organised now it is a `UnitEntity`. */
@Entity({ tableName: 'plan_unit' })
export class PlanUnitEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  name!: string | null

  @Property({ type: 'text', nullable: true })
  kind!: Unit['kind'] | null

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'parent_code')
  parent?: PlanUnitEntity | null
}

/** A position as a version of a plan has it. */
@Entity({ tableName: 'plan_position' })
export class PlanPositionEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  title!: string | null
}

/** A role that a version of a plan gives to a position. */
@Entity({ tableName: 'plan_role' })
export class PlanRoleEntity extends PlanPart {
  @RefersTo(() => PlanPositionEntity, OWNER)
  position!: PlanPositionEntity

  @Property({ type: 'text', nullable: true })
  role!: Role | null

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null
}
