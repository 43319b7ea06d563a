import { addDays } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { type HolderDays, holderOn } from '@traguardo/shared/people'
import { v7 } from 'uuid'
import type { EntityManager } from '../../kernel/db/orm'
import { HolderEntity } from './holder.entity'
import { PersonEntity } from './person.entity'

/** The days around one on which nobody holds a position: from the end of the one before to the beginning of the next. */
function freeDaysAround(holders: readonly HolderDays[], day: IsoDate): HolderDays {
  const ends = holders.flatMap(({ to }) => (to !== null && to < day ? [to] : [])).sort()
  const beginnings = holders.flatMap(({ from }) => (from !== null && from > day ? [from] : [])).sort()
  const [last, next] = [ends.at(-1), beginnings[0]]
  return { from: last === undefined ? null : addDays(last, 1), to: next === undefined ? null : addDays(next, -1) }
}

/**
 * Returns the holder of a position on a day, made for the days around it where nobody holds it: nothing else is known
 * of them yet. With the position and its body; null where there is no such position.
 */
export async function holderOfToday(
  em: EntityManager,
  { body, person: code }: { readonly body: string; readonly person: string },
  today: IsoDate,
): Promise<HolderEntity | null> {
  const person = await em.findOne(PersonEntity, { body, code }, { populate: ['body', 'holders'] })
  if (!person) return null
  const holders = person.holders.getItems()
  return holderOn(holders, today) ?? em.create(HolderEntity, { id: v7(), person, ...freeDaysAround(holders, today) })
}
