import { isDay } from '@traguardo/shared/calendar'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { badDay, noPlan } from '../kernel/no-plan'
import { TreeResult } from './tree.types'

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
