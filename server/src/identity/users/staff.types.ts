import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { orRefusal } from '../../kernel/graphql/refusal.types'
import { HolderType, StaffAccountType } from './holder.types'

@ObjectType('Grant', { description: 'A role held in a unit, from a day to a day.' })
export class GrantType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  role!: string

  @Field(() => String)
  unit!: string

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null

  @Field(() => Boolean, { description: 'Held in place of somebody else.' })
  deputy!: boolean

  @Field(() => Boolean, { description: 'Given by the plan file, not by hand.' })
  byPlan!: boolean
}

@ObjectType('StaffPerson', { description: 'A position of the body, its roles and its account.' })
export class StaffPersonType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => [GrantType])
  grants!: readonly GrantType[]

  @Field(() => [HolderType], { description: 'In the order of their days.' })
  holders!: readonly HolderType[]

  @Field(() => ID, { nullable: true, description: 'Id of the holder of today; null where nobody holds it.' })
  holder!: string | null

  @Field(() => StaffAccountType, { nullable: true, description: 'The account of the holder of today.' })
  account!: StaffAccountType | null
}

@ObjectType('StaffUnit')
export class StaffUnitType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null
}

@ObjectType('Staff', { description: 'Everybody of a body.' })
export class StaffType {
  @Field(() => [StaffPersonType])
  people!: readonly StaffPersonType[]

  @Field(() => [StaffUnitType])
  units!: readonly StaffUnitType[]
}

@InputType('GrantInput')
export class GrantInput {
  @Field(() => String)
  person!: string

  @Field(() => String)
  role!: string

  @Field(() => String)
  unit!: string

  @Field(() => String, { nullable: true })
  from!: string | null

  @Field(() => String, { nullable: true })
  to!: string | null

  @Field(() => Boolean)
  deputy!: boolean
}

@ObjectType('Invitation', { description: 'An account waits for its password.' })
export class InvitationType {
  @Field(() => String)
  username!: string

  @Field(() => Boolean, { description: 'Was a letter sent?' })
  mailed!: boolean

  @Field(() => String, { nullable: true, description: 'The link itself, where no mail goes out: to be handed over.' })
  link!: string | null
}

export const StaffResult = orRefusal('StaffResult', 'Staff', StaffType)
export const InvitationResult = orRefusal('InvitationResult', 'Invitation', InvitationType)
