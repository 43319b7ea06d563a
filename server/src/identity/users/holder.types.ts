import { Field, ID, InputType, ObjectType } from 'type-graphql'

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
