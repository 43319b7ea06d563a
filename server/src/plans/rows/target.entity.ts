import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { TargetRule } from '@traguardo/shared/model'
import { IndicatorEntity } from './indicator.entity'

/** What an indicator is asked for in a year, with the printed text. `value` or `date`, as its type says. */
@Entity({ tableName: 'target' })
@Unique({ properties: ['indicator', 'year'] })
export class TargetEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => IndicatorEntity, fieldName: 'indicator_id' })
  indicator!: IndicatorEntity

  @Property({ type: 'integer' })
  position!: number

  @Property({ type: 'integer' })
  year!: number

  @Property({ type: 'text' })
  printed!: string

  @Property({ type: 'string', length: 16 })
  type!: TargetRule['type']

  @Property({ type: 'double', nullable: true })
  value!: number | null

  @Property({ type: 'string', length: 10, nullable: true })
  date!: string | null
}
