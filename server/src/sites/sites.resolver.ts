import { createUnionType, Field, ID, Int, ObjectType, Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { type RefusalParams, refusal, sayRefusal, withMessage } from '@traguardo/shared/refusals'
import { romeDay } from '@traguardo/shared/calendar'
import { SITE_TROUBLES } from '@traguardo/shared/notices'
import { JsonScalar } from '../kernel/graphql/derived-types'
import { isRefusal, RefusalType, DONE, DoneResult } from '../kernel/graphql/refusal.types'
import { tooManyAttempts } from '../identity/accounts/guesses/floods'
import type { Context } from '../kernel/context'
import { type SignedInContext, actorOf } from '../identity/organisation/positions'
import type { SiteTrouble } from './messages'
import { waitingEvidence } from '../evidence/find-evidence'
import { changeSite, createSite, revokeSite } from './head/manage-sites'
import { serveSite } from './head/serve-site'
import { SiteEntity } from './head/site.entity'
import type { SiteNode, SiteState } from './node/site-node'
import { OddAnswer } from './node/site-problems'

@ObjectType('SiteEnvelope', { description: 'A signed and sealed message between a site and the head office.' })
class SiteEnvelopeType {
  @Field(() => String)
  envelope!: string
}

@ObjectType('SiteCredential', { description: 'The file that a site is installed with. It is given once.' })
class SiteCredentialType {
  @Field(() => String)
  fileName!: string

  @Field(() => String)
  text!: string
}

@ObjectType('SiteTrouble', { description: 'What is wrong between a site and the head office.' })
class SiteTroubleType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  message!: string

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  params!: RefusalParams | null

  @Field(() => String)
  since!: string
}

@ObjectType('Site', { description: 'A remote site, as the head office knows it.' })
class SiteType {
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
class WaitingEvidenceType {
  @Field(() => Int)
  files!: number

  @Field(() => String, { nullable: true, description: 'When the oldest of it was put there.' })
  oldest!: string | null
}

@ObjectType('SiteList')
class SiteListType {
  @Field(() => WaitingEvidenceType)
  evidence!: WaitingEvidenceType

  @Field(() => [SiteType])
  sites!: readonly SiteType[]
}

@ObjectType('SiteStatus', { description: 'At a site: how it stands with the head office.' })
class SiteStatusType {
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
  errorParams!: RefusalParams | null

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

const SiteEnvelopeResult = union('SiteEnvelopeResult', SiteEnvelopeType, 'SiteEnvelope')
const SiteCredentialResult = union('SiteCredentialResult', SiteCredentialType, 'SiteCredential')
const SiteListResult = union('SiteListResult', SiteListType, 'SiteList')
const SiteStatusResult = union('SiteStatusResult', SiteStatusType, 'SiteStatus')

const NOT_A_SITE = refusal('NOT_A_SITE')

const statusOf = ({ credential }: SiteNode, { problem, ...status }: SiteState): SiteStatusType => ({
  ...status,
  error: problem && sayRefusal(problem, 'it'),
  errorCode: problem?.code ?? null,
  errorParams: problem?.params ?? null,
  head: credential.head,
})

function troubleOf({ code, since }: SiteTrouble): SiteTroubleType {
  const { params, ...said } = withMessage(SITE_TROUBLES[code] ?? { code, params: null })
  return { ...said, params, since }
}

@Resolver()
export class SitesResolver {
  @Query(() => SiteListResult)
  async sites(@Arg('body', () => String) body: string, @Ctx() { em }: Context): Promise<typeof SiteListResult> {
    const rows = await em.find(SiteEntity, { body }, { orderBy: { name: 'asc' } })
    const sites = rows.map(({ report, trouble, ...site }) => ({
      ...site,
      waiting: report?.waiting ?? 0,
      files: report?.files ?? null,
      refused: report?.refused ?? 0,
      trouble: trouble && !trouble.over && !site.revokedAt ? troubleOf(trouble) : null,
    }))
    return { sites, evidence: await waitingEvidence(em, body) }
  }

  @Mutation(() => SiteCredentialResult)
  async siteCreate(
    @Arg('body', () => String) body: string,
    @Arg('name', () => String) name: string,
    @Arg('units', () => [String]) units: string[],
    @Arg('head', () => String) head: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SiteCredentialResult> {
    const { em, app } = context
    const day = app.demo ? romeDay(app.clock.now(body)) : null
    const made = await createSite(em, app.keyring, { body, name, units, head, day }, actorOf(context))
    if (!made.ok) return made.error
    return { fileName: 'sede.json', text: JSON.stringify(made.value, null, 1) }
  }

  @Mutation(() => DoneResult)
  async siteChange(
    @Arg('body', () => String) _body: string,
    @Arg('id', () => ID) id: string,
    @Arg('name', () => String) name: string,
    @Arg('units', () => [String]) units: string[],
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    return (await changeSite(context.em, actorOf(context), { id, name, units })) ?? DONE
  }

  @Mutation(() => DoneResult)
  async siteRevoke(
    @Arg('body', () => String) _body: string,
    @Arg('id', () => ID) id: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    return (await revokeSite(context.em, actorOf(context), id)) ?? DONE
  }

  @Mutation(() => SiteEnvelopeResult)
  async siteExchange(
    @Arg('envelope', () => String) envelope: string,
    @Ctx() context: Context,
  ): Promise<typeof SiteEnvelopeResult> {
    const { app, request } = context
    const served = await serveSite(context, envelope)
    if (served.ok) return { envelope: served.value }
    // A site with much to bring comes often: only what opens nothing is counted.
    return (await app.mayTry(request, 'envelope')) ? served.error : tooManyAttempts
  }

  @Query(() => SiteStatusResult)
  async siteStatus(@Ctx() { app }: SignedInContext): Promise<typeof SiteStatusResult> {
    return app.site ? statusOf(app.site, await app.site.status()) : NOT_A_SITE
  }

  @Mutation(() => SiteStatusResult)
  async siteSync(@Ctx() { app }: SignedInContext): Promise<typeof SiteStatusResult> {
    return app.site ? statusOf(app.site, await app.site.sync()) : NOT_A_SITE
  }

  @Query(() => SiteEnvelopeResult)
  async siteRequest(@Ctx() { app }: SignedInContext): Promise<typeof SiteEnvelopeResult> {
    return app.site ? { envelope: await app.site.request() } : NOT_A_SITE
  }

  @Mutation(() => SiteStatusResult)
  async siteTake(
    @Arg('envelope', () => String) envelope: string,
    @Ctx() { app }: SignedInContext,
  ): Promise<typeof SiteStatusResult> {
    if (!app.site) return NOT_A_SITE
    try {
      return statusOf(app.site, await app.site.take(envelope))
    } catch (error) {
      if (!(error instanceof OddAnswer)) throw error
      return refusal('SITE_ANSWER')
    }
  }
}
