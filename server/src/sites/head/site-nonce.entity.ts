import { Entity, Index, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { SiteEntity } from './site.entity'

/** An envelope of a site that was taken: it is not taken again. */
@Entity({ tableName: 'site_nonce' })
export class SiteNonceEntity {
  [PrimaryKeyProp]?: ['site', 'nonce']

  @ManyToOne({ entity: () => SiteEntity, primary: true })
  site!: SiteEntity

  @PrimaryKey({ type: 'text' })
  nonce!: string

  /** After this it is too old to be taken, and needs no remembering. */
  @Index()
  @Property({ type: 'string', length: 24 })
  until!: string
}
