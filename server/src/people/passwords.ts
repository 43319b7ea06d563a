import type { Refusal } from '@traguardo/shared/model'
import { argon2id, hash, verify } from 'argon2'

/** Characters of a password at least. */
const SHORTEST = 12
/** And at most: hashing is work, and nobody types more. */
const LONGEST = 1000

/** Why a new password is not accepted, or null. */
export function refusePassword(password: string): Refusal | null {
  if (password.length < SHORTEST)
    return { code: 'PASSWORD_TOO_SHORT', message: `La password deve avere almeno ${SHORTEST} caratteri.` }
  if (password.length > LONGEST)
    return { code: 'PASSWORD_TOO_LONG', message: `La password può avere al massimo ${LONGEST} caratteri.` }
  return null
}

export const hashPassword = (password: string): Promise<string> => hash(password, { type: argon2id })

/** Hash of a password that nobody has: checked for a user who is not there, so that the answer takes as long. */
let nobody: Promise<string> | undefined

/** Is it the password? `stored` is null for an unknown user, and the check then costs the same. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const right = await verify(stored ?? (await nobody), password.slice(0, LONGEST))
  return stored !== null && right
}
