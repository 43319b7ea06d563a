import { romeDay } from '@traguardo/shared/calendar'
import { itemAddress, type Plan, sheetOf } from '@traguardo/shared/model'
import { daysOfYear, isOver, shareADay } from '@traguardo/shared/people'
import { refusal } from '@traguardo/shared/refusals'
import { policyOf } from '@traguardo/shared/scoring'
import {
  countedPart,
  LONGEST_REMARKS,
  refuseAsking,
  refuseDeciding,
  refuseStep,
  SHEET_STEPS,
} from '@traguardo/shared/sheets'
import { Arg, Ctx, Float, Int, Mutation, Query, Resolver } from 'type-graphql'
import { v7 } from 'uuid'
import { type SignedInContext, actorOf, type Principal } from '../identity/organisation/positions'
import { noPlan } from '../kernel/no-plan'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { whoseYear } from '../plans/whose-year'
import { withAudit } from '../kernel/audit/with-audit'
import { JudgementEntity } from '../plans/judgement.entity'
import { SheetStepEntity } from './sheet-step.entity'
import { inOrder, isJudgeable, livedBy, livesIn } from './lives'
import { SheetLivesResult } from './sheets.types'

/** Tells the lives of sheets that somebody sees: in the position their own alone, others' as a whole [RI72]. */
const isSeenBy =
  ({ person, holder }: Principal, plan: Plan) =>
  (about: string, whose: string | null): boolean =>
    sheetOf(plan, about)?.person !== person || whose === holder

async function livesOf(context: SignedInContext, plan: Plan, year: number): Promise<typeof SheetLivesResult> {
  const { app, em, viewer } = context
  const { whose, events, judgements } = await livesIn(em, viewer.body, plan, year)
  const isSeen = isSeenBy(viewer, plan)
  const today = romeDay(app.clock.now(viewer.body))
  const days = daysOfYear(year)
  const policy = policyOf(plan, year)
  return {
    events: events.filter(({ sheet, holder }) => isSeen(itemAddress('sheets', sheet), holder)),
    judgements: judgements.filter(({ about, holder }) => isSeen(about, holder)),
    holders: plan.sheets.flatMap(({ code: sheet }) => {
      const about = itemAddress('sheets', sheet)
      const now = whose.on(plan, about, year, today)
      return whose
        .holdersOf(plan, about)
        .filter((one) => shareADay(one, days) && isSeen(about, one.id))
        .map(({ id, from, to }) => ({
          ...{ sheet, holder: id, from, to, isNow: id === now, isOver: isOver({ to }, today) },
          part: countedPart(policy, { from, to }, year),
        }))
    }),
  }
}

/** A holder's life of a sheet, and whether their days are over [IS5, IS7]. */
interface LifeMeant {
  readonly holder: string | null
  readonly isOver: boolean
}

/**
 * Returns the life of a sheet that is meant: of the holder who is named, or of the one whose the year is today [IS5].
 * Null where the one who is named has no day in the year, or is not the viewer's to see.
 */
async function meant(
  { app, em, viewer }: SignedInContext,
  plan: Plan,
  { about, year, holder }: { readonly about: string; readonly year: number; readonly holder: string | null },
): Promise<LifeMeant | null> {
  const whose = await whoseYear(em, viewer.body)
  const today = romeDay(app.clock.now(viewer.body))
  const now = whose.on(plan, about, year, today)
  const id = holder ?? now
  const one = whose.holdersOf(plan, about).find((held) => held.id === id)
  const life = { holder: id, isOver: one !== undefined && isOver(one, today) }
  if (id === now) return life
  return one && shareADay(one, daysOfYear(year)) && isSeenBy(viewer, plan)(about, id) ? life : null
}

/** The plan of a year as the viewer sees it: what is not in it is nobody's business. */
async function planFor({ app, em, viewer }: SignedInContext, year: number): Promise<Plan | null> {
  const stored = await app.plans.find(em, viewer.body, year)
  return stored && visiblePlanOf(stored.plan, viewer, year).plan
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
    @Arg('holder', () => String, { nullable: true, description: 'Whose; null for the holder whose the year is.' })
    named: string | null | undefined,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const { em, viewer } = context
    const plan = await planFor(context, year)
    const sheet = plan?.sheets.find((one) => one.code === code)
    const step = SHEET_STEPS.find((one) => one === name)
    if (!plan || !sheet || !step) return refusal('UNKNOWN_SHEET')
    if (remarks.length > LONGEST_REMARKS) return refusal('REMARKS_TOO_LONG', { limit: LONGEST_REMARKS })
    const life = await meant(context, plan, { about: itemAddress('sheets', code), year, holder: named ?? null })
    if (!life) return refusal('UNKNOWN_HOLDER')
    const { holder } = life
    const whose = await whoseYear(em, viewer.body)
    const actor = actorOf(context)
    const today = romeDay(actor.at)
    const refused = await withAudit(em, actor, async (tx) => {
      const events = await tx.find(SheetStepEntity, { body: actor.body, year, sheet: code }, inOrder)
      const barred = refuseStep(
        viewer,
        { plan, sheet, step, remarks, today, ...life },
        events.map(livedBy(whose, plan)),
      )
      if (barred) return barred
      const { body, person, at } = actor
      tx.create(SheetStepEntity, {
        id: v7(),
        body,
        person,
        at,
        year,
        sheet: code,
        step,
        holder,
        remarks: remarks.trim(),
      })
      return {
        action: `sheet.${step}` as const,
        about: [itemAddress('sheets', code)],
        detail: { year, holder, remarks },
      }
    })
    return refused ?? livesOf(context, plan, year)
  }

  @Mutation(() => SheetLivesResult)
  async judgementAsk(
    @Arg('year', () => Int) year: number,
    @Arg('about', () => String) about: string,
    @Arg('score', () => Float) score: number,
    @Arg('reason', () => String) reason: string,
    @Arg('holder', () => String, { nullable: true, description: 'Whose; null for the holder whose the year is.' })
    named: string | null | undefined,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SheetLivesResult> {
    const { em, viewer } = context
    const plan = await planFor(context, year)
    if (!plan) return noPlan(year)
    const { judgement, judged } = policyOf(plan, year)
    const may = { allowed: judgement !== 'none', ofBody: judged === 'everything' }
    const barred = refuseAsking(viewer, plan, { about, score, reason, ...may })
    if (barred) return barred
    const life = await meant(context, plan, { about, year, holder: named ?? null })
    if (!life) return refusal('UNKNOWN_HOLDER')
    const { holder } = life
    const actor = actorOf(context)
    const refused = await withAudit(em, actor, async (tx) => {
      const { body, person: askedBy, at: askedAt } = actor
      tx.create(JudgementEntity, {
        id: v7(),
        body,
        year,
        about,
        holder,
        score,
        reason: reason.trim(),
        askedBy,
        askedAt,
      })
      return { action: 'judgement.ask', about: [about], detail: { year, holder, score, reason } }
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
    // Of what somebody does not see they are not told that there is a score by hand.
    if (!plan || !isJudgeable(plan, asked.about)) return refusal('UNKNOWN_JUDGEMENT')
    const barred = refuseDeciding(viewer, plan, { about: asked.about, by: asked.askedBy })
    if (barred) return barred
    const refused = await withAudit(em, actor, async (tx) => {
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
