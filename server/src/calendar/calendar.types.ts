import { Field, InputType, Int } from 'type-graphql'

@InputType('EntrySpanInput')
export class EntrySpanInput {
  @Field(() => Int)
  period!: number

  @Field(() => String)
  opens!: string

  @Field(() => String)
  deadline!: string
}

@InputType('CalendarExceptionInput')
export class CalendarExceptionInput {
  @Field(() => Int)
  period!: number

  @Field(() => String)
  unit!: string

  @Field(() => String)
  deadline!: string

  @Field(() => String)
  reason!: string
}

@InputType('CalendarInput', { description: 'How a year is divided, and until when values are entered.' })
export class CalendarInput {
  @Field(() => String, { description: '`quadrimestri`, `semestri` or `trimestri`.' })
  division!: string

  @Field(() => Int)
  entryDays!: number

  @Field(() => Boolean)
  workingDays!: boolean

  @Field(() => [Int])
  reminderDays!: readonly number[]

  @Field(() => [EntrySpanInput])
  spans!: readonly EntrySpanInput[]

  @Field(() => [CalendarExceptionInput])
  exceptions!: readonly CalendarExceptionInput[]
}
