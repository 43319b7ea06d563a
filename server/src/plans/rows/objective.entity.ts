import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/core'
import type { Footnote, ObjectiveLevel, Perspective, Resources } from '@traguardo/shared/model'
import { JsonText } from '../../db/json-text'
import { StrategicAreaEntity } from './area.entity'
import { PlanPart } from './plan-part'
import { ProgramEntity } from './program.entity'
import { SheetEntity } from './sheet.entity'

/** An objective. A strategic one hangs on its `area`, an operational one on its `parent`, an individual one on its `sheet`. */
@Entity({ tableName: 'objective' })
@Unique({ properties: ['plan', 'code'] })
export class ObjectiveEntity extends PlanPart {
  @Property({ type: 'string', length: 16 })
  level!: ObjectiveLevel

  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text', nullable: true })
  description!: string | null

  @ManyToOne({ entity: () => StrategicAreaEntity, fieldName: 'area_id', nullable: true })
  area!: StrategicAreaEntity | null

  @ManyToOne({ entity: () => ObjectiveEntity, fieldName: 'parent_id', nullable: true })
  parent!: ObjectiveEntity | null

  @ManyToOne({ entity: () => SheetEntity, fieldName: 'sheet_id', nullable: true })
  sheet!: SheetEntity | null

  @ManyToOne({ entity: () => ProgramEntity, fieldName: 'program_id', nullable: true })
  program!: ProgramEntity | null

  @Property({ type: 'double', nullable: true })
  weight!: number | null

  /** Code of the organisational objective that an individual one repeats. */
  @Property({ type: 'text', nullable: true })
  mirrors!: string | null

  @Property({ type: JsonText, nullable: true })
  perspectives!: readonly Perspective[] | null

  @Property({ type: JsonText, nullable: true })
  resources!: readonly Resources[] | null

  @Property({ type: JsonText, nullable: true })
  units!: readonly string[] | null

  @Property({ type: JsonText, nullable: true })
  footnotes!: readonly Footnote[] | null
}
