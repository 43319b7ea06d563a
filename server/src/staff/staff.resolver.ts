import type { Refusal } from '@traguardo/shared/model'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { inviteLetter } from '../mail/letters'
import { invite } from '../account/accounts'
import { actorOf } from '../record/actor'
import { endGrant, giveGrant, savePerson, switchAccount } from './manage-staff'
import { staffOf } from './staff-of'
import { GrantInput, InvitationResult, StaffResult } from './staff.types'

/** Every change answers with everybody as they are now. */
const after = async (refusal: Refusal | null, { em, viewer }: SignedInContext): Promise<typeof StaffResult> =>
  refusal ?? staffOf(em.fork(), viewer.body)

@Resolver()
export class StaffResolver {
  @Query(() => StaffResult)
  people(@Arg('body', () => String) body: string, @Ctx() { em }: SignedInContext): Promise<typeof StaffResult> {
    return staffOf(em, body)
  }

  @Mutation(() => StaffResult)
  async personSave(
    @Arg('code', () => String) code: string,
    @Arg('title', () => String) title: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return after(await savePerson(context.em, actorOf(context), code, title), context)
  }

  @Mutation(() => StaffResult)
  async grantGive(
    @Arg('input', () => GrantInput) input: GrantInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return after(await giveGrant(context.em, actorOf(context), input), context)
  }

  @Mutation(() => StaffResult)
  async grantEnd(
    @Arg('id', () => String) id: string,
    @Arg('lastDay', () => String) lastDay: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return after(await endGrant(context.em, actorOf(context), id, lastDay), context)
  }

  @Mutation(() => StaffResult)
  async accountSwitch(
    @Arg('username', () => String) username: string,
    @Arg('on', () => Boolean) on: boolean,
    @Ctx() context: SignedInContext,
  ): Promise<typeof StaffResult> {
    return after(await switchAccount(context.em, actorOf(context), username, on), context)
  }

  @Mutation(() => InvitationResult)
  async accountInvite(
    @Arg('person', () => String) person: string,
    @Arg('username', () => String) username: string,
    @Arg('email', () => String) email: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof InvitationResult> {
    const { app, em, viewer } = context
    const invited = await invite(em, { person, username, email }, actorOf(context))
    if (!invited.ok) return invited.error
    const { account, who, token } = invited.value
    const link = `${app.address}/password/${token}`
    const letter = inviteLetter({ bodyName: viewer.bodyName, address: app.address }, who.title, account.username, token)
    try {
      await app.mail?.send({ to: account.email ?? '', ...letter })
    } catch (error) {
      app.log(error)
      return { username, mailed: false, link }
    }
    return app.mail ? { username, mailed: true, link: null } : { username, mailed: false, link }
  }
}
