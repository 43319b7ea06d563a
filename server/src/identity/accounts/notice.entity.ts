import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/core'

/** Something that a person is told: in the app, by mail, by the browser. */
@Entity({ tableName: 'notice' })
@Unique({ properties: ['body', 'person', 'key'] })
export class NoticeEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'text' })
  person!: string

  /** Holder of the position when it was told: theirs to read, and nobody's who holds it after [RI66]. */
  @Property({ type: 'string', length: 36, nullable: true })
  holder: string | null = null

  /** Subject and time as a key: nobody is told the same twice, whoever tells it. */
  @Property({ type: 'text' })
  key!: string

  @Property({ type: 'text' })
  kind!: string

  @Property({ type: 'text' })
  subject!: string

  @Property({ type: 'text' })
  text!: string

  /** Page to open, from the root. */
  @Property({ type: 'text' })
  link!: string

  @Property({ type: 'string', length: 24 })
  at!: string

  @Property({ type: 'string', length: 24, nullable: true })
  readAt: string | null = null

  /** Time at which a process took it to send it. */
  @Property({ type: 'string', length: 24, nullable: true })
  claimedAt: string | null = null

  @Property({ type: 'string', length: 24, nullable: true })
  mailedAt: string | null = null

  @Property({ type: 'string', length: 24, nullable: true })
  pushedAt: string | null = null
}
