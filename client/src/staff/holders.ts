import { addDays } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { holderOn } from '@traguardo/shared/people'
import type { HolderFragment, StaffFragment } from './staff.generated'

/** Standing of somebody to a position on a day: holds it, held it, will hold it. */
export type HolderStatus = 'now' | 'former' | 'next'

/** Returns the standing of a holder's days, seen from a day. */
export function standingOn({ from, to }: HolderFragment, day: IsoDate): HolderStatus {
  if (to !== null && to < day) return 'former'
  return from !== null && from > day ? 'next' : 'now'
}

/** Returns the holder who ended on the day before the first one of another, if anybody did: the two handed over. */
export const beforeOf = (holders: readonly HolderFragment[], { from }: HolderFragment): HolderFragment | null =>
  from === null ? null : (holders.find(({ to }) => to === addDays(from, -1)) ?? null)

/**
 * Effects of a new holder from a day on: who ends the day before, and until when it goes where somebody comes already.
 */
export interface Beginning {
  readonly before: HolderFragment | null
  readonly to: IsoDate | null
}

/** Returns what changes when somebody new holds a position from a day on [RI63]. */
export function beginningOn(holders: readonly HolderFragment[], day: IsoDate): Beginning {
  const held = holderOn(holders, day)
  const comes = holders.flatMap(({ from }) => (from !== null && from > day ? [from] : [])).sort()[0]
  return { before: held && held.from !== day ? held : null, to: comes === undefined ? null : addDays(comes, -1) }
}

/** A user name for whoever has this address: what stands before its `@`, as far as a user name may have it. */
export const usernameFor = (email: string): string =>
  (email.trim().split('@')[0] ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '').replace(/^[._-]+/, '')

/** Somebody who is to hold a position. */
export interface NewHolder extends Beginning {
  readonly from: IsoDate | null
  readonly name: string
  /** Of an account that is there; null for whoever is invited then. */
  readonly username: string | null
}

/**
 * Form of a new holder: the user name and address are of the account that is there already, or of the one to invite.
 */
export interface NewHolderWritten extends NewHolder {
  readonly username: string
  readonly email: string
  /** The account that is there already. */
  readonly known: string | null
}

/** Name and days as they should be. */
export interface Correction {
  readonly name: string
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** The user of this body who has that name or address: an account of somebody is not made twice. */
export function userLike(staff: StaffFragment, username: string, email: string): string | null {
  const address = email.trim().toLowerCase()
  const holders = staff.people.flatMap((person) => person.holders)
  const found =
    holders.find(({ account }) => address !== '' && account?.email === address) ??
    holders.find((one) => one.username === username.trim())
  return found?.username ?? null
}
