import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { orRefusal } from '../../../kernel/graphql/done.types'

@ObjectType('OpenSession', { description: 'A browser in which this account is signed in.' })
export class OpenSessionType {
  @Field(() => String)
  id!: string

  @Field(() => String, { description: 'What the browser calls itself.' })
  agent!: string

  @Field(() => String)
  since!: string

  @Field(() => String)
  lastSeen!: string

  @Field(() => Boolean, { description: 'Is it the one that asks?' })
  isThis!: boolean
}

@ObjectType('OwnDevice', { description: 'A device on which this person works without a line.' })
export class OwnDeviceType {
  @Field(() => String, { description: 'Not its name among machines, which nobody else should know.' })
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  lastSeen!: string

  @Field(() => String, { nullable: true })
  revokedAt!: string | null
}

@ObjectType('OwnSettings', { description: 'How one’s own account is set.' })
export class OwnSettingsType {
  @Field(() => String)
  username!: string

  @Field(() => String, { nullable: true })
  email!: string | null

  @Field(() => Boolean, { description: 'Is a second factor asked for?' })
  totp!: boolean

  @Field(() => Boolean, { description: 'Was a password chosen? Who only comes by the identity provider has none.' })
  hasPassword!: boolean

  @Field(() => Int, { description: 'Codes left that stand in for a lost second factor.' })
  recoveryLeft!: number

  @Field(() => String, { description: '`each`, `daily` or `none`: how often reminders are mailed.' })
  mail!: string

  @Field(() => String, { nullable: true, description: 'Address of the calendar of deadlines (ICS).' })
  feed!: string | null

  @Field(() => String, { nullable: true, description: 'Public key for notices of the browser.' })
  pushKey!: string | null

  @Field(() => [OpenSessionType])
  sessions!: readonly OpenSessionType[]

  @Field(() => [OwnDeviceType])
  devices!: readonly OwnDeviceType[]
}

@InputType('OwnSettingsInput')
export class OwnSettingsInput {
  @Field(() => String)
  mail!: string
}

export const OwnSettingsResult = orRefusal('OwnSettingsResult', 'OwnSettings', OwnSettingsType)
