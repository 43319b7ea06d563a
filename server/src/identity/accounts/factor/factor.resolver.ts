import { Arg, Ctx, Mutation, Resolver, Field, ObjectType } from 'type-graphql'
import { refusal, type Refusal } from '@traguardo/shared/refusals'
import { isConfirmed } from '@traguardo/shared/people'
import qrcode from 'qrcode'
import type { SignedInContext } from '../../organisation/positions'
import { sessionHash } from '../devices/cookie'
import { SessionEntity } from '../devices/session.entity'
import { DONE, DoneResult, orRefusal } from '../../../kernel/graphql/refusal.types'
import { guardGuess } from '../guesses/guard-guess'
import { ownAccount, changeOwn } from './own-account'
import { checkPassword, NO_PASSWORD } from '../passwords'
import { takeSecondFactor, newSecret, openSecret, sealSecret, timeStepOf, uriOf } from '../totp'
import { confirmNeeded } from '../../../kernel/graphql/confirm-needed'
import { AccountEntity } from '../account.entity'
import { NO_FACTOR } from './no-factor'
import { makeRecoveryCodes } from './recovery'
import { RecoveryCodeEntity } from './recovery-code.entity'

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
    const token = sessionHash(request)
    await em.nativeUpdate(SessionEntity, { token }, { confirmedAt: app.clock.now() })
    return DONE
  }
}

@ObjectType('TotpOffer', { description: 'A secret for an authenticator app, not in force until a code confirms it.' })
class TotpOfferType {
  @Field(() => String)
  secret!: string

  @Field(() => String)
  uri!: string

  @Field(() => String, { description: 'The same as a picture, SVG.' })
  qr!: string
}

@ObjectType('RecoveryCodes', {
  description: 'Codes that each stand in once for a lost second factor. Shown this once.',
})
class RecoveryCodesType {
  @Field(() => [String])
  codes!: readonly string[]
}

const TotpOfferResult = orRefusal('TotpOfferResult', 'TotpOffer', TotpOfferType)
const RecoveryCodesResult = orRefusal('RecoveryCodesResult', 'RecoveryCodes', RecoveryCodesType)

/**
 * Returns the refusal of a typed password that does not show the account's own person, or null. An account that never
 * chose one (it signs in by the identity provider) has to have signed in just now, or to have shown a code.
 */
async function provePassword(
  context: SignedInContext,
  account: AccountEntity,
  password: string,
): Promise<Refusal | null> {
  const { app, viewer } = context
  if (account.hash === NO_PASSWORD) return isConfirmed(viewer.confirmedAt, app.clock.now()) ? null : confirmNeeded
  return guardGuess(context, { account, typed: account.username, isTold: true }, async () =>
    (await checkPassword(account.hash, password)) ? null : refusal('WRONG_CREDENTIALS', { kind: 'password' }),
  )
}

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
    const step = timeStepOf(username, openSecret(context.app.keyring, totpPending), code)
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
