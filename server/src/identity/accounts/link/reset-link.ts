import type { IsoInstant } from '@traguardo/shared/model'
import { sha256 } from '../../../kernel/db/sha256'
import { type Keyring, SEALED } from '../../../kernel/secrets/keyring'
import type { AccountEntity } from '../account.entity'

const PURPOSE = 'reset'
const LASTS = 3_600_000

/** What a link for a new password says. It is kept nowhere: asking for one writes the same for everybody [RI22]. */
interface ResetLink {
  readonly username: string
  /** Milliseconds. */
  readonly until: number
  /** Of the password and the address that it was made for: with another one it opens nothing. */
  readonly mark: string
}

type Marked = Pick<AccountEntity, 'username' | 'hash' | 'email'>

const markOf = ({ hash, email }: Marked): string => sha256(JSON.stringify([hash, email]))

/** The token of a link for a new password, which lasts an hour. */
export function makeResetLink(keyring: Keyring, account: Marked, now: IsoInstant): string {
  const link: ResetLink = { username: account.username, until: Date.parse(now) + LASTS, mark: markOf(account) }
  // A link has letters, digits, `-` and `_` only.
  return keyring.seal(PURPOSE, JSON.stringify(link)).slice(SEALED.length)
}

/** What a token says, or null where it is none of ours, or none any more. */
export function openResetLink(keyring: Keyring, token: string, now: IsoInstant): ResetLink | null {
  try {
    const link = JSON.parse(keyring.open(PURPOSE, SEALED + token)) as ResetLink
    const left = link.until - Date.parse(now)
    return left > 0 && left <= LASTS ? link : null
  } catch {
    return null
  }
}

/** Was it made for the account as it is now? */
export const isFor = ({ mark }: ResetLink, account: Marked): boolean => mark === markOf(account)
