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

@ObjectType('ScoreVerdict', {
  description:
    'The one word on a score: of an indicator its course before the close, of everything else, and at it, the band.',
})
class VerdictType {
  @Field(() => String, { description: 'course, band' })
  type!: string

  @Field(() => String, { description: 'The course, or the code of the band in the policy.' })
  code!: string

  @Field(() => String, { description: 'The word in Italian, a band by its own name.' })
  name!: string

  @Field(() => String, { description: 'good, fair, poor' })
  tone!: string
}

@ObjectType('WeightTaken', { description: 'Where a weight was shared out again.' })
class WeightTakenType {
  @Field(() => String)
  kind!: string

  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => Int, { description: 'How many took a part of it.' })
  by!: number
}

@ObjectType('MovedWeight', { description: 'Weight that does not lie where the plan puts it.' })
class MovedWeightType {
  @Field(() => String, { description: 'Its address: objectives/<code>, indicators/<code>.' })
  about!: string

  @Field(() => String)
  title!: string

  @Field(() => String, {
    description:
      'taken: it has no weight of its own and took the mean of its brothers. Else why it is left out: missing, not-due, ...',
  })
  why!: string

  @Field(() => String, { nullable: true, description: 'Why it is left out, in Italian; null where it is not.' })
  reason!: string | null

  @Field(() => String, { nullable: true, description: 'Code of the position that said so; null where nobody did.' })
  person!: string | null

  @Field(() => String, { nullable: true, description: 'When that was received.' })
  at!: string | null

  @Field(() => Float, { description: 'The share of this score that it would have, or the one that it took: 0..1.' })
  share!: number

  @Field(() => WeightTakenType, { nullable: true, description: 'Null where nothing took it.' })
  to!: WeightTakenType | null
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

  @Field(() => VerdictType, { nullable: true, description: 'Null where nothing is said yet.' })
  verdict!: VerdictType | null

  @Field(() => [MovedWeightType], {
    description:
      'Everything below of which the weight was moved, the largest share first: who said so, when, why, and where to.',
  })
  moved!: readonly MovedWeightType[]
}
