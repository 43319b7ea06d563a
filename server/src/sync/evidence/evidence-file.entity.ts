import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** A file whose bytes are here and were checked. They are kept once; who may know of them, `EvidenceOwnerEntity` says. */
@Entity({ tableName: 'evidence_file' })
export class EvidenceFileEntity {
  [PrimaryKeyProp]?: 'sha256'

  @PrimaryKey({ type: 'string', length: 64 })
  sha256!: string

  @Property({ type: 'integer' })
  size!: number

  /** As its content says. */
  @Property({ type: 'text' })
  mime!: string

  @Property({ type: 'string', length: 24 })
  arrivedAt!: string
}
