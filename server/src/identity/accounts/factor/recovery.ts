import { randomInt } from 'node:crypto'
import { sha256 } from '../../../kernel/db/rows'
import type { EntityManager } from '../../../kernel/db/orm'
import { RecoveryCodeEntity } from './recovery-code.entity'

/** Codes that an account gets at a time. */
const COUNT = 10
/** Letters and digits that nobody takes for one another (Crockford): 16 of them are 80 bits, more than anybody guesses. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const GROUP = 4

const newCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)))
    .join('')
    .replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-')

/** Returns a typed code as it was given: without blanks and hyphens, and with the letters that were meant. */
const plainCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/**
 * Returns the hash under which a code is kept, at the head office and at a site alike: 80 bits of chance need no slow
 * hash.
 */
export const recoveryHash = (username: string, code: string): string => sha256(`${username} ${plainCode(code)}`)

/** Gives an account ten codes in place of those it had, and answers them: they are shown this once [RI25]. */
export async function makeRecoveryCodes(em: EntityManager, username: string): Promise<readonly string[]> {
  const codes = Array.from({ length: COUNT }, newCode)
  await em.nativeDelete(RecoveryCodeEntity, { account: username })
  const rows = codes.map((code) => ({ account: username, hash: recoveryHash(username, code) }))
  await em.insertMany(RecoveryCodeEntity, rows)
  return codes
}

/** Takes a code: of two that come with the same at once one is let in. */
export const takeRecoveryCode = async (em: EntityManager, username: string, code: string): Promise<boolean> =>
  (await em.nativeUpdate(
    RecoveryCodeEntity,
    { account: username, hash: recoveryHash(username, code), used: false },
    { used: true },
  )) === 1
