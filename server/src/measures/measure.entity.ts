import { Entity, Property, Unique } from '@mikro-orm/core'
import type { Aggregation, Measure, MeasureEntry, MeasureKind } from '@traguardo/shared/model'
import { JsonText } from '../db/json-text'
import { PlanPart } from '../plans/rows/plan-part'

/** What a person enters: see the shared `Measure`. */
@Entity({ tableName: 'measure' })
@Unique({ properties: ['plan', 'code'] })
export class MeasureEntity extends PlanPart {
  @Property({ type: 'string', length: 8, fieldName: 'code_from' })
  codeFrom!: Measure['codeFrom']

  @Property({ type: 'text' })
  label!: string

  @Property({ type: 'text', nullable: true })
  description!: string | null

  @Property({ type: 'string', length: 16 })
  kind!: MeasureKind

  @Property({ type: 'string', length: 8 })
  aggregation!: Aggregation

  @Property({ type: 'text', nullable: true })
  source!: string | null

  @Property({ type: JsonText })
  entry!: MeasureEntry
}
