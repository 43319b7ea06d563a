import { useOutcome, useChange } from '../answers/use-change'
import { useWords } from '../modules/i18n'
import { longDay } from '../ui/long-day'
import { beforeOf, type Correction, type NewHolder } from './holders'
import {
  HolderAddDocument,
  HolderBeginDocument,
  HolderEndDocument,
  HolderEraseDocument,
  type HolderFragment,
  HolderNameDocument,
  HolderRemoveDocument,
  type StaffPersonFragment,
} from './staff.generated'
import words from './words.it.json'

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
