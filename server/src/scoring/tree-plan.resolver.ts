import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { graphOf } from '../plans/typed/item-graph'
import { PlanType } from '../plans/typed/plan.types'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { TreeType } from './tree.types'

@Resolver(() => TreeType)
export class TreePlanResolver {
  @FieldResolver(() => PlanType, { description: 'All that the plan holds, without what the viewer may not see.' })
  plan(@Root() { whole, year }: TreeType, @Ctx() { viewer }: SignedInContext): object {
    return graphOf(visiblePlanOf(whole, viewer, year).plan)
  }
}
