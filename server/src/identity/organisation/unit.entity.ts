import type { IsoDate } from '@traguardo/shared/model'
import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import { BodyEntity } from './body.entity'

/** A unit of a body as it is organised now: what the newest plan says. What an older plan said stands in that plan. */
@Entity({ tableName: 'unit' })
@Unique({ properties: ['body', 'code'] })
export class UnitEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity })
  body!: BodyEntity

  @Property({ type: 'text' })
  code!: string

  @Property({ type: 'text' })
  name!: string

  /** First and last day on which it was there; always, where it is null. */
  @Property({ type: 'string', length: 10, fieldName: 'valid_from', nullable: true })
  from: IsoDate | null = null

  @Property({ type: 'string', length: 10, fieldName: 'valid_to', nullable: true })
  to: IsoDate | null = null
}
