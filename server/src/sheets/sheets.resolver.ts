import { itemAddress, type Plan } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/refusals'
import { policyOf } from '@traguardo/shared/scoring'
import {
  LONGEST_REMARKS,
  refuseAsking,
  refuseDeciding,
  refuseStep,
  SHEET_STEPS,
  sheetOf,
} from '@traguardo/shared/sheets'
import { Arg, Ctx, Float, Int, Mutation, Query, Resolver } from 'type-graphql'
import { v7 } from 'uuid'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { noPlan } from '../kernel/no-plan'
import { seenBy } from '../plans/seen-by'
import { actorOf } from '../identity/organisation/signed-in'
import { telling } from '../kernel/audit/telling'
import { JudgementEntity } from '../plans/judgement.entity'
import { SheetStepEntity } from './sheet-step.entity'
import { SheetLivesResult } from './sheets.types'

const inOrder = { orderBy: { at: 'asc', id: 'asc' } } as const

async function livesOf({ em, viewer }: SignedInContext, plan: Plan, year: number): Promise<typeof SheetLivesResult> {
  const { body } = viewer
  const codes = plan.sheets.map(({ code }) => code)
  const events = await em.fork().find(SheetStepEntity, { body, year, sheet: { $in: codes } }, inOrder)
  const asked = await em.fork().find(JudgementEntity, { body, year }, { orderBy: { askedAt: 'asc', id: 'asc' } })
  return { events, judgements: asked.filter(({ about }) => sheetOf(plan, about) !== null) }
}

/** The plan of a year as the viewer sees it: what is not in it is nobody's business. */
async function planFor({ app, em, viewer }: SignedInContext, year: number): Promise<Plan | null> {
  const stored = await app.plans.find(em, viewer.body, year)
  return stored && seenBy(stored.plan, viewer).plan
}

@Resolver()
export class SheetsResolver {
  @Query(() => SheetLivesResult)
  async sheetLives(
    @Arg('body', () => String) _body: string,
    @Arg('year', () => Int) year: number,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const plan = await planFor(context, year)
    return plan ? livesOf(context, plan, year) : noPlan(year)
  }

  @Mutation(() => SheetLivesResult)
  async sheetStep(
    @Arg('year', () => Int) year: number,
    @Arg('sheet', () => String) code: string,
    @Arg('step', () => String) name: string,
    @Arg('remarks', () => String) remarks: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const { em, viewer } = context
    const plan = await planFor(context, year)
    const sheet = plan?.sheets.find((one) => one.code === code)
    const step = SHEET_STEPS.find((one) => one === name)
    if (!plan || !sheet || !step) return refusal('UNKNOWN_SHEET')
    if (remarks.length > LONGEST_REMARKS) return refusal('REMARKS_TOO_LONG', { limit: LONGEST_REMARKS })
    const actor = actorOf(context)
    const refused = await telling(em, actor, async (tx) => {
      const events = await tx.find(SheetStepEntity, { body: actor.body, year, sheet: code }, inOrder)
      const barred = refuseStep(viewer, { plan, sheet, step }, events)
      if (barred) return barred
      const { body, person, at } = actor
      tx.create(SheetStepEntity, { id: v7(), body, person, at, year, sheet: code, step, remarks: remarks.trim() })
      return { action: `sheet.${step}` as const, about: [itemAddress('sheets', code)], detail: { year, remarks } }
    })
    return refused ?? livesOf(context, plan, year)
  }

  @Mutation(() => SheetLivesResult)
  async judgementAsk(
    @Arg('year', () => Int) year: number,
    @Arg('about', () => String) about: string,
    @Arg('score', () => Float) score: number,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const { em, viewer } = context
    const plan = await planFor(context, year)
    if (!plan) return noPlan(year)
    const allowed = policyOf(plan, year).judgement !== 'none'
    const barred = refuseAsking(viewer, plan, { about, score, reason, allowed })
    if (barred) return barred
    const actor = actorOf(context)
    const refused = await telling(em, actor, async (tx) => {
      const { body, person: askedBy, at: askedAt } = actor
      tx.create(JudgementEntity, { id: v7(), body, year, about, score, reason: reason.trim(), askedBy, askedAt })
      return { action: 'judgement.ask', about: [about], detail: { year, score, reason } }
    })
    return refused ?? livesOf(context, plan, year)
  }

  @Mutation(() => SheetLivesResult)
  async judgementDecide(
    @Arg('id', () => String) id: string,
    @Arg('approve', () => Boolean) approve: boolean,
    @Arg('answer', () => String) answer: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const { em, viewer } = context
    const actor = actorOf(context)
    const asked = await em.findOne(JudgementEntity, { id, body: viewer.body })
    const plan = asked && (await planFor(context, asked.year))
    if (!asked || !plan) return refusal('UNKNOWN_JUDGEMENT')
    const barred = refuseDeciding(viewer, plan, { about: asked.about, by: asked.askedBy })
    if (barred) return barred
    const refused = await telling(em, actor, async (tx) => {
      const decision = approve ? ('approved' as const) : ('refused' as const)
      const change = { decision, decidedBy: actor.person, decidedAt: actor.at, answer: answer.trim() }
      // Of two who decide at once the first did.
      if ((await tx.nativeUpdate(JudgementEntity, { id, decision: null }, change)) === 0)
        return refusal('ALREADY_DECIDED', { kind: 'score' })
      const detail = { id, score: asked.score, answer: change.answer }
      return { action: `judgement.${decision}` as const, about: [asked.about], detail }
    })
    return refused ?? livesOf(context, plan, asked.year)
  }
}
