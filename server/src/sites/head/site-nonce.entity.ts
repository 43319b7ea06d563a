import { Entity, Index, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** An envelope of a site that was taken: it is not taken again. */
@Entity({ tableName: 'site_nonce' })
export class SiteNonceEntity {
  [PrimaryKeyProp]?: ['site', 'nonce']

  @PrimaryKey({ type: 'string', length: 36, fieldName: 'site_id' })
  site!: string

  @PrimaryKey({ type: 'text' })
  nonce!: string

  /** After this it is too old to be taken, and needs no remembering. */
  @Index()
  @Property({ type: 'string', length: 24 })
  until!: string
}
