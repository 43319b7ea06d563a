import type { DirectoryAccount } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../../identity/accounts/factor/recovery-code.entity'
import { openSecret, sealSecret } from '../../identity/accounts/totp'
import type { Em } from '../../kernel/db/orm'
import { insertNew } from '../../kernel/db/write-rows'
import { HolderEntity } from '../../identity/organisation/holder.entity'
import type { PersonEntity } from '../../identity/organisation/person.entity'
import { SessionEntity } from '../../identity/accounts/devices/session.entity'
import type { Keyring } from '../../kernel/secrets/keyring'

/** Later of two steps: a code counts once. */
const later = (a: number | null, b: number | null | undefined): number | null =>
  a === null || b === null || b === undefined ? (a ?? b ?? null) : Math.max(a, b)

/** Takes over what the head office says; true where whoever is signed in has to show again who it is [SY56]. */
function takeOver(keyring: Keyring, account: AccountEntity, given: DirectoryAccount): boolean {
  const secret = account.totp === null ? null : openSecret(keyring, account.totp)
  const factor = given.totp ?? null
  const isOther = account.hash !== given.hash || (factor !== null && factor !== secret)
  account.hash = given.hash
  if (factor !== secret) Object.assign(account, { totp: factor && sealSecret(keyring, factor), totpUsed: null })
  account.totpUsed = later(account.totpUsed, given.totpUsed)
  return isOther
}

/** The codes that stand in for factors: those of the head office, but what was used here stays used [SY55]. */
async function applyCodes(tx: Em, accounts: readonly DirectoryAccount[]): Promise<void> {
  const rows = accounts.flatMap(({ username, recovery = [] }) =>
    recovery.map((hash) => ({ account_username: username, hash })),
  )
  const hashes = new Set(rows.map(({ hash }) => hash))
  const held = await tx.find(RecoveryCodeEntity, { account: { $in: accounts.map(({ username }) => username) } })
  const gone = held.filter(({ hash }) => !hashes.has(hash)).map(({ hash }) => hash)
  if (gone.length > 0) await tx.nativeDelete(RecoveryCodeEntity, { hash: { $in: gone } })
  await insertNew(tx, 'recovery_code', ['account_username', 'hash'], rows)
}

/**
 * Takes in these accounts, each for a holder of its position, whose row is not there: a new password or another factor ends
 * what was open with the old one.
 * @param people by code
 */
export async function applyAccounts(
  tx: Em,
  keyring: Keyring,
  accounts: readonly DirectoryAccount[],
  people: ReadonlyMap<string, PersonEntity>,
): Promise<void> {
  const ours = accounts.filter(({ person }) => people.has(person))
  const names = ours.map(({ username }) => username)
  const held = new Map((await tx.find(AccountEntity, { username: { $in: names } })).map((one) => [one.username, one]))
  const changed: string[] = []
  for (const given of ours) {
    const { username, hash, person, holder = v7(), from = null, to = null } = given
    const account = held.get(username) ?? tx.create(AccountEntity, { username, hash })
    held.set(username, account)
    if (takeOver(keyring, account, given)) changed.push(username)
    const who = people.get(person)
    if (who) tx.create(HolderEntity, { id: holder, person: who, account: username, from, to })
  }
  await tx.flush()
  if (changed.length > 0) await tx.nativeDelete(SessionEntity, { account: { $in: changed } })
  await applyCodes(tx, ours)
}
