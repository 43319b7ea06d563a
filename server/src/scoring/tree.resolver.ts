import { romeDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { noPlan } from '../plans/no-plan'
import { seenBy } from '../plans/seen-by'
import { registersOfYear } from '../values/registers-of-year'
import { buildTree } from './build-tree'
import { scoredPlan } from './scored-plan'
import { TreeResult } from './tree.types'

@Resolver()
export class TreeResolver {
  @Query(() => TreeResult)
  async tree(
    @Arg('body', () => String) body: string,
    @Arg('year', () => Int) year: number,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof TreeResult> {
    const stored = await app.plans.find(em, body, year)
    if (!stored) return noPlan(year)
    const today = romeDay(app.clock.now(body))
    const registers = await registersOfYear(em, body, year)
    return buildTree(scoredPlan(seenBy(stored.plan, viewer).plan, year, registers, today), today)
  }
}
