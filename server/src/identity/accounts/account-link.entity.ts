import { Entity, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from './account.entity'

/** A link that lets its holder choose a password, once. The token itself is only in the mail. */
@Entity({ tableName: 'account_link' })
export class AccountLinkEntity {
  [PrimaryKeyProp]?: 'token'

  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryKey({ type: 'text' })
  token!: string

  @ManyToOne({ entity: () => AccountEntity })
  account!: AccountEntity

  @Property({ type: 'text' })
  purpose!: 'invite' | 'reset'

  @Property({ type: 'string', length: 24 })
  expiresAt!: string

  @Property({ type: 'string', length: 24, nullable: true })
  usedAt: string | null = null
}
