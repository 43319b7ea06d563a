import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { orRefusal } from '../../kernel/graphql/refusal.types'
import { JsonScalar } from '../../kernel/graphql/derived-types'

@ObjectType('Act', { description: 'What makes a plan valid.' })
export class ActType {
  @Field(() => String)
  organ!: string

  @Field(() => String, { nullable: true })
  number?: string

  @Field(() => String, { nullable: true })
  date?: string

  @Field(() => String)
  printed!: string
}

@InputType('ActInput')
export class ActInput {
  @Field(() => String)
  organ!: string

  @Field(() => String)
  number!: string

  @Field(() => String)
  date!: string
}

@ObjectType('PlanVersion', { description: 'A plan as it was from a day on.' })
export class PlanVersionType {
  @Field(() => String)
  id!: string

  @Field(() => Int)
  firstYear!: number

  @Field(() => Int)
  lastYear!: number

  @Field(() => Int)
  version!: number

  @Field(() => String, { nullable: true, description: 'First day on which it counts; null for always.' })
  inForceFrom!: string | null

  @Field(() => ActType, { nullable: true })
  act!: ActType | null

  @Field(() => String, { nullable: true })
  adoptedAt!: string | null

  @Field(() => Boolean, { description: 'Does it count today?' })
  isInForce!: boolean
}

@ObjectType('PlanDraftInfo')
export class PlanDraftInfoType {
  @Field(() => Int)
  firstYear!: number

  @Field(() => Int)
  lastYear!: number

  @Field(() => String)
  hash!: string

  @Field(() => String)
  person!: string

  @Field(() => String)
  changedAt!: string

  @Field(() => Boolean, { description: 'Does it revise a plan that is in force?' })
  isRevision!: boolean
}

@ObjectType('PlanLife', { description: 'Versions of a body’s plans, the newest first, and what is being prepared.' })
export class PlanLifeType {
  @Field(() => [PlanVersionType])
  versions!: readonly PlanVersionType[]

  @Field(() => [PlanDraftInfoType])
  drafts!: readonly PlanDraftInfoType[]
}

@ObjectType('PlanDraft', { description: 'A plan that is being prepared.' })
export class PlanDraftType extends PlanDraftInfoType {
  @Field(() => JsonScalar)
  document!: unknown

  @Field(() => JsonScalar, { nullable: true, description: 'The version in force that it is to revise.' })
  base!: unknown
}

export const PlanLifeResult = orRefusal('PlanLifeResult', 'PlanLife', PlanLifeType)
export const PlanDraftResult = orRefusal('PlanDraftResult', 'PlanDraft', PlanDraftType)
