import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { invite } from '../accounts/accounts'
import { endLostFactor } from '../accounts/factor/end-lost-factor'
import type { SignedInContext } from '../organisation/signed-in'
import { inviteLetter } from '../../kernel/mail/letters'
import { actorOf } from '../organisation/signed-in'
import { afterChange } from './after-change'
import { switchAccount, unlinkAccount, endGrant, giveGrant, savePerson, tellByLetter } from './manage-staff'
import { staffOf } from './staff-of'
import { GrantInput, InvitationResult, StaffResult } from './staff.types'

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
