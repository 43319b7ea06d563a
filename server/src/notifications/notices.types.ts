import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { orRefusal } from '../kernel/graphql/done.types'

@ObjectType('Notice', { description: 'Something that a person is told.' })
export class NoticeType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  kind!: string

  @Field(() => String)
  subject!: string

  @Field(() => String)
  text!: string

  @Field(() => String, { description: 'Page to open, from the root.' })
  link!: string

  @Field(() => String)
  at!: string

  @Field(() => String, { nullable: true })
  readAt!: string | null
}

@ObjectType('Notices', { description: 'What a person was told, the newest first.' })
export class NoticesType {
  @Field(() => [NoticeType])
  notices!: readonly NoticeType[]

  @Field(() => Int)
  unread!: number
}

@InputType('PushSubscriptionInput', { description: 'A browser that wants to be told (Web Push).' })
export class PushSubscriptionInput {
  @Field(() => String)
  endpoint!: string

  @Field(() => String)
  p256dh!: string

  @Field(() => String)
  auth!: string
}

export const NoticesResult = orRefusal('NoticesResult', 'Notices', NoticesType)
