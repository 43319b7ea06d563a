import { isDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/positions'
import { badDay, noPlan } from '../kernel/no-plan'
import { graphOf } from '../plans/typed/item-graph'
import { PlanType } from '../plans/typed/plan.types'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { TreeResult, TreeType } from './tree.types'

@Resolver()
export class TreeResolver {
  @Query(() => TreeResult)
  async tree(
    @Arg('body', () => String) body: string,
    @Arg('year', () => Int) year: number,
    @Arg('asOf', () => String, { nullable: true, description: 'A day: the tree, targets and scores as on that day.' })
    asOf: string | null,
    @Ctx() context: SignedInContext,
  ): Promise<typeof TreeResult> {
    if (asOf && !isDay(asOf)) return badDay
    const { trees } = context.app
    const tree = asOf ? await trees.asOf(context, body, year, asOf) : await trees.now(context, body, year)
    return tree ?? noPlan(year)
  }
}

@Resolver(() => TreeType)
export class TreePlanResolver {
  @FieldResolver(() => PlanType, { description: 'All that the plan holds, without what the viewer may not see.' })
  plan(@Root() { whole, year }: TreeType, @Ctx() { viewer }: SignedInContext): object {
    return graphOf(visiblePlanOf(whole, viewer, year).plan)
  }
}
