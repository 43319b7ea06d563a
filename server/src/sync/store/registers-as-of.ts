import { addDays, romeDay } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { type Content, type Decision, isComplete, type RegisterKey, type RegisterState } from '@traguardo/shared/sync'
import type { Em } from '../../kernel/db/orm'

/** A row as the database gives it: what is structured is text. */
interface OperationRow {
  readonly id: string
  readonly register: string
  readonly key: string
  readonly content: string | null
  readonly person: string
  readonly received_at: string
  readonly stamp: number
  readonly scope: string
  readonly decision: string | null
}

const read = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))

/**
 * Registers as they stood at the end of a day, out of the history of operations: the last that was applied to each. One
 * statement.
 */
export async function registersAsOf(
  em: Em,
  body: string,
  { from, to, day }: { readonly from: number; readonly to: number; readonly day: IsoDate },
): Promise<readonly RegisterState[]> {
  const rows = await em.execute<OperationRow[]>(
    'select "id", "register", "key", "content", "person", "received_at", "stamp", "scope", "decision" from "operation" ' +
      `where "body" = ? and "verdict_type" = 'applied' and "kind" in ('edit', 'accept') and "received_at" < ? order by "stamp"`,
    // Generous by a day at the edge of the day in Rome; it is looked at again below.
    [body, `${addDays(day, 1)}T12:00:00.000Z`],
  )
  const states = new Map<string, RegisterState>()
  for (const { id, register, person, received_at: at, stamp, scope, ...texts } of rows) {
    const key = JSON.parse(texts.key) as RegisterKey
    if (key.year < from || key.year > to || romeDay(at) > day) continue
    const content = read<Content>(texts.content)
    const excused = read<Decision>(texts.decision)?.inTime ?? false
    const state = { id: register, key, scope, head: id, content, person, at, stamp, excused }
    states.set(register, { ...state, complete: isComplete(content) })
  }
  return [...states.values()]
}
