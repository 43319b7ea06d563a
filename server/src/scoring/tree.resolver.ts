import { romeDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { noPlan } from '../plans/no-plan'
import { seenBy } from '../plans/seen-by'
import { registersOfYears } from '../values/registers-of-years'
import { buildTree } from './build-tree'
import { scoredPlan, yearsBack } from './scored-plan'
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
    const { plan } = seenBy(stored.plan, viewer)
    const registers = await registersOfYears(em, body, { from: year - yearsBack(plan, year), to: year })
    return buildTree(scoredPlan(plan, year, registers, today), today)
  }
}
