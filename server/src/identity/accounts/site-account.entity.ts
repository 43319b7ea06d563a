import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** An account that signed in at a site: the site holds what it needs to let it in offline. */
@Entity({ tableName: 'site_account' })
export class SiteAccountEntity {
  [PrimaryKeyProp]?: ['site', 'account']

  @PrimaryKey({ type: 'string', length: 36, fieldName: 'site_id' })
  site!: string

  @PrimaryKey({ type: 'text', fieldName: 'account_username' })
  account!: string

  @Property({ type: 'string', length: 24 })
  since!: string
}
