import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import type { SignedInContext } from '../../organisation/signed-in'
import { tokenOf } from '../devices/cookie'
import { SessionEntity } from '../devices/session.entity'
import { DONE, DoneResult } from '../../../kernel/graphql/done.types'
import { guardGuess } from '../guesses/guard-guess'
import { ownAccount } from './own-account'
import { checkPassword } from '../passwords'
import { hashOfToken } from '../tokens'
import { takeSecondFactor } from '../totp'

@Resolver()
export class ConfirmResolver {
  /** Shows once more who it is, by the password or by a code of the second factor: what touches accounts asks for it [RI26]. */
  @Mutation(() => DoneResult)
  async sessionConfirm(
    @Arg('password', () => String, { nullable: true }) password: string | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    const { app, em, request, viewer } = context
    const account = await ownAccount(context)
    const refused = await guardGuess(context, { account, typed: viewer.username, isTold: true }, async () => {
      if (code)
        return (await takeSecondFactor(em, app.keyring, account, code)) === null
          ? refusal('WRONG_CODE', { kind: 'used' })
          : null
      return (await checkPassword(account.hash, password ?? ''))
        ? null
        : refusal('WRONG_CREDENTIALS', { kind: 'password' })
    })
    if (refused) return refused
    const token = hashOfToken(tokenOf(request) ?? '')
    await em.nativeUpdate(SessionEntity, { token }, { confirmedAt: app.clock.now() })
    return DONE
  }
}
