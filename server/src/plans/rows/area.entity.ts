import { Entity, Property, Unique } from '@mikro-orm/core'
import { PlanPart } from './plan-part'

/** First level of the tree. */
@Entity({ tableName: 'strategic_area' })
@Unique({ properties: ['plan', 'code'] })
export class StrategicAreaEntity extends PlanPart {
  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text', nullable: true })
  description!: string | null
}
