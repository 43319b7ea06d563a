import { Entity, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** Somebody who has brought the bytes of a file to a body, and so has proved to hold them [SY40]. */
@Entity({ tableName: 'evidence_owner' })
export class EvidenceOwnerEntity {
  [PrimaryKeyProp]?: ['body', 'sha256', 'person', 'via']

  @PrimaryKey({ type: 'text' })
  body!: string

  @PrimaryKey({ type: 'string', length: 64 })
  sha256!: string

  @PrimaryKey({ type: 'text' })
  person!: string

  /** Id of the site that brought them for this person; '' where the person did, signed in here. */
  @PrimaryKey({ type: 'text' })
  via!: string

  @Property({ type: 'string', length: 24 })
  broughtAt!: string

  /** At a remote site: when the head office had them too. */
  @Property({ type: 'string', length: 24, nullable: true })
  forwardedAt!: string | null

  /** At a remote site: code of why the head office will never take them; null where it may. */
  @Property({ type: 'text', nullable: true })
  refused: string | null = null
}
