import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { Plan } from '@traguardo/shared/model'
import { BodyEntity } from '../bodies/body.entity'
import { JsonText } from '../db/json-text'

/** The plan of a body for its years: one document, and what it is looked for by. */
@Entity({ tableName: 'plan' })
@Unique({ properties: ['body', 'firstYear', 'lastYear'] })
export class PlanEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity, fieldName: 'body_code' })
  body!: BodyEntity

  @Property({ type: 'integer', fieldName: 'first_year' })
  firstYear!: number

  @Property({ type: 'integer', fieldName: 'last_year' })
  lastYear!: number

  /** SHA-256 of the document: changes whenever the plan does. */
  @Property({ type: 'text' })
  hash!: string

  /** The whole plan as it was imported. Read only where the shelf has not got it already. */
  @Property({ type: JsonText, lazy: true })
  document!: Plan
}
