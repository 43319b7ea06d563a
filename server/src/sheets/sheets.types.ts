import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { SHEET_STEPS } from '@traguardo/shared/sheets'
import { orRefusal } from '../kernel/graphql/refusal.types'

@ObjectType('SheetEvent', { description: 'A step in the life of an individual sheet.' })
export class SheetEventType {
  @Field(() => String)
  sheet!: string

  @Field(() => String, { nullable: true, description: 'Whose step it is: id of the holder.' })
  holder!: string | null

  @Field(() => String, { description: `One of ${SHEET_STEPS.join(', ')}.` })
  step!: string

  @Field(() => String)
  person!: string

  @Field(() => String)
  at!: string

  @Field(() => String)
  remarks!: string
}

@ObjectType('Judgement', { description: 'A score by hand: asked for, approved or refused.' })
export class JudgementType {
  @Field(() => ID)
  id!: string

  @Field(() => Int)
  year!: number

  @Field(() => String)
  about!: string

  @Field(() => String, { nullable: true, description: 'Whose score it is: id of the holder.' })
  holder!: string | null

  @Field(() => Float)
  score!: number

  @Field(() => String)
  reason!: string

  @Field(() => String)
  askedBy!: string

  @Field(() => String)
  askedAt!: string

  @Field(() => String, { nullable: true })
  decidedBy!: string | null

  @Field(() => String, { nullable: true, description: '`approved` or `refused`; null while it waits.' })
  decision!: string | null

  @Field(() => String, { nullable: true })
  answer!: string | null
}

@ObjectType('YearPart', { description: 'Days of a year on which somebody holds a position, of all that the year has.' })
export class YearPartType {
  @Field(() => Int)
  held!: number

  @Field(() => Int)
  of!: number
}

@ObjectType('SheetHolder', { description: 'Somebody who holds the position of a sheet on days of its year.' })
export class SheetHolderType {
  @Field(() => String)
  sheet!: string

  @Field(() => ID)
  holder!: string

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null

  @Field(() => Boolean, { description: 'Is the year theirs today?' })
  isNow!: boolean

  @Field(() => Boolean, { description: 'Are their days over?' })
  isOver!: boolean

  @Field(() => YearPartType, { nullable: true, description: 'Null where the policy of the year shares nothing out.' })
  part!: YearPartType | null
}

@ObjectType('SheetLives', { description: 'Of the sheets that the viewer may see: their steps, and scores by hand.' })
export class SheetLivesType {
  @Field(() => [SheetEventType])
  events!: readonly SheetEventType[]

  @Field(() => [JudgementType])
  judgements!: readonly JudgementType[]

  @Field(() => [SheetHolderType])
  holders!: readonly SheetHolderType[]
}

export const SheetLivesResult = orRefusal('SheetLivesResult', 'SheetLives', SheetLivesType)
