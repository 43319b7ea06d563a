import { Secret, TOTP } from 'otpauth'
import type { Em } from '../db/orm'
import { AccountEntity } from './account.entity'

const ISSUER = 'Traguardo'
/** Codes of the half minute before and after are taken too: clocks of phones differ. */
const WINDOW = 1

const totpOf = (username: string, secret: string): TOTP =>
  new TOTP({ issuer: ISSUER, label: username, secret: Secret.fromBase32(secret) })

/** A new secret, in base 32. */
export const newSecret = (): string => new Secret().base32

/** What an authenticator app reads: `otpauth://totp/...`. */
export const uriOf = (username: string, secret: string): string => totpOf(username, secret).toString()

/** The step that a code is of, or null where it is of none that counts now. */
function stepOf(username: string, secret: string, code: string): number | null {
  const totp = totpOf(username, secret)
  const delta = totp.validate({ token: code.replace(/\s/g, ''), window: WINDOW })
  return delta === null ? null : totp.counter() + delta
}

/** Is it a code of this secret? */
export const isCode = (username: string, secret: string, code: string): boolean =>
  stepOf(username, secret, code) !== null

/** Takes a code: right, and not used before. Of two that come at once one is taken. */
export async function checkCode(em: Em, { username, totp }: AccountEntity, code: string): Promise<boolean> {
  const step = totp === null ? null : stepOf(username, totp, code)
  if (step === null) return false
  const taken = await em.nativeUpdate(
    AccountEntity,
    { username, $or: [{ totpUsed: null }, { totpUsed: { $lt: step } }] },
    { totpUsed: step },
  )
  return taken === 1
}
