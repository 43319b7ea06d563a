import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/core'
import { PlanEntity } from './plan.entity'

/** Something odd in the print of a plan. */
@Entity({ tableName: 'oddity' })
export class OddityEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => PlanEntity, fieldName: 'plan_id' })
  plan!: PlanEntity

  @Property({ type: 'integer' })
  position!: number

  @Property({ type: 'text' })
  about!: string

  @Property({ type: 'text' })
  printed!: string

  @Property({ type: 'text' })
  reading!: string
}
