import { Entity, PrimaryKey, Property } from '@mikro-orm/core'

/** A score by hand: asked for by one person, approved or refused by another. */
@Entity({ tableName: 'judgement' })
export class JudgementEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'integer' })
  year!: number

  /** `objectives/X`, `indicators/Y`, `sheets/Z`. */
  @Property({ type: 'text' })
  about!: string

  /** Id of the holder whose it is; null for what was asked for before holders were named, or while nobody held the position [IS6]. */
  @Property({ type: 'string', length: 36, nullable: true })
  holder: string | null = null

  /** Percent points. */
  @Property({ type: 'double' })
  score!: number

  @Property({ type: 'text' })
  reason!: string

  @Property({ type: 'text' })
  askedBy!: string

  @Property({ type: 'string', length: 24 })
  askedAt!: string

  @Property({ type: 'text', nullable: true })
  decidedBy: string | null = null

  @Property({ type: 'string', length: 24, nullable: true })
  decidedAt: string | null = null

  @Property({ type: 'text', nullable: true })
  decision: 'approved' | 'refused' | null = null

  /** Answer to the request. */
  @Property({ type: 'text', nullable: true })
  answer: string | null = null
}
