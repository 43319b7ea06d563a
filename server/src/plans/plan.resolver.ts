import { isDay } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/refusals'
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql'
import { actorOf, type SignedInContext } from '../identity/organisation/signed-in'
import { planFileName, planText } from './file/plan-export'
import { loadPlan } from './plan-loader'
import { badDay, noPlan } from '../kernel/no-plan'
import { ExportResult, ImportResult, type PlanImportedType, PlanResult } from './plan.types'
import { seenBy } from './seen-by'

const summaryOf = ({ body, title, firstYear, lastYear, ...lists }: Plan): PlanImportedType => ({
  body: body.code,
  title,
  firstYear,
  lastYear,
  objectives: lists.objectives.length,
  indicators: lists.indicators.length,
  measures: lists.measures.length,
  sheets: lists.sheets.length,
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
    const { plan, hash } = seenBy(stored.plan, viewer, year, asOf)
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
    if (read.value.body.code !== viewer.body)
      return refusal('NOT_YOUR_BODY', { kind: 'file', body: read.value.body.code, own: viewer.body })
    await loadPlan(em, read.value, actorOf(context))
    await app.plansChanged(em)
    return summaryOf(read.value)
  }
}
