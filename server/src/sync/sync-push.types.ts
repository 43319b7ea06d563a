import { Field, ID, InputType, Int } from 'type-graphql'
import { ContentScalar } from '../schema/scalars'

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

@InputType('DecisionInput')
export class DecisionInput {
  @Field(() => String)
  reason!: string

  @Field(() => Boolean)
  inTime!: boolean
}

@InputType('OperationInput', { description: 'Fields that the first protocol did not know may be left out.' })
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

  @Field(() => String, { nullable: true })
  kind?: string | null

  @Field(() => ID, { nullable: true, description: 'Made from the key where it is left out.' })
  register?: string | null

  @Field(() => RegisterKeyInput)
  key!: RegisterKeyInput

  @Field(() => ID, { nullable: true })
  base?: string | null

  @Field(() => ContentScalar, { nullable: true })
  content?: unknown

  @Field(() => ID, { nullable: true })
  about?: string | null

  @Field(() => DecisionInput, { nullable: true })
  decision?: DecisionInput | null
}

@InputType('BehindCursorInput')
export class BehindCursorInput {
  @Field(() => [String])
  scopes!: string[]

  @Field(() => Int)
  stamp!: number
}

@InputType('CursorInput')
export class CursorInput {
  @Field(() => String, { nullable: true })
  view?: string | null

  @Field(() => Int)
  stamp!: number

  @Field(() => Int)
  tray!: number

  @Field(() => BehindCursorInput, { nullable: true })
  behind?: BehindCursorInput | null
}

@InputType('PushInput')
export class PushInput {
  @Field(() => String)
  body!: string

  @Field(() => String)
  node!: string

  @Field(() => Int)
  protocol!: number

  @Field(() => String, { nullable: true, description: 'Whose work it is: the push of somebody else is refused whole.' })
  person?: string | null

  @Field(() => String, { nullable: true })
  epoch?: string | null

  @Field(() => Int, { nullable: true })
  lastSeq?: number | null

  @Field(() => ID, { nullable: true, description: 'Of older apps: it proves nothing, and is not looked at.' })
  lastDecided?: string | null

  @Field(() => String, { nullable: true, description: 'As the last answer gave it.' })
  receipt?: string | null

  @Field(() => CursorInput, { nullable: true })
  at?: CursorInput | null

  @Field(() => Int, { nullable: true, description: 'Of the first protocol, instead of `at`.' })
  cursor?: number | null

  @Field(() => Boolean, { nullable: true })
  verify?: boolean | null

  @Field(() => String, { nullable: true, description: 'What the device calls itself: "Chrome su Android".' })
  device?: string | null

  @Field(() => [OperationInput])
  operations!: OperationInput[]

  @Field(() => [ID], {
    nullable: true,
    description:
      'Those of the operations that were refused and that their author has dealt with: they are never applied.',
  })
  ended?: string[] | null
}
