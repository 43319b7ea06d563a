import { Collection, Entity, Index, OneToMany, Property } from '@mikro-orm/core'
import type { Aggregation, Measure, MeasureKind } from '@traguardo/shared/model'
import { PlanUnitEntity } from './organisation.entity'
import { OWNER, PlanItem, PlanPart, RefersTo } from './plan-row'

/** A measure: people enter it, or it comes from somewhere else. */
@Entity({ tableName: 'plan_measure' })
export class MeasureEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  label!: string | null

  @Property({ type: 'text', nullable: true })
  kind!: MeasureKind | null

  @Property({ type: 'text', nullable: true })
  aggregation!: Aggregation | null

  /** `entry.by` in the document. */
  @Property({ type: 'text', nullable: true })
  entryBy!: Measure['entry']['by'] | null

  /** The measure whose value it is too: `entry.measure`, of one that is the same as another. */
  @Property({ type: 'text', nullable: true })
  entryMeasureCode!: string | null

  @RefersTo(() => MeasureEntity, 'entry_measure_code')
  entryMeasure?: MeasureEntity | null

  /** `entry.units`: those that enter it. */
  @OneToMany({ entity: 'MeasureUnitEntity', mappedBy: 'measure' })
  entryUnits = new Collection<MeasureUnitEntity>(this)
}

/** A unit that enters a measure. */
@Entity({ tableName: 'plan_measure_unit' })
@Index({ properties: ['body', 'unitCode', 'plan'] })
export class MeasureUnitEntity extends PlanPart {
  @RefersTo(() => MeasureEntity, OWNER)
  measure!: MeasureEntity

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null
}
