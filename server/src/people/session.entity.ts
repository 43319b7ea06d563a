import { Entity, ManyToOne, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from '../account/account.entity'
import { PersonEntity } from './person.entity'

/** A signed-in device. The token itself is only in its cookie. */
@Entity({ tableName: 'session' })
export class SessionEntity {
  [PrimaryKeyProp]?: 'token';
  [OptionalProps]?: 'agent'

  /** SHA-256 of the token, in hexadecimal: who reads the database cannot sign in with it. */
  @PrimaryKey({ type: 'text' })
  token!: string

  @ManyToOne({ entity: () => AccountEntity, fieldName: 'account_username' })
  account!: AccountEntity

  /** ISO instants. */
  @Property({ type: 'string', length: 24, fieldName: 'created_at' })
  createdAt!: string

  @Property({ type: 'string', length: 24, fieldName: 'expires_at' })
  expiresAt!: string

  /** The position that acts; null for the account's own. */
  @ManyToOne({ entity: () => PersonEntity, fieldName: 'person_id', nullable: true })
  person: PersonEntity | null = null

  /** What the browser calls itself. */
  @Property({ type: 'text' })
  agent: string = ''

  @Property({ type: 'string', length: 24, fieldName: 'last_seen', nullable: true })
  lastSeen: string | null = null
}
