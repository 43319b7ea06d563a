import { addDays, romeDay } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { isComplete, type RegisterState } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { OperationEntity } from '../sync/store/operation.entity'

/**
 * Registers as they stood at the end of a day, out of the history of operations: the last that was applied to each. One
 * statement.
 */
export async function registersAsOf(
  em: Em,
  body: string,
  { from, to, day }: { readonly from: number; readonly to: number; readonly day: IsoDate },
): Promise<readonly RegisterState[]> {
  const rows = await em.find(
    OperationEntity,
    {
      body,
      verdictType: 'applied',
      kind: { $in: ['edit', 'accept'] },
      // Generous by a day at the edge of the day in Rome; it is looked at again below.
      receivedAt: { $lt: `${addDays(day, 1)}T12:00:00.000Z` },
    },
    { orderBy: { stamp: 'asc' }, disableIdentityMap: true },
  )
  const states = new Map<string, RegisterState>()
  for (const { id, register, key, content, person, receivedAt, stamp, scope, decision } of rows) {
    if (key.year < from || key.year > to || romeDay(receivedAt ?? '') > day) continue
    const excused = decision?.inTime ?? false
    const state = { id: register, key, scope, head: id, content, person, at: receivedAt ?? '', stamp, excused }
    states.set(register, { ...state, complete: isComplete(content) })
  }
  return [...states.values()]
}
