import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import { actorOf, type SignedInContext } from '../organisation/signed-in'
import { afterChange } from './after-change'
import { HolderInput } from './holder.types'
import { addHolder, beginHolder, endHolder, eraseHolder, nameHolder, removeHolder } from './manage-holders'
import { StaffResult } from './staff.types'

/** Holders of the positions of a body. */
@Resolver()
export class HoldersResolver {
  /** Adds a holder, or hands the position over. */
  @Mutation(() => StaffResult)
  async holderAdd(
    @Arg('input', () => HolderInput) input: HolderInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await addHolder(context.em, actorOf(context), input), context)
  }

  @Mutation(() => StaffResult)
  async holderBegin(
    @Arg('id', () => ID) id: string,
    @Arg('firstDay', () => String, { nullable: true, description: 'Null where no beginning is known.' })
    firstDay: string | null,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await beginHolder(context.em, actorOf(context), id, firstDay), context)
  }

  @Mutation(() => StaffResult)
  async holderEnd(
    @Arg('id', () => ID) id: string,
    @Arg('lastDay', () => String, { nullable: true, description: 'Null where no end is known.' })
    lastDay: string | null,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await endHolder(context.em, actorOf(context), id, lastDay), context)
  }

  @Mutation(() => StaffResult)
  async holderName(
    @Arg('id', () => ID) id: string,
    @Arg('name', () => String) name: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await nameHolder(context.em, actorOf(context), id, name), context)
  }

  /** Takes away a holder who was added by mistake. */
  @Mutation(() => StaffResult)
  async holderRemove(
    @Arg('id', () => ID) id: string,
    @Arg('reopen', () => Boolean, { description: 'Does whoever ended the day before hold it again?' }) reopen: boolean,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await removeHolder(context.em, actorOf(context), id, reopen), context)
  }

  /** Erases the name of a former holder. */
  @Mutation(() => StaffResult)
  async holderErase(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await eraseHolder(context.em, actorOf(context), id, reason), context)
  }
}
