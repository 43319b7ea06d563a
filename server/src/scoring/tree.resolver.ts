import { isDay, romeDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { badDay, noPlan } from '../kernel/no-plan'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { registersAsOf } from '../sync/store/rows'
import { registersOfYears } from '../sync/store/registers-of-years'
import { buildTree } from './build-tree'
import { scoredPlan, yearsBack } from './scored-plan'
import { TreeResult } from './tree.types'

@Resolver()
export class TreeResolver {
  @Query(() => TreeResult)
  async tree(
    @Arg('body', () => String) body: string,
    @Arg('year', () => Int) year: number,
    @Arg('asOf', () => String, { nullable: true, description: 'A day: the tree, targets and scores as on that day.' })
    asOf: string | null,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof TreeResult> {
    if (asOf && !isDay(asOf)) return badDay
    const stored = await app.plans.find(em, body, year, asOf ?? undefined)
    if (!stored) return noPlan(year)
    const today = asOf || romeDay(app.clock.now(body))
    const { plan } = visiblePlanOf(stored.plan, viewer, year, asOf)
    const years = { from: year - yearsBack(plan, year), to: year }
    const registers = asOf
      ? await registersAsOf(em, body, { ...years, day: asOf })
      : await registersOfYears(em, body, years)
    return buildTree(scoredPlan(plan, year, registers, today), today)
  }
}
