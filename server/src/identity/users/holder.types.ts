import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType('StaffAccount')
export class StaffAccountType {
  @Field(() => String)
  username!: string

  @Field(() => String, { nullable: true })
  email!: string | null

  @Field(() => Boolean)
  totp!: boolean

  @Field(() => Boolean, { description: 'Was a password ever chosen?' })
  isReady!: boolean

  @Field(() => String, { nullable: true, description: 'Until when an invitation waits to be used.' })
  invitedUntil!: string | null

  @Field(() => Boolean, { description: 'Does it act in another body too? Then none alone decides about it.' })
  actsElsewhere!: boolean

  @Field(() => String, { nullable: true })
  disabledAt!: string | null

  @Field(() => String, { nullable: true })
  lastSeen!: string | null
}

@ObjectType('Holder', { description: 'Somebody who holds, held or will hold a position.' })
export class HolderType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'Null where it is not known, or was erased.' })
  name!: string | null

  @Field(() => String, { nullable: true, description: 'User name of the account that acts on these days.' })
  username!: string | null

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null

  @Field(() => StaffAccountType, {
    nullable: true,
    description: 'What is known of that account; of a former holder nothing.',
  })
  account!: StaffAccountType | null
}

@InputType('HolderInput')
export class HolderInput {
  @Field(() => String)
  person!: string

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'An account that holds or held a position of this body; others are invited.',
  })
  username!: string | null

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null

  @Field(() => Boolean, { description: 'Does whoever holds it on the first day end the day before?' })
  handOver!: boolean
}
