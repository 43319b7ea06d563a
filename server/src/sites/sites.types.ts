import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql'
import type { Params } from '@traguardo/shared/refusals'
import { JsonScalar } from '../kernel/graphql/scalars'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'

@ObjectType('SiteEnvelope', { description: 'A signed and sealed message between a site and the head office.' })
export class SiteEnvelopeType {
  @Field(() => String)
  envelope!: string
}

@ObjectType('SiteCredential', { description: 'The file that a site is installed with. It is given once.' })
export class SiteCredentialType {
  @Field(() => String)
  fileName!: string

  @Field(() => String)
  text!: string
}

@ObjectType('SiteTrouble', { description: 'What is wrong between a site and the head office.' })
export class SiteTroubleType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  message!: string

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  params!: Params | null

  @Field(() => String)
  since!: string
}

@ObjectType('Site', { description: 'A remote site, as the head office knows it.' })
export class SiteType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => [String])
  units!: readonly string[]

  @Field(() => String)
  createdAt!: string

  @Field(() => String, { nullable: true })
  revokedAt!: string | null

  @Field(() => String, { nullable: true })
  lastSeen!: string | null

  @Field(() => Int, { description: 'Operations that waited at the site when it was last heard of.' })
  waiting!: number

  @Field(() => Int, { nullable: true, description: 'Files that waited there; null where its software does not say.' })
  files!: number | null

  @Field(() => Int, { description: 'Operations of its people that waited in a tray.' })
  refused!: number

  @Field(() => SiteTroubleType, { nullable: true })
  trouble!: SiteTroubleType | null
}

@ObjectType('WaitingEvidence', { description: 'Evidence that was put into values and whose bytes are not here.' })
export class WaitingEvidenceType {
  @Field(() => Int)
  files!: number

  @Field(() => String, { nullable: true, description: 'When the oldest of it was put there.' })
  oldest!: string | null
}

@ObjectType('SiteList')
export class SiteListType {
  @Field(() => WaitingEvidenceType)
  evidence!: WaitingEvidenceType

  @Field(() => [SiteType])
  sites!: readonly SiteType[]
}

@ObjectType('SiteStatus', { description: 'At a site: how it stands with the head office.' })
export class SiteStatusType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  head!: string

  @Field(() => String, { nullable: true })
  lastSync!: string | null

  @Field(() => String, { nullable: true })
  lastTry!: string | null

  @Field(() => String, { nullable: true })
  error!: string | null

  @Field(() => String, { nullable: true, description: 'The stable code of that error.' })
  errorCode!: string | null

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  errorParams!: Params | null

  @Field(() => Int)
  waiting!: number

  @Field(() => Int)
  files!: number

  @Field(() => Int)
  refused!: number
}

const union = <T extends object>(name: string, type: new () => T, typeName: string) =>
  createUnionType({
    name,
    types: () => [type, RefusalType] as const,
    resolveType: (value) => (isRefusal(value) ? 'Refusal' : typeName),
  })

export const SiteEnvelopeResult = union('SiteEnvelopeResult', SiteEnvelopeType, 'SiteEnvelope')
export const SiteCredentialResult = union('SiteCredentialResult', SiteCredentialType, 'SiteCredential')
export const SiteListResult = union('SiteListResult', SiteListType, 'SiteList')
export const SiteStatusResult = union('SiteStatusResult', SiteStatusType, 'SiteStatus')
