import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { Plan } from '@traguardo/shared/model'
import { JsonText } from '../kernel/db/rows'

/** A plan that is being prepared for years of a body: at most one. */
@Entity({ tableName: 'plan_draft' })
@Unique({ properties: ['body', 'firstYear', 'lastYear'] })
export class PlanDraftEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'integer' })
  firstYear!: number

  @Property({ type: 'integer' })
  lastYear!: number

  /** Id of the version that it is to revise; null for a new plan. */
  @Property({ type: 'string', length: 36, nullable: true })
  base: string | null = null

  @Property({ type: 'text' })
  hash!: string

  @Property({ type: JsonText, lazy: true })
  document!: Plan

  /** Author and time of the last change. */
  @Property({ type: 'text' })
  person!: string

  @Property({ type: 'string', length: 24 })
  changedAt!: string
}
