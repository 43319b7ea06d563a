import { type RefusalParams, refusal } from '@traguardo/shared/refusals'
import { createUnionType, Field, Int, ObjectType, Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { isDay } from '@traguardo/shared/calendar'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'
import { JsonScalar } from '../kernel/graphql/derived-types'
import { actorOf, type SignedInContext } from '../identity/organisation/positions'
import type { ReadPlan } from './desk/plan-jobs'
import { planFileName, planText } from './file/plan-export'
import { loadPlan } from './plan-loader'
import { badDay, noPlan } from '../kernel/no-plan'
import { visiblePlanOf } from './visible-plan-of'

@ObjectType('PlanDocument', { description: 'A plan file, without what the viewer may not see.' })
class PlanDocumentType {
  @Field(() => String)
  body!: string

  @Field(() => Int)
  year!: number

  @Field(() => String, { description: 'Changes whenever the document as the viewer sees it does.' })
  hash!: string

  @Field(() => JsonScalar)
  document!: unknown
}

@ObjectType('PlanExport')
class PlanExportType {
  @Field(() => String)
  fileName!: string

  @Field(() => String)
  text!: string
}

@ObjectType('PlanDoubt')
class PlanDoubtType {
  @Field(() => String, { description: 'What it is about: `indicators/DFP 1.3`.' })
  about!: string

  @Field(() => String)
  code!: string

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  params!: RefusalParams | null

  @Field(() => String, { description: 'The sentence in Italian.' })
  message!: string
}

@ObjectType('PlanImported', { description: 'What an import has put in place.' })
class PlanImportedType {
  @Field(() => String)
  body!: string

  @Field(() => String)
  title!: string

  @Field(() => Int)
  firstYear!: number

  @Field(() => Int)
  lastYear!: number

  @Field(() => Int)
  objectives!: number

  @Field(() => Int)
  indicators!: number

  @Field(() => Int)
  measures!: number

  @Field(() => Int)
  sheets!: number

  @Field(() => [PlanDoubtType], {
    description: 'What the plan may mean otherwise than it is computed: it counts as it is.',
  })
  doubts!: readonly PlanDoubtType[]
}

@ObjectType('PlanFault')
class PlanFaultType {
  @Field(() => Int)
  line!: number

  @Field(() => Int)
  column!: number

  @Field(() => String)
  path!: string

  @Field(() => String)
  code!: string

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  params!: RefusalParams | null

  @Field(() => String, { description: 'The sentence in Italian.' })
  message!: string
}

@ObjectType('PlanFaults', { description: 'Everything that is wrong with a plan file. Nothing of it was written.' })
class PlanFaultsType {
  @Field(() => [PlanFaultType])
  faults!: readonly PlanFaultType[]
}

const PlanResult = createUnionType({
  name: 'PlanResult',
  types: () => [PlanDocumentType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'PlanDocument'),
})

const ExportResult = createUnionType({
  name: 'ExportResult',
  types: () => [PlanExportType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'PlanExport'),
})

const ImportResult = createUnionType({
  name: 'ImportResult',
  types: () => [PlanImportedType, PlanFaultsType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'faults' in value ? 'PlanFaults' : 'PlanImported'),
})

const summaryOf = ({ plan: { body, title, firstYear, lastYear, ...lists }, doubts }: ReadPlan): PlanImportedType => ({
  body: body.code,
  title,
  firstYear,
  lastYear,
  objectives: lists.objectives.length,
  indicators: lists.indicators.length,
  measures: lists.measures.length,
  sheets: lists.sheets.length,
  doubts,
})

@Resolver()
export class PlanResolver {
  @Query(() => PlanResult)
  async plan(
    @Arg('body', () => String) body: string,
    @Arg('year', () => Int) year: number,
    @Arg('asOf', () => String, { nullable: true }) asOf: string | null,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof PlanResult> {
    if (asOf && !isDay(asOf)) return badDay
    const stored = await app.plans.find(em, body, year, asOf ?? undefined)
    if (!stored) return noPlan(year)
    const { plan, hash } = visiblePlanOf(stored.plan, viewer, year, asOf)
    return { body, year, hash, document: plan }
  }

  @Query(() => ExportResult)
  async planExport(
    @Arg('body', () => String) body: string,
    @Arg('year', () => Int) year: number,
    @Ctx() { app, em }: SignedInContext,
  ): Promise<typeof ExportResult> {
    const stored = await app.plans.find(em, body, year)
    return stored ? { fileName: planFileName(stored.plan), text: planText(stored.plan) } : noPlan(year)
  }

  @Mutation(() => ImportResult)
  async planImport(
    @Arg('text', () => String) text: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof ImportResult> {
    const { app, em, viewer } = context
    const done = await app.desk.run('read', text)
    if (!done.ok) return done.error
    const read = done.value
    if (!read.ok) return { faults: read.error }
    const { plan } = read.value
    if (plan.body.code !== viewer.body)
      return refusal('NOT_YOUR_BODY', { kind: 'file', body: plan.body.code, own: viewer.body })
    await loadPlan(em, plan, actorOf(context))
    await app.plansChanged(em)
    return summaryOf(read.value)
  }
}
