import { Field, Float, Int, ObjectType } from 'type-graphql'
import { GivenByHand } from '../plans/typed/plan.types'

@ObjectType('ScorePoints', { description: 'Points for an achievement: between the two the evaluator picks.' })
class PointsType {
  @Field(() => Float)
  least!: number

  @Field(() => Float)
  most!: number
}

@ObjectType('ScoreManual', {
  description: 'A score given by hand, in place of the computed one or where there is none.',
})
class ManualType extends GivenByHand {
  @Field(() => Float, { nullable: true, description: 'The achievement that the rules alone give: 0..1.' })
  instead!: number | null
}

@ObjectType('ScoreCourses', { description: 'How many indicators are on each course: below a group, or this one.' })
class CoursesType {
  @Field(() => Int)
  onCourse!: number

  @Field(() => Int)
  late!: number

  @Field(() => Int)
  atRisk!: number
}

@ObjectType('Score', {
  description: 'A score that explains itself. Shares and achievements are 0..1 and never rounded.',
})
export class ScoreType {
  @Field(() => Float, { nullable: true })
  achievement!: number | null

  @Field(() => String, { nullable: true, description: 'Code of the band in the policy: met, partly, not-met.' })
  band!: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'Share of what is due by now, by weight, that is there; null where nothing is due.',
  })
  coverage!: number | null

  @Field(() => Boolean, { description: 'The year is open and part of what is due by now is not there yet.' })
  isProvisional!: boolean

  @Field(() => Float, { nullable: true })
  share!: number | null

  @Field(() => Float, { nullable: true })
  contribution!: number | null

  @Field(() => String, { description: 'Number of the rule in scoring/SPEC.md.' })
  rule!: string

  @Field(() => String)
  sentence!: string

  @Field(() => String, { nullable: true, description: 'Why there is no number: missing, not-due, not-applicable, ...' })
  absence!: string | null

  @Field(() => PointsType, { nullable: true, description: 'Of a sheet, where the policy gives points.' })
  points!: PointsType | null

  @Field(() => ManualType, { nullable: true })
  manual!: ManualType | null

  @Field(() => CoursesType)
  courses!: CoursesType
}
