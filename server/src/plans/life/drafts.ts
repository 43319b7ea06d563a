import { type IsoDate, itemAddress, type Plan } from '@traguardo/shared/model'
import { nextPlan } from '@traguardo/shared/plans'
import { isDay, romeDay } from '@traguardo/shared/calendar'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import { type SignedInContext, actorOf } from '../../identity/organisation/positions'
import { transactionalResult } from '../../kernel/db/transactional-result'
import type { EntityManager } from '../../kernel/db/orm'
import { holdRecord } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'
import { inForceOn, NEWEST_FIRST } from '../plan-shelf'
import { noPlan } from '../../kernel/no-plan'
import { planHash } from '../plan-hash'
import { PlanDraftEntity } from '../plan-draft.entity'
import { placePlan } from '../plan-loader'
import { PlanEntity } from '../plan.entity'
import type { ActInput } from './life.types'

/** The years of a plan. */
export interface PlanYears {
  readonly firstYear: number
  readonly lastYear: number
}

/** The version of these years that counts today, with its document. */
export async function inForceOf({ app, em, viewer }: SignedInContext, { firstYear, lastYear }: PlanYears) {
  const { body } = viewer
  const rows = await em.find(PlanEntity, { body, firstYear, lastYear }, { ...NEWEST_FIRST, populate: ['document'] })
  return inForceOn(rows, romeDay(app.clock.now(body)))[0] ?? null
}

/** Does this version of these years still count today, inside the transaction that is to take its place? */
async function stillCounts(
  tx: EntityManager,
  body: string,
  { firstYear, lastYear }: PlanYears,
  today: IsoDate,
  id: string | null,
) {
  // Another change of the plans of this body tells of it in the audit log, and waits for the end of this transaction.
  await holdRecord(tx, body)
  const rows = await tx.find(PlanEntity, { body, firstYear, lastYear }, { ...NEWEST_FIRST, disableIdentityMap: true })
  return (inForceOn(rows, today)[0]?.id ?? null) === id
}

const draftOf = ({ em, viewer }: SignedInContext, { firstYear, lastYear }: PlanYears) =>
  em.findOne(PlanDraftEntity, { body: viewer.body, firstYear, lastYear }, { populate: ['document'], refresh: true })

const noDraft = refusal('NO_DRAFT')
const draftChanged = refusal('DRAFT_CHANGED')

const planChanged = refusal('PLAN_CHANGED')

interface Writing {
  readonly id: string
  readonly base: string | null
  readonly action: 'draft.begin' | 'draft.save'
  /** Hash of the draft that this one takes the place of; null for the first. */
  readonly seen: string | null
}

/** Writes a draft over the one that was seen, and answers it as it is kept. */
async function write(
  context: SignedInContext,
  document: Plan,
  { id, base, action, seen }: Writing,
): Promise<Result<PlanDraftEntity, Refusal>> {
  const actor = actorOf(context)
  const { body, person, at: changedAt } = actor
  const { firstYear, lastYear } = document
  const hash = planHash(document)
  const refused = await withAudit(context.em, actor, async (tx) => {
    const where = { body, firstYear, lastYear }
    if (
      (await tx.count(PlanDraftEntity, where)) !==
      (await tx.nativeDelete(PlanDraftEntity, { ...where, hash: seen ?? '' }))
    )
      return draftChanged
    tx.create(PlanDraftEntity, { ...where, id, base, hash, document, person, changedAt })
    return { action, about: [`plans/${firstYear}-${lastYear}`], detail: { hash } }
  })
  const kept = refused ? null : await draftOf(context, document)
  return kept ? ok(kept) : err(refused ?? noDraft)
}

/** Opens a draft: to revise what is in force, or for the next years out of it. One that is there already is left as it is. */
export async function beginDraft(
  context: SignedInContext,
  span: PlanYears,
  forNextYears: boolean,
): Promise<Result<PlanDraftEntity, Refusal>> {
  const open = forNextYears ? null : await draftOf(context, span)
  if (open) return ok(open)
  const inForce = await inForceOf(context, span)
  if (!inForce) return err(noPlan(span.firstYear))
  const document = forNextYears ? nextPlan(inForce.document) : inForce.document
  const there = await draftOf(context, document)
  if (there) return ok(there)
  const taken = forNextYears ? await inForceOf(context, document) : null
  if (taken) return refuse('PLAN_EXISTS', { from: document.firstYear, to: document.lastYear })
  const base = forNextYears ? null : inForce.id
  return write(context, document, { id: v7(), base, action: 'draft.begin', seen: null })
}

/**
 * Saves a draft over the one that its author saw. It may have faults of sense, which adoption will ask to put right; its
 * form has to be that of a plan.
 */
export async function saveDraft(
  context: SignedInContext,
  document: unknown,
  seen: string,
): Promise<Result<PlanDraftEntity, Refusal>> {
  const checked = await context.app.desk.run('form', document)
  if (!checked.ok) return checked
  if (checked.value !== null) {
    const { path, code, params } = checked.value
    return refuse('DRAFT_MALFORMED', { ...params, about: path.join('/'), fault: code })
  }
  const plan = document as Plan
  if (plan.body.code !== context.viewer.body)
    return refuse('NOT_YOUR_BODY', { kind: 'draft', body: plan.body.code, own: context.viewer.body })
  const there = await draftOf(context, plan)
  return there ? write(context, plan, { id: there.id, base: there.base, action: 'draft.save', seen }) : err(noDraft)
}

/** Throws a draft away. */
export async function discardDraft(context: SignedInContext, span: PlanYears): Promise<Refusal | null> {
  const there = await draftOf(context, span)
  if (!there) return noDraft
  return withAudit(context.em, actorOf(context), async (tx) => {
    await tx.nativeDelete(PlanDraftEntity, { id: there.id })
    const about = [`plans/${span.firstYear}-${span.lastYear}`]
    return { action: 'draft.discard', about, detail: { hash: there.hash } }
  })
}

function badAct({ organ, number, date }: ActInput, today: IsoDate): Refusal | null {
  if (organ.trim() === '' || number.trim() === '') return refusal('ACT_INCOMPLETE')
  if (!isDay(date)) return refusal('BAD_DAY', { kind: 'act' })
  return date > today ? refusal('ACT_IN_THE_FUTURE') : null
}

/** Adopts a draft by an act: from its day on it is the plan [PR1, PR3]. */
export async function adoptDraft(
  context: SignedInContext,
  { span, seen, act: input }: { readonly span: PlanYears; readonly seen: string; readonly act: ActInput },
): Promise<Refusal | null> {
  const { app, em, viewer } = context
  const today = romeDay(app.clock.now(viewer.body))
  const bad = badAct(input, today)
  if (bad) return bad
  const draft = await draftOf(context, span)
  if (!draft) return noDraft
  if (draft.hash !== seen) return draftChanged
  const inForce = await inForceOf(context, span)
  if ((inForce?.id ?? null) !== draft.base) return planChanged
  const act = { organ: input.organ.trim(), number: input.number.trim(), date: input.date, printed: '' }
  const named = { ...act, printed: `${act.organ} n. ${act.number} del ${act.date.split('-').reverse().join('/')}` }
  const year = Number(input.date.slice(0, 4))
  const done = await app.desk.run('adopt', {
    inForce: inForce?.document ?? null,
    draft: draft.document,
    act: named,
    year,
  })
  if (!done.ok) return done.error
  const ready = done.value
  if (!ready.ok)
    return refusal('PLAN_FAULTY', { ...ready.error.params, about: ready.error.about, fault: ready.error.code })
  if (ready.value === null) return refusal('NOTHING_CHANGED')
  const { plan, changes } = ready.value
  const adopted = await transactionalResult(em, async (tx) => {
    if (!(await stillCounts(tx, viewer.body, span, today, draft.base))) return err(planChanged)
    // Of two who adopt at once the second finds no draft.
    if ((await tx.nativeDelete(PlanDraftEntity, { id: draft.id, hash: seen })) === 0) return err(draftChanged)
    const { at, person, holder } = actorOf(context)
    const told = changes.map(({ kind, list, code, fields }) => ({ kind, about: itemAddress(list, code), fields }))
    await placePlan(tx, plan, { at, person, holder, action: 'plan.adopt', act: named, from: input.date, changes: told })
    return ok(null)
  })
  if (!adopted.ok) return adopted.error
  await app.plansChanged(em)
  return null
}
