import { Entity, Property, Unique } from '@mikro-orm/core'
import { PlanPart } from './plan-part'

/** The individual sheet of a person. `person` and `unit` are codes among the people and units of the same plan. */
@Entity({ tableName: 'sheet' })
@Unique({ properties: ['plan', 'code'] })
export class SheetEntity extends PlanPart {
  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text' })
  person!: string

  @Property({ type: 'text' })
  unit!: string

  @Property({ type: 'double', fieldName: 'weight_total' })
  weightTotal!: number
}
