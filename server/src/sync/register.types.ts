import type { Content, OperationKind, RegisterField } from '@traguardo/shared/sync'
import { Field, ID, Int, ObjectType } from 'type-graphql'
import { RefusalType } from '../schema/refusal.types'
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

  @Field(() => String, { description: 'value, note, or evidence/ and the SHA-256 of its bytes.' })
  field!: RegisterField
}

@ObjectType('Register', { description: 'What stands in a cell or its note, and who put it there when.' })
export class RegisterType {
  @Field(() => ID)
  id!: string

  @Field(() => RegisterKeyType)
  key!: RegisterKeyType

  @Field(() => String)
  scope!: string

  @Field(() => String)
  head!: string

  @Field(() => ContentScalar, { nullable: true })
  content!: Content

  @Field(() => String)
  person!: string

  @Field(() => String)
  at!: string

  @Field(() => Int)
  stamp!: number

  @Field(() => Boolean, { description: 'Accepted by a manager as if it had come in time.' })
  excused!: boolean

  @Field(() => Boolean, { description: 'Have the bytes of a piece of evidence arrived? True for everything else.' })
  complete!: boolean
}

@ObjectType('Verdict', {
  description: 'applied, merged, conflict (with what stands there), rejected or deferred (with why).',
})
export class VerdictType {
  @Field(() => ID)
  operation!: string

  @Field(() => String)
  type!: string

  @Field(() => Int, { description: 'Its place in the count of the body; 0 where it is not recorded.' })
  stamp!: number

  @Field(() => Boolean, { description: 'Said by a remote site: the head office has still to decide.' })
  provisional!: boolean

  @Field(() => ID, { nullable: true })
  keptAs?: string | null

  @Field(() => String, { nullable: true })
  scope?: string

  @Field(() => RegisterType, { nullable: true })
  current?: RegisterType | null

  @Field(() => RefusalType, { nullable: true })
  refusal?: RefusalType | null
}

@ObjectType('Decision')
export class DecisionType {
  @Field(() => String)
  reason!: string

  @Field(() => Boolean)
  inTime!: boolean
}

@ObjectType('Operation', { description: 'What a person did, on which device, and what it was based on.' })
export class OperationType {
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

  @Field(() => String, { description: 'edit, dismiss, accept or decline.' })
  kind!: OperationKind

  @Field(() => ID)
  register!: string

  @Field(() => RegisterKeyType)
  key!: RegisterKeyType

  @Field(() => ID, { nullable: true })
  base!: string | null

  @Field(() => ContentScalar, { nullable: true })
  content!: Content

  @Field(() => ID, { nullable: true })
  about!: string | null

  @Field(() => DecisionType, { nullable: true })
  decision!: DecisionType | null
}

@ObjectType('Settlement', { description: 'How a conflict, a refusal or a late value ended.' })
export class SettlementType {
  @Field(() => String)
  by!: string

  @Field(() => String)
  kind!: OperationKind

  @Field(() => String)
  person!: string

  @Field(() => String)
  at!: string

  @Field(() => String, { nullable: true })
  reason!: string | null
}

@ObjectType('OperationRecord', { description: 'An operation with its verdict: a line of the history.' })
export class OperationRecordType {
  @Field(() => OperationType)
  operation!: OperationType

  @Field(() => Boolean)
  sent!: boolean

  @Field(() => VerdictType, { nullable: true })
  verdict!: VerdictType | null

  @Field(() => String, { nullable: true })
  receivedAt!: string | null

  @Field(() => Int)
  stamp!: number

  @Field(() => String)
  scope!: string

  @Field(() => Boolean)
  relayed!: boolean

  @Field(() => SettlementType, { nullable: true })
  settlement!: SettlementType | null
}
