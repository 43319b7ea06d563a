import { Field, Float, ObjectType } from 'type-graphql'

@ObjectType('Score', {
  description: 'A score that explains itself. Shares and achievements are 0..1 and never rounded.',
})
export class ScoreType {
  @Field(() => Float, { nullable: true })
  achievement!: number | null

  @Field(() => String, { nullable: true, description: 'Code of the band in the policy: met, partly, not-met.' })
  band!: string | null

  @Field(() => Float, { description: 'Share of the weight that rests on entered values.' })
  coverage!: number

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
}
