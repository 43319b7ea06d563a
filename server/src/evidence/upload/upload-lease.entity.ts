import { Entity, PrimaryKey, Property } from '@mikro-orm/core'

/** That somebody writes an upload: it ends by itself where it is not renewed [SY87]. */
@Entity({ tableName: 'upload_lease' })
export class UploadLeaseEntity {
  /** Name of the upload. */
  @PrimaryKey({ type: 'text' })
  upload!: string

  /** One request of one server. */
  @Property({ type: 'string', length: 36 })
  holder!: string

  @Property({ type: 'string', length: 24 })
  until!: string

  /** Somebody else waits for it. */
  @Property({ type: 'boolean' })
  wanted!: boolean
}
