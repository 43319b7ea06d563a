import { Entity, ManyToOne, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from '../account.entity'
import { PersonEntity } from '../../organisation/person.entity'

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

  /** The position that acts. Where it names another account by now, the session is void [RI23]. */
  @ManyToOne({ entity: () => PersonEntity, fieldName: 'person_id' })
  person!: PersonEntity

  /** Name that the browser gives itself. */
  @Property({ type: 'text' })
  agent: string = ''

  @Property({ type: 'string', length: 24, fieldName: 'last_seen', nullable: true })
  lastSeen: string | null = null

  /** Time at which the password or a code was last asked of the session's person. */
  @Property({ type: 'string', length: 24, fieldName: 'confirmed_at', nullable: true })
  confirmedAt: string | null = null
}
