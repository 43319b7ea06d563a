import { Entity, ManyToOne, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { PersonEntity } from '../people/person.entity'

/** How often somebody is written to: at once, once a day, or only where the law wants it. */
export type MailChoice = 'each' | 'daily' | 'none'

/** What a person signs in with. */
@Entity({ tableName: 'account' })
export class AccountEntity {
  [PrimaryKeyProp]?: 'username';
  [OptionalProps]?: 'mail'

  @PrimaryKey({ type: 'text' })
  username!: string

  /** argon2id, in the usual encoded form with its own salt and costs. */
  @Property({ type: 'text' })
  hash!: string

  @ManyToOne({ entity: () => PersonEntity, fieldName: 'person_id' })
  person!: PersonEntity

  @Property({ type: 'text', nullable: true })
  email: string | null = null

  /** Who this is at the identity provider: its address and subject. */
  @Property({ type: 'text', nullable: true })
  subject: string | null = null

  /** Secret of the second factor, in base 32; null where it is off. */
  @Property({ type: 'text', nullable: true })
  totp: string | null = null

  /** A secret that was shown and not confirmed yet. */
  @Property({ type: 'text', fieldName: 'totp_pending', nullable: true })
  totpPending: string | null = null

  /** The step of the last code that was used: it opens nothing a second time. */
  @Property({ type: 'integer', fieldName: 'totp_used', nullable: true })
  totpUsed: number | null = null

  @Property({ type: 'string', length: 24, fieldName: 'disabled_at', nullable: true })
  disabledAt: string | null = null

  @Property({ type: 'text' })
  mail: MailChoice = 'daily'

  /** Secret part of the address of the calendar. */
  @Property({ type: 'text', nullable: true })
  feed: string | null = null
}
