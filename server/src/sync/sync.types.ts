import type { MeasureValue } from '@traguardo/shared/model'
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { isRefusal, RefusalType } from '../schema/refusal.types'
import { ContentScalar } from '../schema/scalars'

@ObjectType('RegisterKey')
export class RegisterKeyType {
  @Field(() => String)
  body!: string

  @Field(() => String)
  measure!: string

  @Field(() => String, { nullable: true })
  unit!: string | null

  @Field(() => Int)
  year!: number

  @Field(() => Int)
  period!: number

  @Field(() => String)
  field!: string
}

@ObjectType('Register', { description: 'What stands in a cell or its note, and who put it there when.' })
export class RegisterType {
  @Field(() => ID)
  id!: string

  @Field(() => RegisterKeyType)
  key!: RegisterKeyType

  @Field(() => String)
  head!: string

  @Field(() => ContentScalar, { nullable: true })
  content!: MeasureValue | string | null

  @Field(() => String)
  person!: string

  @Field(() => String)
  at!: string

  @Field(() => Int)
  stamp!: number
}

@ObjectType('Verdict', {
  description: 'applied, merged, conflict (with what stands there), rejected or deferred (with why).',
})
export class VerdictType {
  @Field(() => ID)
  operation!: string

  @Field(() => String)
  type!: string

  @Field(() => RegisterType, { nullable: true })
  current?: RegisterType | null

  @Field(() => RefusalType, { nullable: true })
  refusal?: RefusalType | null
}

@ObjectType('SyncAnswer')
export class SyncAnswerType {
  @Field(() => [VerdictType])
  verdicts!: readonly VerdictType[]

  @Field(() => [RegisterType])
  registers!: readonly RegisterType[]

  @Field(() => Int)
  cursor!: number

  @Field(() => Boolean)
  more!: boolean

  @Field(() => String)
  serverTime!: string
}

export const SyncResult = createUnionType({
  name: 'SyncResult',
  types: () => [SyncAnswerType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'SyncAnswer'),
})

@InputType('RegisterKeyInput')
export class RegisterKeyInput {
  @Field(() => String)
  body!: string

  @Field(() => String)
  measure!: string

  @Field(() => String, { nullable: true })
  unit?: string | null

  @Field(() => Int)
  year!: number

  @Field(() => Int)
  period!: number

  @Field(() => String)
  field!: string
}

@InputType('OperationInput')
export class OperationInput {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  node!: string

  @Field(() => Int)
  seq!: number

  @Field(() => String)
  person!: string

  @Field(() => String)
  deviceTime!: string

  @Field(() => Int)
  protocol!: number

  @Field(() => ID)
  register!: string

  @Field(() => RegisterKeyInput)
  key!: RegisterKeyInput

  @Field(() => ID, { nullable: true })
  base?: string | null

  @Field(() => ContentScalar, { nullable: true })
  content?: unknown
}

@InputType('PushInput')
export class PushInput {
  @Field(() => String)
  body!: string

  @Field(() => String)
  node!: string

  @Field(() => Int)
  protocol!: number

  @Field(() => Int)
  cursor!: number

  @Field(() => [OperationInput])
  operations!: OperationInput[]
}
