import type { IsoInstant } from '../model'
import type { ApiField } from './rights'

/** What touches accounts, credentials or takes a whole export along asks first who it is, once more: the same as in `SPEC.md` [RI26]. */
export const CONFIRMED: ReadonlySet<ApiField> = new Set<ApiField>([
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
