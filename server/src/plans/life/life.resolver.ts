import { romeDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../../identity/organisation/positions'
import { DONE, DoneResult } from '../../kernel/graphql/refusal.types'
import { JsonScalar } from '../../kernel/graphql/derived-types'
import { inForceOn, NEWEST_FIRST } from '../plan-shelf'
import { PlanDraftEntity } from '../plan-draft.entity'
import { PlanEntity } from '../plan.entity'
import { adoptDraft, beginDraft, discardDraft, inForceOf, saveDraft, type PlanYears } from './drafts'
import {
  ActInput,
  type PlanDraftInfoType,
  PlanDraftResult,
  type PlanDraftType,
  type PlanLifeType,
  PlanLifeResult,
} from './life.types'

const infoOf = ({ firstYear, lastYear, hash, person, changedAt, base }: PlanDraftEntity): PlanDraftInfoType => ({
  firstYear,
  lastYear,
  hash,
  person,
  changedAt,
  isRevision: base !== null,
})

async function shown(context: SignedInContext, draft: PlanDraftEntity): Promise<PlanDraftType> {
  const base = draft.base === null ? null : ((await inForceOf(context, draft))?.document ?? null)
  return { ...infoOf(draft), document: draft.document, base }
}

@Resolver()
export class LifeResolver {
  @Query(() => PlanLifeResult)
  async planLife(
    @Arg('body', () => String) body: string,
    @Ctx() { app, em }: SignedInContext,
  ): Promise<typeof PlanLifeResult> {
    const rows = await em.find(PlanEntity, { body }, NEWEST_FIRST)
    const now = new Set(inForceOn(rows, romeDay(app.clock.now(body))).map(({ id }) => id))
    const drafts = await em.find(PlanDraftEntity, { body }, { orderBy: { firstYear: 'desc' } })
    const life: PlanLifeType = {
      versions: rows.map(({ id, firstYear, lastYear, version, inForceFrom, act, adoptedAt }) => ({
        id,
        firstYear,
        lastYear,
        version,
        inForceFrom,
        act,
        adoptedAt,
        isInForce: now.has(id),
      })),
      drafts: drafts.map(infoOf),
    }
    return life
  }

  @Mutation(() => PlanDraftResult)
  async draftBegin(
    @Arg('firstYear', () => Int) firstYear: number,
    @Arg('lastYear', () => Int) lastYear: number,
    @Arg('forNextYears', () => Boolean) forNextYears: boolean,
    @Ctx() context: SignedInContext,
  ): Promise<typeof PlanDraftResult> {
    const begun = await beginDraft(context, { firstYear, lastYear }, forNextYears)
    return begun.ok ? shown(context, begun.value) : begun.error
  }

  @Mutation(() => PlanDraftResult)
  async draftSave(
    @Arg('document', () => JsonScalar) document: unknown,
    @Arg('seen', () => String) seen: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof PlanDraftResult> {
    const saved = await saveDraft(context, document, seen)
    return saved.ok ? shown(context, saved.value) : saved.error
  }

  @Mutation(() => DoneResult)
  async draftDiscard(
    @Arg('firstYear', () => Int) firstYear: number,
    @Arg('lastYear', () => Int) lastYear: number,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    return (await discardDraft(context, { firstYear, lastYear })) ?? DONE
  }

  @Mutation(() => DoneResult)
  async planAdopt(
    @Arg('firstYear', () => Int) firstYear: number,
    @Arg('lastYear', () => Int) lastYear: number,
    @Arg('seen', () => String) seen: string,
    @Arg('act', () => ActInput) act: ActInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    const span: PlanYears = { firstYear, lastYear }
    return (await adoptDraft(context, { span, seen, act })) ?? DONE
  }
}
