import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import type { BodyInfo, PersonInfo, PlanSource, Unit } from '@traguardo/shared/model'
import { BodyEntity } from '../../bodies/body.entity'
import { JsonText } from '../../db/json-text'

/** The plan of a body for its years. */
@Entity({ tableName: 'plan' })
@Unique({ properties: ['body', 'firstYear', 'lastYear'] })
export class PlanEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity, fieldName: 'body_code' })
  body!: BodyEntity

  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'integer', fieldName: 'first_year' })
  firstYear!: number

  @Property({ type: 'integer', fieldName: 'last_year' })
  lastYear!: number

  @Property({ type: 'text' })
  policy!: string

  @Property({ type: JsonText })
  source!: PlanSource

  /** The body, its units and its people as this plan describes them: an older plan keeps its own organisation. */
  @Property({ type: JsonText, fieldName: 'body_info' })
  bodyInfo!: BodyInfo

  @Property({ type: JsonText })
  units!: readonly Unit[]

  @Property({ type: JsonText })
  people!: readonly PersonInfo[]

  /** SHA-256 of the document: changes whenever the plan does. */
  @Property({ type: 'text' })
  hash!: string
}
