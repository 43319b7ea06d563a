import type { IsoInstant } from '../model'
import type { ApiField } from './rights'

const BROWSERS = [
  ['Edge', /Edg(A|iOS)?\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /Safari\//],
] as const

const SYSTEMS = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Linux', /Linux/],
] as const

const found = (list: readonly (readonly [string, RegExp])[], text: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0]

/** Names a browser by its user agent: "Chrome su Android". */
export function nameOfAgent(agent: string): string {
  const browser = found(BROWSERS, agent) ?? 'Browser'
  const system = found(SYSTEMS, agent)
  return system ? `${browser} su ${system}` : browser
}

/**
 * Fields refused with `CONFIRM_NEEDED` unless the password or a code was shown lately: they touch accounts or
 * credentials, or take a whole export along. The same as in `SPEC.md` [RI26].
 */
export const CONFIRMED_FIELDS: ReadonlySet<ApiField> = new Set<ApiField>([
  'Query.planExport',
  'Mutation.grantGive',
  'Mutation.grantEnd',
  'Mutation.holderAdd',
  'Mutation.holderBegin',
  'Mutation.holderEnd',
  'Mutation.holderRemove',
  'Mutation.holderErase',
  'Mutation.accountInvite',
  'Mutation.accountSwitch',
  'Mutation.accountUnlink',
  'Mutation.factorEnd',
  'Mutation.feedRenew',
  'Mutation.siteCreate',
  'Mutation.siteChange',
  'Mutation.siteRevoke',
])

const MINUTES = 10

/**
 * Was the password or a code asked not long ago? Signing in counts.
 * @param at when it was, null for never
 */
export const isConfirmed = (at: IsoInstant | null, now: IsoInstant): boolean =>
  at !== null && Date.parse(now) - Date.parse(at) < MINUTES * 60_000

/** Failed attempts, and the end of the wait that they cost, in milliseconds since 1970. */
export interface FailedTries {
  readonly failures: number
  readonly until: number
  /** The last of them. */
  readonly last: number
}

/** Length of the wait by number of failures. */
export interface DelayPolicy {
  /** Failures up to this one cost nothing. */
  readonly free: number
  /** Milliseconds after the next one; twice as long after each further one. */
  readonly first: number
  readonly longest: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Of one account, over all addresses [RI16]. */
export const ACCOUNT_DELAYS: DelayPolicy = { free: 5, first: 30 * SECOND, longest: 15 * MINUTE }
/** Of one address, over all accounts: a whole office stands behind one, and people mistype in the morning [RI18]. */
export const ADDRESS_DELAYS: DelayPolicy = { free: 50, first: 5 * SECOND, longest: 5 * MINUTE }
/** Of asking for a new password: nobody's mailbox is filled by others [RI22]. */
export const LETTER_DELAYS: DelayPolicy = { free: 3, first: 10 * MINUTE, longest: HOUR }

/** After so long without a failure all is forgotten: longer than anybody waits. */
export const FORGOTTEN_AFTER = 6 * HOUR
/** Clocks of servers that share a database differ. One that goes back further was set anew, as that of the demo is at midnight. */
const SKEW = 5 * MINUTE

export const NO_TRIES: FailedTries = { failures: 0, until: 0, last: 0 }

const isForgotten = ({ last }: FailedTries, now: number): boolean => now - last >= FORGOTTEN_AFTER || last - now > SKEW

/** Milliseconds to wait before the next try; 0 where it may be made. */
export const waitOf = (tries: FailedTries, now: number): number =>
  isForgotten(tries, now) ? 0 : Math.max(0, tries.until - now)

/** Milliseconds to wait after so many failures. */
function delayAfter(failures: number, { free, first, longest }: DelayPolicy): number {
  const beyond = failures - free
  return beyond < 0 ? 0 : Math.min(longest, first * 2 ** Math.min(beyond, 30))
}

/** One failure more. */
export function afterFailure(tries: FailedTries, policy: DelayPolicy, now: number): FailedTries {
  const failures = (isForgotten(tries, now) ? 0 : tries.failures) + 1
  const delay = delayAfter(failures, policy)
  return { failures, until: delay === 0 ? 0 : now + delay, last: now }
}

/** Is this the failure with which waiting begins? */
export const beginsToWait = ({ failures }: FailedTries, { free }: DelayPolicy): boolean => failures === free

/** Minutes to wait, as a person is told: one at least. */
export const minutesOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / MINUTE))

/** A name as it was typed, however: two that mean the same are one. */
export const typedName = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
