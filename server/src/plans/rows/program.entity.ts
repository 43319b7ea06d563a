import { Entity, Property, Unique } from '@mikro-orm/core'
import { PlanPart } from './plan-part'

/** Mission or programme of D.M. 27/03/2013. */
@Entity({ tableName: 'program' })
@Unique({ properties: ['plan', 'code'] })
export class ProgramEntity extends PlanPart {
  @Property({ type: 'text', fieldName: 'printed_code' })
  printedCode!: string

  @Property({ type: 'text' })
  title!: string
}
