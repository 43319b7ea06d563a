import { Secret, TOTP } from 'otpauth'
import type { EntityManager } from '../../kernel/db/orm'
import type { Keyring } from '../../kernel/secrets/keyring'
import { AccountEntity } from './account.entity'
import { takeRecoveryCode } from './factor/recovery'

const ISSUER = 'Traguardo'
/** Codes of the half minute before and after are taken too: clocks of phones differ. */
const WINDOW = 1
/** Purpose under which secrets of second factors are sealed. */
const PURPOSE = 'totp'

const totpOf = (username: string, secret: string): TOTP =>
  new TOTP({ issuer: ISSUER, label: username, secret: Secret.fromBase32(secret) })

/** A new secret, in base 32. */
export const newSecret = (): string => new Secret().base32

/** A secret as it is kept, and back. */
export const sealSecret = (keyring: Keyring, secret: string): string => keyring.seal(PURPOSE, secret)
export const openSecret = (keyring: Keyring, sealed: string): string => keyring.open(PURPOSE, sealed)

/** Returns the address that an authenticator app reads: `otpauth://totp/...`. */
export const uriOf = (username: string, secret: string): string => totpOf(username, secret).toString()

/** The step that a code is of, or null where it is of none that counts now. */
export function timeStepOf(username: string, secret: string, code: string): number | null {
  const totp = totpOf(username, secret)
  const delta = totp.validate({ token: code.replace(/\s/g, ''), window: WINDOW })
  return delta === null ? null : totp.counter() + delta
}

/** Takes a code of the app: right, and not used before. */
async function takeCode(
  em: EntityManager,
  keyring: Keyring,
  { username, totp }: AccountEntity,
  code: string,
): Promise<boolean> {
  const step = totp === null ? null : timeStepOf(username, openSecret(keyring, totp), code)
  if (step === null) return false
  const taken = await em.nativeUpdate(
    AccountEntity,
    { username, $or: [{ totpUsed: null }, { totpUsed: { $lt: step } }] },
    { totpUsed: step },
  )
  return taken === 1
}

/**
 * Takes what somebody shows as second factor: a code of the app, or one that stands in for it; each opens once, also where
 * two come at the same time [RI25]. Answers which it was; null where it is neither, or was used before.
 */
export async function takeSecondFactor(
  em: EntityManager,
  keyring: Keyring,
  account: AccountEntity,
  code: string,
): Promise<'code' | 'recovery' | null> {
  if (account.totp === null) return null
  if (await takeCode(em, keyring, account, code)) return 'code'
  return (await takeRecoveryCode(em, account.username, code)) ? 'recovery' : null
}
