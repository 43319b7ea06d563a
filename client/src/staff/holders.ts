import { addDays } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { holderOn } from '@traguardo/shared/people'
import { useChange, useOutcome } from '../answers/use-change'
import { useWords } from '../modules/i18n'
import { longDay } from '../ui/long-day'
import {
  HolderAddDocument,
  HolderBeginDocument,
  HolderEndDocument,
  HolderEraseDocument,
  type HolderFragment,
  HolderNameDocument,
  HolderRemoveDocument,
  type StaffFragment,
  type StaffPersonFragment,
} from './staff.generated'
import words from './words.it.json'

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

/**
 * Returns the actions on the holders of a position, and the outcome of the last of them.
 * @param person the position as it is known now
 */
export function useHolders(person: () => StaffPersonFragment) {
  const { t, locale } = useWords(words)
  const outcome = useOutcome()
  const { busy, problem, done, hush } = outcome
  const { change: holderAdd } = useChange(HolderAddDocument, { outcome })
  const { change: holderBegin } = useChange(HolderBeginDocument, { outcome })
  const { change: holderEnd } = useChange(HolderEndDocument, { outcome })
  const { change: holderName } = useChange(HolderNameDocument, { outcome })
  const { change: holderRemove } = useChange(HolderRemoveDocument, { outcome })
  const { change: holderErase } = useChange(HolderEraseDocument, { outcome })

  /** Adds somebody, and ends who was before: answers the new holder, null where it was refused. */
  async function add({ before, from, to, name, username }: NewHolder): Promise<HolderFragment | null> {
    const { code, holders } = person()
    const there = new Set(holders.map(({ id }) => id))
    const day = from && longDay(from, locale.value)
    const well = before && day ? t('holder.handedOver', { day }) : t('holder.added')
    const input = { person: code, name: name || null, username, from, to, handOver: before !== null }
    const now = await holderAdd({ input }, well)
    return now?.people.find((one) => one.code === code)?.holders.find(({ id }) => !there.has(id)) ?? null
  }

  /** Corrects what differs, until something is refused: was all of it taken? */
  async function correct({ id, ...now }: HolderFragment, { name, from, to }: Correction): Promise<boolean> {
    const well = t('holder.corrected')
    const days = [
      ...(from === now.from ? [] : [() => holderBegin({ id, firstDay: from }, well)]),
      ...(to === now.to ? [] : [() => holderEnd({ id, lastDay: to }, well)]),
    ]
    // Of two days that move, the one goes first that makes room for the other.
    const isLater = from !== null && now.to !== null && from > now.to
    const steps = [
      ...(name === (now.name ?? '') ? [] : [() => holderName({ id, name }, well)]),
      ...(isLater ? days.reverse() : days),
    ]
    for (const step of steps) if (!(await step())) return false
    return true
  }

  /** Takes somebody away who was added by mistake; whoever ended the day before holds it again. */
  const remove = (holder: HolderFragment) =>
    holderRemove({ id: holder.id, reopen: beforeOf(person().holders, holder) !== null }, t('holder.undone'))

  const erase = (holder: HolderFragment, reason: string) => holderErase({ id: holder.id, reason }, t('holder.erased'))

  return { busy, problem, done, add, correct, remove, erase, hush }
}
