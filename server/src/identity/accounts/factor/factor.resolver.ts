import qrcode from 'qrcode'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { refusal } from '@traguardo/shared/refusals'
import { NO_FACTOR } from './no-factor'
import { makeRecoveryCodes } from './recovery'
import { RecoveryCodeEntity } from './recovery-code.entity'
import { AccountEntity } from '../account.entity'
import { changeOwn, ownAccount } from './own-account'
import { provePassword } from './prove-password'
import { newSecret, openSecret, sealSecret, stepOf, uriOf } from '../totp'
import type { SignedInContext } from '../../organisation/signed-in'
import { DONE, DoneResult } from '../../../kernel/graphql/done.types'
import { RecoveryCodesResult, TotpOfferResult } from './factor.types'

/** The second factor of one's own account [RI25]. */
@Resolver()
export class FactorResolver {
  @Mutation(() => TotpOfferResult)
  async totpBegin(
    @Ctx() context: SignedInContext,
    @Arg('password', () => String, { nullable: true }) password: string | null,
  ): Promise<typeof TotpOfferResult> {
    const { app, em } = context
    const account = await ownAccount(context)
    if (account.totp) return refusal('TOTP_ON')
    const unproved = await provePassword(context, account, password ?? '')
    if (unproved) return unproved
    const { username } = account
    const secret = newSecret()
    await em.nativeUpdate(AccountEntity, { username }, { totpPending: sealSecret(app.keyring, secret) })
    const uri = uriOf(username, secret)
    return { secret, uri, qr: await qrcode.toString(uri, { type: 'svg' }) }
  }

  @Mutation(() => RecoveryCodesResult)
  async totpConfirm(
    @Arg('code', () => String) code: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof RecoveryCodesResult> {
    const { totpPending, username } = await ownAccount(context)
    if (!totpPending) return refusal('TOTP_NOT_BEGUN')
    const step = stepOf(username, openSecret(context.app.keyring, totpPending), code)
    if (step === null) return refusal('WRONG_CODE', { kind: 'clock' })
    let codes: readonly string[] = []
    await changeOwn(context, 'totp.on', async (tx) => {
      // The code that confirms was shown: it signs nobody in any more.
      const on = { totp: totpPending, totpPending: null, totpUsed: step }
      // Of two that confirm at once one makes the codes.
      if ((await tx.nativeUpdate(AccountEntity, { username, totpPending }, on)) === 1)
        codes = await makeRecoveryCodes(tx, username)
    })
    return { codes }
  }

  @Mutation(() => RecoveryCodesResult)
  async recoveryRenew(
    @Arg('password', () => String) password: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof RecoveryCodesResult> {
    const account = await ownAccount(context)
    if (!account.totp) return refusal('TOTP_NOT_ON', { kind: 'own' })
    const unproved = await provePassword(context, account, password)
    if (unproved) return unproved
    let codes: readonly string[] = []
    await changeOwn(context, 'recovery.renew', async (tx, username) => {
      codes = await makeRecoveryCodes(tx, username)
    })
    return { codes }
  }

  @Mutation(() => DoneResult)
  async totpEnd(
    @Arg('password', () => String) password: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    const unproved = await provePassword(context, await ownAccount(context), password)
    if (unproved) return unproved
    await changeOwn(context, 'totp.off', async (tx, username) => {
      await tx.nativeUpdate(AccountEntity, { username }, NO_FACTOR)
      await tx.nativeDelete(RecoveryCodeEntity, { account: username })
    })
    return DONE
  }
}
