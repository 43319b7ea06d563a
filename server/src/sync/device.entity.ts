import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A device that pushed: whose it is, and what it calls itself. */
@Entity({ tableName: 'device' })
export class DeviceEntity {
  [PrimaryKeyProp]?: 'node'

  @PrimaryKey({ type: 'text' })
  node!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'text' })
  person!: string

  /** "Chrome su Android" */
  @Property({ type: 'text' })
  name!: string

  @Property({ type: 'string', length: 24, fieldName: 'first_seen' })
  firstSeen!: string

  @Property({ type: 'string', length: 24, fieldName: 'last_seen' })
  lastSeen!: string

  /** Lost or given away: nothing is taken from it and nothing given to it any more. */
  @Property({ type: 'string', length: 24, fieldName: 'revoked_at', nullable: true })
  revokedAt: string | null = null
}
