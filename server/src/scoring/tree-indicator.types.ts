import type { MeasureValue } from '@traguardo/shared/model'
import { Field, Float, Int, ObjectType } from 'type-graphql'
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

  @Field(() => String, {
    nullable: true,
    description: 'on-course, late, at-risk; null where nothing says yet how it goes.',
  })
  course!: string | null

  @Field(() => Float, { nullable: true, description: 'Value expected by now, in its unit.' })
  expected!: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'What the target compares with, where it is not printed in it: the value of an earlier year, a benchmark.',
  })
  reference!: number | null

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeMeasureType])
  measures!: readonly TreeMeasureType[]
}
