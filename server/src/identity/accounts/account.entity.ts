import { BigIntType, Entity, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** Frequency of mail to somebody: at once, once a day, or only where the law wants it. */
export type MailChoice = 'each' | 'daily' | 'none'

/** Account with which a person signs in. It acts in the positions that name it, and in no other [RI23]. */
@Entity({ tableName: 'account' })
export class AccountEntity {
  [PrimaryKeyProp]?: 'username';
  [OptionalProps]?: 'mail'

  @PrimaryKey({ type: 'text' })
  username!: string

  /** argon2id, in the usual encoded form with its own salt and costs. */
  @Property({ type: 'text' })
  hash!: string

  @Property({ type: 'text', nullable: true })
  email: string | null = null

  /** Identity of the person at the identity provider: its address and subject. */
  @Property({ type: 'text', nullable: true })
  subject: string | null = null

  /** Secret of the second factor, in base 32 and sealed; null where it is off. */
  @Property({ type: 'text', nullable: true })
  totp: string | null = null

  /** A secret that was shown and not confirmed yet, sealed. */
  @Property({ type: 'text', nullable: true })
  totpPending: string | null = null

  /** The step of the last code that was used: it opens nothing a second time. */
  @Property({ type: new BigIntType('number'), nullable: true })
  totpUsed: number | null = null

  @Property({ type: 'string', length: 24, nullable: true })
  disabledAt: string | null = null

  @Property({ type: 'text' })
  mail: MailChoice = 'daily'

  /** Secret part of the address of the calendar, sealed: it is shown again. */
  @Property({ type: 'text', nullable: true })
  feed: string | null = null

  /** Proof of that secret, by which it is found. */
  @Property({ type: 'text', nullable: true })
  feedMark: string | null = null

  /** Id of the position it last acted in: where the next session begins. A preference, no right. */
  @Property({ type: 'string', length: 36, nullable: true })
  lastPerson: string | null = null

  /** Time of the last sign-in. */
  @Property({ type: 'string', length: 24, nullable: true })
  lastUsed: string | null = null
}
