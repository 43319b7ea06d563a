import { Entity, ManyToOne, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from '../account.entity'

/** A code that stands in once for a lost second factor. The code itself is only with its person. */
@Entity({ tableName: 'recovery_code' })
export class RecoveryCodeEntity {
  [PrimaryKeyProp]?: ['account', 'hash'];
  [OptionalProps]?: 'used'

  @ManyToOne({ entity: () => AccountEntity, primary: true })
  account!: AccountEntity

  /** As `recoveryHash` makes it. */
  @PrimaryKey({ type: 'text' })
  hash!: string

  /** It opens nothing any more. It stays, so that a site can tell of it. */
  @Property({ type: 'boolean' })
  used: boolean = false
}
