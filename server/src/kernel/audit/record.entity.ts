import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import type { AuditEntry } from '@traguardo/shared/record'
import { JsonText } from '../db/rows'

/** An entry of the record. The database lets nobody change or remove one. */
@Entity({ tableName: 'record' })
export class RecordEntity {
  [PrimaryKeyProp]?: ['body', 'seq']

  @PrimaryKey({ type: 'text' })
  body!: string

  @PrimaryKey({ type: 'integer' })
  seq!: number

  @Property({ type: 'string', length: 24 })
  at!: string

  @Property({ type: 'text' })
  person!: string

  /** Id of the holder who acted; null where it is not known. */
  @Property({ type: 'string', length: 36, nullable: true })
  holder: string | null = null

  @Property({ type: 'text' })
  action!: string

  @Property({ type: 'text' })
  outcome!: AuditEntry['outcome']

  /** With a bar before and after each, so that one can be looked for. */
  @Property({ type: 'text' })
  about!: string

  @Property({ type: JsonText })
  detail!: unknown

  @Property({ type: 'text' })
  previous!: string

  @Property({ type: 'text' })
  hash!: string
}
