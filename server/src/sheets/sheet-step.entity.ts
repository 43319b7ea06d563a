import { Entity, PrimaryKey, Property } from '@mikro-orm/core'
import type { SheetStep } from '@traguardo/shared/sheets'

/** A step in the life of an individual sheet. None is ever changed. */
@Entity({ tableName: 'sheet_step' })
export class SheetStepEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @Property({ type: 'text' })
  body!: string

  @Property({ type: 'integer' })
  year!: number

  /** Code of the sheet. */
  @Property({ type: 'text' })
  sheet!: string

  /** Id of the holder whose it is; null for what was taken before holders were named, or while nobody held the position [IS5]. */
  @Property({ type: 'string', length: 36, nullable: true })
  holder: string | null = null

  @Property({ type: 'text' })
  step!: SheetStep

  @Property({ type: 'text' })
  person!: string

  @Property({ type: 'string', length: 24 })
  at!: string

  @Property({ type: 'text' })
  remarks!: string
}
