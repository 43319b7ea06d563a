import { Collection, Entity, Index, OneToMany, Property } from '@mikro-orm/core'
import type { Indicator, IsoDate, Target } from '@traguardo/shared/model'
import { MeasureEntity } from './measure.entity'
import { ObjectiveEntity } from './objective.entity'
import { PlanUnitEntity } from './organisation.entity'
import { OWNER, PlanItem, PlanPart, RefersTo } from './plan-row'

/** A figure of other bodies. */
@Entity({ tableName: 'plan_benchmark' })
export class BenchmarkEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'text', nullable: true })
  typology!: string | null

  @Property({ type: 'integer', nullable: true })
  year!: number | null
}

/** An indicator of an objective. */
@Entity({ tableName: 'plan_indicator' })
@Index({ properties: ['body', 'plan', 'objectiveCode'] })
@Index({ properties: ['body', 'typology', 'plan'] })
@Index({ properties: ['body', 'code', 'plan'] })
export class IndicatorEntity extends PlanItem {
  @Property({ type: 'text', nullable: true })
  objectiveCode!: string | null

  @RefersTo(() => ObjectiveEntity, 'objective_code')
  objective?: ObjectiveEntity | null

  @Property({ type: 'text', nullable: true })
  title!: string | null

  @Property({ type: 'text', nullable: true })
  typology!: NonNullable<Indicator['typology']> | null

  /** Unit of measurement as printed. */
  @Property({ type: 'text', nullable: true })
  unit!: string | null

  @Property({ type: 'double', nullable: true })
  weight!: number | null

  @Property({ type: 'text', nullable: true })
  benchmarkCode!: string | null

  @RefersTo(() => BenchmarkEntity, 'benchmark_code')
  benchmark?: BenchmarkEntity | null

  @Property({ type: 'text', nullable: true })
  repeatsCode!: string | null

  @RefersTo(() => IndicatorEntity, 'repeats_code')
  repeats?: IndicatorEntity | null

  @OneToMany({ entity: 'TargetEntity', mappedBy: 'indicator' })
  targets = new Collection<TargetEntity>(this)

  @OneToMany({ entity: 'IndicatorUnitEntity', mappedBy: 'indicator' })
  units = new Collection<IndicatorUnitEntity>(this)

  @OneToMany({ entity: 'MeasureUseEntity', mappedBy: 'indicator' })
  uses = new Collection<MeasureUseEntity>(this)
}

/** An office in whose dashboard an indicator stands. */
@Entity({ tableName: 'plan_indicator_unit' })
@Index({ properties: ['body', 'unitCode', 'plan'] })
export class IndicatorUnitEntity extends PlanPart {
  @RefersTo(() => IndicatorEntity, OWNER)
  indicator!: IndicatorEntity

  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null
}

/** A measure that an indicator uses, as its formula says: no field of the document, but read out of it [PR9.9]. */
@Entity({ tableName: 'plan_measure_use' })
@Index({ properties: ['body', 'plan', 'measureCode'] })
export class MeasureUseEntity extends PlanPart {
  @RefersTo(() => IndicatorEntity, OWNER)
  indicator!: IndicatorEntity

  @Property({ type: 'text', nullable: true })
  measureCode!: string | null

  @RefersTo(() => MeasureEntity, 'measure_code')
  measure?: MeasureEntity | null

  /** The unit whose value alone is used; none for the whole measure's. */
  @Property({ type: 'text', nullable: true })
  unitCode!: string | null

  @RefersTo(() => PlanUnitEntity, 'unit_code')
  unit?: PlanUnitEntity | null
}

/** The target of an indicator in a year. */
@Entity({ tableName: 'plan_target' })
export class TargetEntity extends PlanPart {
  @RefersTo(() => IndicatorEntity, OWNER)
  indicator!: IndicatorEntity

  @Property({ type: 'integer', nullable: true })
  year!: number | null

  @Property({ type: 'text', nullable: true })
  type!: Target['type'] | null

  @Property({ type: 'double', nullable: true })
  value!: number | null

  @Property({ type: 'text', nullable: true })
  date!: IsoDate | null

  @Property({ type: 'text', nullable: true })
  printed!: string | null
}
