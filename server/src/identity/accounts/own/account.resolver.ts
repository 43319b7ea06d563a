import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import type { Context } from '../../../kernel/context'
import type { SignedInContext } from '../../organisation/signed-in'
import { AccountEntity } from '../account.entity'
import { tooManyAttempts } from '../guesses/floods'
import { renewFeedSecret } from '../feed-secret'
import { sendReset } from '../link/send-reset'
import { useLink } from '../link/use-link'
import { hashPassword } from '../hashing'
import { checkPassword, refusePassword } from '../passwords'
import { guardGuess } from '../guesses/guard-guess'
import { takePassword } from './take-password'
import { SessionEntity } from '../devices/session.entity'
import { hashOfToken } from '../tokens'
import { DeviceEntity } from '../devices/device.entity'
import { DONE, DoneResult } from '../../../kernel/graphql/done.types'
import { OwnSettingsInput, OwnSettingsResult } from './account.types'
import { changeOwn, ownAccount } from '../factor/own-account'
import { settingsOf } from './settings-of'

type Answer = typeof DoneResult

@Resolver()
export class AccountResolver {
  @Query(() => OwnSettingsResult)
  mySettings(@Ctx() context: SignedInContext): Promise<typeof OwnSettingsResult> {
    return settingsOf(context)
  }

  @Mutation(() => OwnSettingsResult)
  async mySettingsSave(
    @Arg('input', () => OwnSettingsInput) { mail }: OwnSettingsInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof OwnSettingsResult> {
    if (mail !== 'each' && mail !== 'daily' && mail !== 'none') return refusal('BAD_CHOICE')
    await changeOwn(context, 'account.mail', (tx, username) => tx.nativeUpdate(AccountEntity, { username }, { mail }))
    return settingsOf(context)
  }

  /** The answer is the same, and comes as soon, whether the account is there or not: it tells nobody who has one. */
  @Mutation(() => DoneResult)
  async passwordForgotten(@Arg('username', () => String) username: string, @Ctx() context: Context): Promise<Answer> {
    const { app, request } = context
    const { mail } = app
    if (!mail) return refusal('NO_MAIL')
    if (!(await app.mayTry(request, `reset ${username}`))) return tooManyAttempts
    app.afterwards(() => sendReset(context, mail, username))
    return DONE
  }

  @Mutation(() => DoneResult)
  async passwordSet(
    @Arg('token', () => String) token: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const { app, request } = context
    if (!(await app.mayTry(request, `link ${hashOfToken(token)}`))) return tooManyAttempts
    const used = await useLink(context, token, password)
    return used.ok ? DONE : used.error
  }

  @Mutation(() => DoneResult)
  async passwordChange(
    @Arg('current', () => String) current: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { viewer } = context
    const account = await ownAccount(context)
    const wrong = await guardGuess(context, { account, typed: viewer.username, isTold: true }, async () =>
      (await checkPassword(account.hash, current)) ? null : refusal('WRONG_CREDENTIALS', { kind: 'current' }),
    )
    if (wrong) return wrong
    const weak = await refusePassword(password, [viewer.username, viewer.title, viewer.bodyName])
    if (weak) return weak
    await takePassword(context, account, await hashPassword(password))
    return DONE
  }

  /** Another address for the calendar: whoever has the one until now reads nothing by it any more [RI27]. */
  @Mutation(() => OwnSettingsResult)
  async feedRenew(@Ctx() context: SignedInContext): Promise<typeof OwnSettingsResult> {
    await changeOwn(context, 'feed.renew', (tx, username) => renewFeedSecret(tx, context.app.keyring, username))
    return settingsOf(context)
  }

  /** A device that was lost: nothing more is taken from it, and whoever holds it is signed out, under whatever name. */
  @Mutation(() => DoneResult)
  async deviceRevoke(@Arg('id', () => String) id: string, @Ctx() context: SignedInContext): Promise<Answer> {
    const { app, em, viewer } = context
    const { body, person, holds } = viewer
    const own = holds ? await em.find(DeviceEntity, { body, person, revokedAt: null }) : []
    const device = own.find(({ node }) => hashOfToken(node) === id)
    if (!device) return refusal('UNKNOWN_DEVICE')
    await changeOwn(context, 'device.revoke', async (tx, username) => {
      await tx.nativeUpdate(DeviceEntity, { node: device.node }, { revokedAt: app.clock.now(body) })
      await tx.nativeDelete(SessionEntity, { account: username, token: device.credential ?? '' })
    })
    return DONE
  }

  @Mutation(() => DoneResult)
  async sessionRevoke(@Arg('id', () => String) id: string, @Ctx() context: SignedInContext): Promise<Answer> {
    const where = { token: id, account: context.viewer.username }
    if ((await context.em.count(SessionEntity, where)) === 0) return refusal('UNKNOWN_SESSION')
    await changeOwn(context, 'session.revoke', (tx) => tx.nativeDelete(SessionEntity, where))
    return DONE
  }
}
