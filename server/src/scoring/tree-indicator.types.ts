import type { MeasureValue } from '@traguardo/shared/model'
import { Field, Int, ObjectType } from 'type-graphql'
import { ContentScalar } from '../kernel/graphql/derived-types'
import { ScoreType } from './score.types'

@ObjectType('TreeValue', { description: 'What a unit entered in a period; null content for nothing yet.' })
export class TreeValueType {
  @Field(() => String, { nullable: true })
  unit!: string | null

  @Field(() => Int)
  period!: number

  @Field(() => ContentScalar, { nullable: true })
  content!: MeasureValue | null

  @Field(() => String, { nullable: true })
  person!: string | null

  @Field(() => String, { nullable: true })
  at!: string | null
}

@ObjectType('TreeMeasure')
export class TreeMeasureType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  label!: string

  @Field(() => String)
  kind!: string

  @Field(() => String)
  aggregation!: string

  @Field(() => [TreeValueType])
  values!: readonly TreeValueType[]

  @Field(() => String, { description: 'The value of the year so far, as it is shown.' })
  aggregate!: string
}

@ObjectType('TreeBaseline')
export class TreeBaselineType {
  @Field(() => Int)
  year!: number

  @Field(() => String)
  printed!: string
}

@ObjectType('TreeTarget')
export class TreeTargetType {
  @Field(() => Int)
  year!: number

  @Field(() => String)
  printed!: string

  @Field(() => String)
  type!: string
}

@ObjectType('TreeIndicator')
export class TreeIndicatorType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description?: string | undefined

  @Field(() => String, { nullable: true })
  typology?: string | undefined

  @Field(() => String, { nullable: true })
  source?: string | undefined

  @Field(() => String)
  unit!: string

  @Field(() => String)
  printedFormula!: string

  @Field(() => String)
  formula!: string

  @Field(() => TreeBaselineType, { nullable: true })
  baseline?: TreeBaselineType | undefined

  @Field(() => TreeTargetType, { nullable: true })
  target?: TreeTargetType | undefined

  @Field(() => String, { description: 'The value of the year so far, as it is shown: "66,92 %", "n.d."' })
  value!: string

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeMeasureType])
  measures!: readonly TreeMeasureType[]
}
