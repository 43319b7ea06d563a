import { Entity, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from './account.entity'

/** A signed-in device. The token itself is only in its cookie. */
@Entity({ tableName: 'session' })
export class SessionEntity {
  [PrimaryKeyProp]?: 'token'

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
}
