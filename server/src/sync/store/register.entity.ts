import { Entity, Index, OptionalProps, PrimaryKey, Property } from '@mikro-orm/core'
import type { Content, RegisterField } from '@traguardo/shared/sync'
import { JsonText } from '../../kernel/db/rows'

/**
 * Register: the content of a cell or its note. It names its cell by code and not by foreign key: a plan that is
 * imported again replaces its rows, and what people entered stays.
 */
@Entity({ tableName: 'register' })
@Index({ properties: ['body', 'stamp'] })
@Index({ properties: ['body', 'year'] })
@Index({ properties: ['body', 'scope', 'stamp'] })
export class RegisterEntity {
  [OptionalProps]?: 'brought'

  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'text' })
  measure!: string

  @Property({ type: 'text', nullable: true })
  unit!: string | null

  @Property({ type: 'integer' })
  year!: number

  @Property({ type: 'integer' })
  period!: number

  @Property({ type: 'text' })
  field!: RegisterField

  /** Id of the operation that last changed it. */
  @Property({ type: 'string', length: 36 })
  head!: string

  @Property({ type: JsonText, nullable: true })
  content!: Content

  @Property({ type: 'text' })
  person!: string

  @Property({ type: 'string', length: 24 })
  at!: string

  @Property({ type: 'integer' })
  stamp!: number

  @Property({ type: 'text' })
  scope!: string

  @Property({ type: 'boolean' })
  excused!: boolean

  /** Did the controller bring it, in that right? */
  @Property({ type: 'boolean', default: false })
  brought: boolean = false

  /** Have the bytes of a piece of evidence arrived? True for everything else. */
  @Property({ type: 'boolean' })
  complete!: boolean
}
