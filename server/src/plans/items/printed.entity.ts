import { Collection, Entity, OneToMany, Property } from '@mikro-orm/core'
import type { PrintedResult, RevisionNote } from '@traguardo/shared/model'
import { PlanUnitEntity } from './organisation.entity'
import { OWNER, PlanItem, PlanLine, PlanPart, RefersTo } from './plan-row'

/** All that a version says outside its lists: one row, and the sign that the version has its items. */
@Entity({ tableName: 'plan_cover' })
export class PlanCoverEntity extends PlanLine {
  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'text', nullable: true })
  policy!: string | null
}

/** A change of the plan during the year, adopted by an act. */
@Entity({ tableName: 'plan_revision' })
export class RevisionEntity extends PlanItem {
  @Property({ type: 'integer', nullable: true })
  year!: number | null

  @OneToMany({ entity: 'RevisionNoteEntity', mappedBy: 'revision' })
  notes = new Collection<RevisionNoteEntity>(this)
}

/** A change of an item, as the print says it. */
@Entity({ tableName: 'plan_note' })
export class RevisionNoteEntity extends PlanPart {
  @RefersTo(() => RevisionEntity, OWNER)
  revision!: RevisionEntity

  @Property({ type: 'text', nullable: true })
  kind!: RevisionNote['kind'] | null

  /** Address of the item, which need not be there any more. */
  @Property({ type: 'text', nullable: true })
  about!: string | null
}

/** A result that the document prints beside a target. */
@Entity({ tableName: 'plan_result' })
export class PrintedResultEntity extends PlanLine {
  @Property({ type: 'text', nullable: true })
  about!: string | null

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null

  @Property({ type: 'integer', nullable: true })
  year!: number | null

  @Property({ type: 'text', nullable: true })
  what!: PrintedResult['what'] | null
}

/** Something odd in the print, with the reading taken. */
@Entity({ tableName: 'plan_oddity' })
export class OddityEntity extends PlanLine {
  @Property({ type: 'text', nullable: true })
  about!: string | null
}

/** A table of the document that asks nothing of the body. */
@Entity({ tableName: 'plan_table' })
export class PrintedTableEntity extends PlanLine {
  @Property({ type: 'text', nullable: true })
  code!: string | null

  @Property({ type: 'text', nullable: true })
  title!: string | null
}
