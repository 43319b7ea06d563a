import { Entity, Index, OptionalProps, PrimaryKey, Property } from '@mikro-orm/core'
import type { SiteReport } from '@traguardo/shared/sync'
import { JsonText } from '../../kernel/db/rows'
import type { PublicKeys } from '../envelope'
import type { SiteTrouble } from '../messages'

/** A remote site, as the head office knows it. */
@Entity({ tableName: 'site' })
@Index({ properties: ['body'] })
export class SiteEntity {
  [OptionalProps]?: 'givesAll' | 'leftUnits' | 'everPeople'

  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'text' })
  name!: string

  /** Codes of the units that it serves. */
  @Property({ type: JsonText })
  units!: readonly string[]

  /** Codes of units that it served before: what it still brings of them is refused, and kept for its author. */
  @Property({ type: JsonText })
  leftUnits: readonly string[] = []

  /** Codes of all people who ever were its own, in the same sense. */
  @Property({ type: JsonText })
  everPeople: readonly string[] = []

  @Property({ type: JsonText })
  keys!: PublicKeys

  @Property({ type: 'string', length: 24 })
  createdAt!: string

  @Property({ type: 'string', length: 24, nullable: true })
  revokedAt!: string | null

  @Property({ type: 'string', length: 24, nullable: true })
  lastSeen!: string | null

  @Property({ type: JsonText, nullable: true })
  report!: SiteReport | null

  /** Trouble with it; null where there never was any. */
  @Property({ type: JsonText, nullable: true })
  trouble: SiteTrouble | null = null

  /** Since when its envelopes carry time and nonce: one without is not taken any more. */
  @Property({ type: 'string', length: 24, nullable: true })
  timedSince: string | null = null

  /** It was given all accounts of its units by an earlier version, and has still to say which it uses. */
  @Property({ type: 'boolean' })
  givesAll: boolean = false
}
