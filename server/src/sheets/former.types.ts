import { Field, ID, Int, ObjectType } from 'type-graphql'
import { orRefusal } from '../kernel/graphql/refusal.types'
import { TreeSheetType } from '../scoring/tree.types'
import { JudgementType, SheetEventType, YearPartType } from './sheets.types'

@ObjectType('FormerSheet', {
  description: 'A sheet of a year of a position that was held before, as on its last day there.',
})
export class FormerSheetType {
  @Field(() => ID, { description: 'As which holder it was held.' })
  holder!: string

  @Field(() => String, { description: 'What the position is called.' })
  title!: string

  @Field(() => Int)
  year!: number

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String)
  to!: string

  @Field(() => YearPartType, { nullable: true, description: 'Null where the policy of the year shares nothing out.' })
  part!: YearPartType | null

  @Field(() => TreeSheetType)
  sheet!: TreeSheetType

  @Field(() => [SheetEventType])
  events!: readonly SheetEventType[]

  @Field(() => [JudgementType])
  judgements!: readonly JudgementType[]
}

@ObjectType('FormerSheets')
export class FormerSheetsType {
  @Field(() => [Int], { description: 'Every year of which there are any.' })
  years!: readonly number[]

  @Field(() => [FormerSheetType])
  sheets!: readonly FormerSheetType[]
}

export const FormerSheetsResult = orRefusal('FormerSheetsResult', 'FormerSheets', FormerSheetsType)
