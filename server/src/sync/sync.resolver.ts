import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { receive } from '@traguardo/shared/sync'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { ormStore } from './orm-store'
import { readPush } from './read-push'
import { rulesOfPush } from './rules-of-push'
import { PushInput, SyncResult } from './sync.types'

@Resolver()
export class SyncResolver {
  @Mutation(() => SyncResult)
  async sync(
    @Arg('push', () => PushInput) input: PushInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SyncResult> {
    const { push, inOrder } = readPush(input)
    const rules = await rulesOfPush(context)
    const decide = () => receive(ormStore(context.em), push, rules)
    const answer = await decide().catch((error: unknown) => {
      // A cloned device that pushed for another body at the same moment: the second look finds what it wrote.
      if (error instanceof UniqueConstraintViolationException) return decide()
      throw error
    })
    return { ...answer, verdicts: inOrder(answer.verdicts) }
  }
}
