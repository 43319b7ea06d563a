import { Entity, Index, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'

/** That a person has put a file into a register by its hash. It proves nothing: see `EvidenceOwnerEntity` [SY40]. */
@Entity({ tableName: 'evidence_claim' })
@Index({ properties: ['body', 'sha256'] })
export class EvidenceClaimEntity {
  [PrimaryKeyProp]?: ['register', 'person', 'via']

  @PrimaryKey({ type: 'string', length: 36 })
  register!: string

  @PrimaryKey({ type: 'text' })
  person!: string

  /** Id of the site over which it came; '' where the person was signed in here. */
  @PrimaryKey({ type: 'text' })
  via!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'string', length: 64 })
  sha256!: string

  /** Count of the body at that operation: whose was first. */
  @Property({ type: 'integer' })
  stamp!: number
}
