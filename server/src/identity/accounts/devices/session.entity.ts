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

  @ManyToOne({ entity: () => AccountEntity })
  account!: AccountEntity

  /** ISO instants. */
  @Property({ type: 'string', length: 24 })
  createdAt!: string

  @Property({ type: 'string', length: 24 })
  expiresAt!: string

  /** The position that acts. Where it names another account by now, the session is void [RI23]. */
  @ManyToOne({ entity: () => PersonEntity })
  person!: PersonEntity

  /** Name that the browser gives itself. */
  @Property({ type: 'text' })
  agent: string = ''

  @Property({ type: 'string', length: 24, nullable: true })
  lastSeen: string | null = null

  /** Time at which the password or a code was last asked of the session's person. */
  @Property({ type: 'string', length: 24, nullable: true })
  confirmedAt: string | null = null
}
