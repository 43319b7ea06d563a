import { Entity, ManyToOne, OptionalProps, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { JsonText } from '../../../kernel/db/rows'
import { AccountEntity } from '../account.entity'

/** A browser that wants to be told. */
@Entity({ tableName: 'push_subscription' })
export class PushSubscriptionEntity {
  [PrimaryKeyProp]?: 'endpoint';
  [OptionalProps]?: 'failures'

  @PrimaryKey({ type: 'text' })
  endpoint!: string

  @ManyToOne({ entity: () => AccountEntity })
  account!: AccountEntity

  @Property({ type: JsonText })
  keys!: { readonly p256dh: string; readonly auth: string }

  @Property({ type: 'string', length: 24 })
  createdAt!: string

  /** Notices in a row that its service did not take, and since when. */
  @Property({ type: 'integer' })
  failures: number = 0

  @Property({ type: 'string', length: 24, nullable: true })
  failingSince: string | null = null
}
