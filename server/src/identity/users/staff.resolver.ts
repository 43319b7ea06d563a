import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { invite } from '../accounts/accounts'
import { endLostFactor } from '../accounts/factor/end-lost-factor'
import { type SignedInContext, actorOf } from '../organisation/positions'
import { inviteLetter } from '../../kernel/mail/letters'
import { HolderInput } from './holder.types'
import { addHolder, beginHolder, endHolder, eraseHolder, nameHolder, removeHolder } from './manage-holders'
import { switchAccount, unlinkAccount, endGrant, giveGrant, savePerson, tellByLetter } from './manage-staff'
import { staffOf } from './staff-of'
import { GrantInput, InvitationResult, StaffResult } from './staff.types'
import type { Refusal } from '@traguardo/shared/refusals'

/** Every change answers with everybody as they are now. */
const afterChange = async (
  refusal: Refusal | null,
  { app, em, viewer }: SignedInContext,
): Promise<typeof StaffResult> => {
  if (refusal) return refusal
  // A null that SQL wrote would not be seen over what was read before.
  em.clear()
  return staffOf(em, viewer.body, app.clock)
}

@Resolver()
export class StaffResolver {
  @Query(() => StaffResult)
  people(@Arg('body', () => String) body: string, @Ctx() { app, em }: SignedInContext): Promise<typeof StaffResult> {
    return staffOf(em, body, app.clock)
  }

  @Mutation(() => StaffResult)
  async personSave(
    @Arg('code', () => String) code: string,
    @Arg('title', () => String) title: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await savePerson(context.em, actorOf(context), code, title), context)
  }

  @Mutation(() => StaffResult)
  async grantGive(
    @Arg('input', () => GrantInput) input: GrantInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await giveGrant(context.em, actorOf(context), input), context)
  }

  @Mutation(() => StaffResult)
  async grantEnd(
    @Arg('id', () => String) id: string,
    @Arg('lastDay', () => String) lastDay: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await endGrant(context.em, actorOf(context), id, lastDay), context)
  }

  @Mutation(() => StaffResult)
  async accountSwitch(
    @Arg('username', () => String) username: string,
    @Arg('on', () => Boolean) on: boolean,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return afterChange(await switchAccount(context.em, actorOf(context), username, on), context)
  }

  /** Takes its account away from a position. */
  @Mutation(() => StaffResult)
  async accountUnlink(
    @Arg('person', () => String) person: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    const taken = await unlinkAccount(context.em, actorOf(context), person)
    if (!taken.ok) return taken.error
    tellByLetter(context, taken.value.email, { what: 'taken', username: taken.value.username, person })
    return afterChange(null, context)
  }

  /** Switches off a second factor that its person lost. */
  @Mutation(() => StaffResult)
  async factorEnd(
    @Arg('username', () => String) username: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    const ended = await endLostFactor(context.em, actorOf(context), { username, reason })
    if (!ended.ok) return ended.error
    tellByLetter(context, ended.value.email, { what: 'factor', username, reason: reason.trim() })
    return afterChange(null, context)
  }

  @Mutation(() => InvitationResult)
  async accountInvite(
    @Arg('person', () => String) person: string,
    @Arg('username', () => String) username: string,
    @Arg('email', () => String) email: string,
    @Arg('holder', () => ID, { nullable: true, description: 'Who is invited, where it is not the holder of today.' })
    holder: string | null,
    @Ctx() context: SignedInContext,
  ): Promise<typeof InvitationResult> {
    const { app, em, viewer } = context
    const invited = await invite(em, { person, username, email, holder }, actorOf(context))
    if (!invited.ok) return invited.error
    const { account, who, from, token, oldEmail, displaced } = invited.value
    tellByLetter(context, oldEmail, { what: 'address', username, email: account.email ?? '' })
    if (displaced) tellByLetter(context, displaced.email, { what: 'taken', username: displaced.username, person })
    const link = `${app.address}/password/${token}`
    const sender = { bodyName: viewer.bodyName, address: app.address }
    const letter = inviteLetter(sender, { title: who.title, username: account.username, from }, token)
    try {
      await app.mail?.send({ to: account.email ?? '', ...letter })
    } catch (error) {
      app.log(error, { request: context.request.id })
      return { username, mailed: false, link }
    }
    return app.mail ? { username, mailed: true, link: null } : { username, mailed: false, link }
  }
}

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
