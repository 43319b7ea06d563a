import { Entity, Index, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A node, which belongs to who came with it: the device of a person, or a site [SY34]. */
@Entity({ tableName: 'device' })
@Index({ properties: ['body', 'person', 'lastSeen'] })
export class DeviceEntity {
  [PrimaryKeyProp]?: 'node'

  @PrimaryKey({ type: 'text' })
  node!: string

  @Property({ type: 'text' })
  body!: string

  /** Empty for a site. */
  @Property({ type: 'text' })
  person!: string

  /** Credential that it came with last: hash of a session's token, id of a site. */
  @Property({ type: 'text', nullable: true })
  credential: string | null = null

  /** "Chrome su Android"; empty where it never said. */
  @Property({ type: 'text' })
  name!: string

  @Property({ type: 'string', length: 24 })
  firstSeen!: string

  @Property({ type: 'string', length: 24 })
  lastSeen!: string

  /** Lost or given away: nothing is taken from it and nothing given to it any more. */
  @Property({ type: 'string', length: 24, nullable: true })
  revokedAt: string | null = null

  /** The epoch, after a restore, in which it has sent everything that it keeps. */
  @Property({ type: 'text', nullable: true })
  toldAll: string | null = null
}
