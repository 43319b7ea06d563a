import { Field, Int, ObjectType } from 'type-graphql'
import { JsonScalar } from '../kernel/graphql/scalars'
import { orRefusal } from '../kernel/graphql/done.types'

@ObjectType('RecordEntry', { description: 'One entry of the record.' })
export class RecordEntryType {
  @Field(() => Int)
  seq!: number

  @Field(() => String)
  at!: string

  @Field(() => String)
  person!: string

  @Field(() => String, { description: 'Position of the person, as it is called now.' })
  personTitle!: string

  @Field(() => String)
  action!: string

  @Field(() => String, { description: '`done` or `refused`.' })
  outcome!: string

  @Field(() => [String])
  about!: readonly string[]

  @Field(() => JsonScalar, { nullable: true })
  detail!: unknown

  @Field(() => String)
  hash!: string
}

@ObjectType('RecordPage', { description: 'Entries of the record, the newest first.' })
export class RecordPageType {
  @Field(() => [RecordEntryType])
  entries!: readonly RecordEntryType[]

  @Field(() => Int, { nullable: true, description: 'Ask for what is before this number to read on; null at the end.' })
  next!: number | null
}

export const RecordResult = orRefusal('RecordResult', 'RecordPage', RecordPageType)
