import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/core'
import type { Baseline, Footnote, Indicator } from '@traguardo/shared/model'
import { JsonText } from '../../db/json-text'
import { ObjectiveEntity } from './objective.entity'
import { PlanPart } from './plan-part'

/** What is scored: see the shared `Indicator`. */
@Entity({ tableName: 'indicator' })
@Unique({ properties: ['plan', 'code'] })
export class IndicatorEntity extends PlanPart {
  @ManyToOne({ entity: () => ObjectiveEntity, fieldName: 'objective_id' })
  objective!: ObjectiveEntity

  @Property({ type: 'string', length: 8, fieldName: 'code_from' })
  codeFrom!: Indicator['codeFrom']

  @Property({ type: 'text' })
  title!: string

  @Property({ type: 'text', nullable: true })
  description!: string | null

  @Property({ type: 'text', nullable: true })
  typology!: Indicator['typology'] | null

  @Property({ type: 'text', nullable: true })
  source!: string | null

  @Property({ type: 'text' })
  unit!: string

  @Property({ type: 'text', fieldName: 'printed_formula' })
  printedFormula!: string

  @Property({ type: 'text' })
  formula!: string

  @Property({ type: 'double', nullable: true })
  weight!: number | null

  @Property({ type: JsonText, nullable: true })
  baseline!: Baseline | null

  @Property({ type: JsonText, nullable: true })
  footnotes!: readonly Footnote[] | null
}
