import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/core'
import type { Content, Decision, OperationKind, RegisterKey, Settlement, Verdict } from '@traguardo/shared/sync'
import { JsonText } from '../../kernel/db/rows'

/** An operation and its verdict. Kept for ever: this table is the history. */
@Entity({ tableName: 'operation' })
@Index({ properties: ['node', 'seq'] })
@Index({ properties: ['body', 'stamp'] })
@Index({ properties: ['provisional', 'stamp'] })
@Index({ properties: ['register'] })
@Index({ properties: ['body', 'person', 'verdictType'] })
export class OperationEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  node!: string

  @Property({ type: 'integer' })
  seq!: number

  @Property({ type: 'text' })
  person!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'string', length: 36 })
  register!: string

  @Property({ type: 'string', length: 36, nullable: true })
  base!: string | null

  @Property({ type: 'integer' })
  protocol!: number

  @Property({ type: JsonText })
  key!: RegisterKey

  @Property({ type: JsonText, nullable: true })
  content!: Content

  @Property({ type: 'string', length: 40 })
  deviceTime!: string

  @Property({ type: 'boolean' })
  sent!: boolean

  @Property({ type: 'string', length: 16, nullable: true })
  verdictType!: Verdict['type'] | null

  @Property({ type: JsonText, nullable: true })
  verdict!: Verdict | null

  @Property({ type: 'string', length: 24, nullable: true })
  receivedAt!: string | null

  @Property({ type: 'text' })
  kind!: OperationKind

  @Property({ type: 'string', length: 36, nullable: true })
  about!: string | null

  @Property({ type: JsonText, nullable: true })
  decision!: Decision | null

  @Property({ type: 'integer' })
  stamp!: number

  @Property({ type: 'text' })
  scope!: string

  @Property({ type: 'boolean' })
  relayed!: boolean

  /** The verdict is a site's, and the head office has still to decide. */
  @Property({ type: 'boolean' })
  provisional!: boolean

  /** A value that came after the close. */
  @Property({ type: 'boolean' })
  late!: boolean

  @Property({ type: JsonText, nullable: true })
  settlement!: Settlement | null
}
