import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/core'
import { JsonText } from '../../db/json-text'
import type { PublicKeys } from '../envelope'
import type { SiteReport } from '../messages'

/** A remote site, as the head office knows it. */
@Entity({ tableName: 'site' })
@Index({ properties: ['body'] })
export class SiteEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'text' })
  name!: string

  /** Codes of the units that it serves. */
  @Property({ type: JsonText })
  units!: readonly string[]

  @Property({ type: JsonText })
  keys!: PublicKeys

  @Property({ type: 'string', length: 24, fieldName: 'created_at' })
  createdAt!: string

  @Property({ type: 'string', length: 24, fieldName: 'revoked_at', nullable: true })
  revokedAt!: string | null

  @Property({ type: 'string', length: 24, fieldName: 'last_seen', nullable: true })
  lastSeen!: string | null

  @Property({ type: JsonText, nullable: true })
  report!: SiteReport | null
}
