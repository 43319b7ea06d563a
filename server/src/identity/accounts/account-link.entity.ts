import { Entity, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from './account.entity'

/** A link that lets its holder choose a password, once. The token itself is only in the mail. */
@Entity({ tableName: 'account_link' })
export class AccountLinkEntity {
  [PrimaryKeyProp]?: 'token'

  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryKey({ type: 'text' })
  token!: string

  @ManyToOne({ entity: () => AccountEntity, fieldName: 'account_username' })
  account!: AccountEntity

  @Property({ type: 'text' })
  purpose!: 'invite' | 'reset'

  @Property({ type: 'string', length: 24, fieldName: 'expires_at' })
  expiresAt!: string

  @Property({ type: 'string', length: 24, fieldName: 'used_at', nullable: true })
  usedAt: string | null = null
}
