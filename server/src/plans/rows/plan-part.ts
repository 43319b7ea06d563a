import { ManyToOne, PrimaryKey, Property } from '@mikro-orm/core'
import { PlanEntity } from './plan.entity'

/** What every row of a plan has: its plan, its code there, and its place in the file. */
export abstract class PlanPart {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => PlanEntity, fieldName: 'plan_id' })
  plan!: PlanEntity

  @Property({ type: 'text' })
  code!: string

  @Property({ type: 'integer' })
  position!: number
}
