import type { Refusal } from '@traguardo/shared/refusals'
import type { Result } from '@traguardo/shared/result'
import { useWords } from '../modules/i18n'
import { useRequest } from '../modules/use-request'
import { longDay } from '../ui/long-day'
import { beforeOf, type Correction, type NewHolder } from './holders'
import { holderAdd, holderBegin, holderEnd, holderErase, holderName, holderRemove } from './staff-api'
import type { HolderFragment, StaffFragment, StaffPersonFragment } from './staff.generated'
import words from './words.it.json'

/**
 * Returns the actions on the holders of a position, and the outcome of the last of them.
 * @param person the position as it is known now
 * @param known is told everybody as they are after each step
 */
export function useHolders(person: () => StaffPersonFragment, known: (staff: StaffFragment) => void) {
  const { t, locale } = useWords(words)
  const { busy, problem, done, run } = useRequest()

  async function take(
    asked: Promise<Result<StaffFragment, Refusal> | null>,
    well: string,
  ): Promise<StaffFragment | null> {
    const now = await run(asked, well)
    if (now) known(now)
    return now
  }

  /** Adds somebody, and ends who was before: answers the new holder, null where it was refused. */
  async function add({ before, from, to, name, username }: NewHolder): Promise<HolderFragment | null> {
    const { code, holders } = person()
    const there = new Set(holders.map(({ id }) => id))
    const day = from && longDay(from, locale.value)
    const well = before && day ? t('holder.handedOver', { day }) : t('holder.added')
    const input = { person: code, name: name || null, username, from, to, handOver: before !== null }
    const now = await take(holderAdd(input), well)
    return now?.people.find((one) => one.code === code)?.holders.find(({ id }) => !there.has(id)) ?? null
  }

  /** Corrects what differs, until something is refused: was all of it taken? */
  async function correct({ id, ...now }: HolderFragment, { name, from, to }: Correction): Promise<boolean> {
    const days = [
      ...(from === now.from ? [] : [() => holderBegin(id, from)]),
      ...(to === now.to ? [] : [() => holderEnd(id, to)]),
    ]
    // Of two days that move, the one goes first that makes room for the other.
    const isLater = from !== null && now.to !== null && from > now.to
    const steps = [
      ...(name === (now.name ?? '') ? [] : [() => holderName(id, name)]),
      ...(isLater ? days.reverse() : days),
    ]
    for (const step of steps) if (!(await take(step(), t('holder.corrected')))) return false
    return true
  }

  /** Takes somebody away who was added by mistake; whoever ended the day before holds it again. */
  const remove = (holder: HolderFragment) =>
    take(holderRemove(holder.id, beforeOf(person().holders, holder) !== null), t('holder.undone'))

  const erase = (holder: HolderFragment, reason: string) => take(holderErase(holder.id, reason), t('holder.erased'))

  /** Nothing is said any more of what was asked before. */
  const hush = () => void (done.value = problem.value = null)

  return { busy, problem, done, add, correct, remove, erase, hush }
}
