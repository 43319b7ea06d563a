import { Entity, ManyToOne, OptionalProps, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { Act, IsoDate, Plan } from '@traguardo/shared/model'
import { BodyEntity } from '../identity/organisation/body.entity'
import { JsonText } from '../kernel/db/rows'

/** A version of the plan of a body for its years: one document, and what it is looked for by. None is ever changed. */
@Entity({ tableName: 'plan' })
@Unique({ properties: ['body', 'firstYear', 'lastYear', 'version'] })
export class PlanEntity {
  [OptionalProps]?: 'version'

  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity })
  body!: BodyEntity

  @Property({ type: 'integer' })
  firstYear!: number

  @Property({ type: 'integer' })
  lastYear!: number

  /** 1 for the first that was adopted or imported for these years. */
  @Property({ type: 'integer' })
  version: number = 1

  /** The first day on which it counts; null for always. */
  @Property({ type: 'string', length: 10, nullable: true })
  inForceFrom: IsoDate | null = null

  /** The act that adopted it; null for what was imported without one. */
  @Property({ type: JsonText, nullable: true })
  act: Act | null = null

  @Property({ type: 'string', length: 24, nullable: true })
  adoptedAt: string | null = null

  /** SHA-256 of the document: changes whenever the plan does. */
  @Property({ type: 'text' })
  hash!: string

  /** The whole plan as it was imported. Read only where the shelf has not got it already. */
  @Property({ type: JsonText, lazy: true })
  document!: Plan
}
