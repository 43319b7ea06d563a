import { Entity, ManyToOne, PrimaryKey, PrimaryKeyProp } from '@mikro-orm/core'
import { AccountEntity } from '../account.entity'

/** A code that stands in once for a lost second factor. It goes when it is used; the code itself is only with its person. */
@Entity({ tableName: 'recovery_code' })
export class RecoveryCodeEntity {
  [PrimaryKeyProp]?: ['account', 'hash']

  @ManyToOne({ entity: () => AccountEntity, fieldName: 'account_username', primary: true })
  account!: AccountEntity

  /** As `recoveryHash` makes it. */
  @PrimaryKey({ type: 'text' })
  hash!: string
}
