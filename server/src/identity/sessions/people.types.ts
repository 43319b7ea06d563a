import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql'
import { isRefusal, RefusalType } from '../../kernel/graphql/refusal.types'

@ObjectType('RoleGrant')
export class RoleGrantType {
  @Field(() => String)
  role!: string

  @Field(() => String)
  unit!: string

  @Field(() => String, { nullable: true })
  from?: string

  @Field(() => String, { nullable: true })
  to?: string

  @Field(() => Boolean, { nullable: true, description: 'Held in place of somebody else.' })
  deputy?: boolean
}

@ObjectType('Position', { description: 'What an account is in a body.' })
export class PositionType {
  @Field(() => String)
  person!: string

  @Field(() => String)
  title!: string

  @Field(() => String)
  body!: string

  @Field(() => String)
  bodyName!: string
}

@ObjectType('SessionDevice', { description: 'What has come from the device of a session.' })
export class SessionDeviceType {
  @Field(() => String, { description: 'When it was last heard of, ISO 8601 in UTC.' })
  lastSeen!: string

  @Field(() => Int, { description: 'Operations that it has sent: its own count of them.' })
  operations!: number
}

@ObjectType('Session', { description: 'Who is signed in, for which body, with which roles there.' })
export class SessionType {
  @Field(() => String)
  person!: string

  @Field(() => String)
  username!: string

  @Field(() => String)
  title!: string

  @Field(() => String)
  body!: string

  @Field(() => String)
  bodyName!: string

  @Field(() => [RoleGrantType])
  roles!: readonly RoleGrantType[]

  @Field(() => [PositionType], { description: 'Where this account may act, this position included.' })
  positions!: readonly PositionType[]

  @Field(() => String, { description: 'The moment at the body, ISO 8601 in UTC.' })
  now!: string

  @Field(() => String, {
    description:
      'Wraps the key under which a device seals what its person leaves on it: the same for this account and position, and for nobody else.',
  })
  deviceKey!: string

  @Field(() => SessionDeviceType, {
    nullable: true,
    description:
      'What has come from this session’s device in this position, asked by `me` only: a browser that holds nothing of it was emptied.',
  })
  device?: () => Promise<SessionDeviceType | null>
}

export const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [SessionType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'Session'),
})

@ObjectType('DemoAccount')
export class DemoAccountType {
  @Field(() => String)
  body!: string

  @Field(() => String)
  bodyName!: string

  @Field(() => String)
  username!: string

  @Field(() => String)
  title!: string

  @Field(() => String)
  role!: string
}

@ObjectType('Status', { description: 'What a page must know before anybody has signed in.' })
export class StatusType {
  @Field(() => String)
  version!: string

  @Field(() => Boolean)
  demo!: boolean

  @Field(() => String, {
    description: 'The moment by the clock of the server, or of the body of who is signed in; ISO 8601 in UTC.',
  })
  now!: string

  @Field(() => String, {
    nullable: true,
    description: 'The name of the remote site that this server is; null at the head office.',
  })
  site!: string | null

  @Field(() => Boolean, { description: 'True until the first body and its controller are made.' })
  needsSetup!: boolean

  @Field(() => [DemoAccountType], { description: 'In the demo only.' })
  accounts!: readonly DemoAccountType[]

  @Field(() => String, { nullable: true })
  demoPassword!: string | null

  @Field(() => Boolean, { description: 'Can a forgotten password be replaced by mail?' })
  canReset!: boolean

  @Field(() => String, { nullable: true, description: 'Name of the identity provider by which one may sign in.' })
  oidc!: string | null
}

@InputType('SetupInput')
export class SetupInput {
  @Field(() => String)
  bodyCode!: string

  @Field(() => String)
  bodyName!: string

  @Field(() => String)
  username!: string

  @Field(() => String)
  password!: string

  @Field(() => String, { description: 'How the controller is called: "Controllo di gestione".' })
  title!: string
}
