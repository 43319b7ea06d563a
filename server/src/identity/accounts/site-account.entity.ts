import { Entity, ManyToOne, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { AccountEntity } from './account.entity'

/** An account that signed in at a site: the site holds what it needs to let it in offline. */
@Entity({ tableName: 'site_account' })
export class SiteAccountEntity {
  [PrimaryKeyProp]?: ['site', 'account']

  /** Its id alone: what a site is, floors above this one know. */
  @ManyToOne({ entity: 'SiteEntity', primary: true, mapToPk: true })
  site!: string

  @ManyToOne({ entity: () => AccountEntity, primary: true })
  account!: AccountEntity

  @Property({ type: 'string', length: 24 })
  since!: string
}
