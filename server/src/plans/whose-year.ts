import { romeDay } from '@traguardo/shared/calendar'
import { type IsoDate, type IsoInstant, type Plan, sheetOf } from '@traguardo/shared/model'
import { type HolderDays, holderOfYear } from '@traguardo/shared/people'
import { ask, type Rows } from '../kernel/db/look'
import type { EntityManager } from '../kernel/db/orm'

/** A holder of a position, without the name. */
export interface HolderOfSheet extends HolderDays {
  readonly id: string
}

/** Owners of individual sheets in their years: past, present and to come [RI71]. */
export interface WhoseYear {
  /** Changes whenever holders or their days do. */
  readonly version: string
  /** The holders of the position of a sheet, with a day in the year or not. */
  holdersOf(plan: Plan, about: string): readonly HolderOfSheet[]
  /**
   * Returns the holder whose the year is on a day [IS5]; null where nobody holds the position then, or it is of no
   * sheet.
   */
  on(plan: Plan, about: string, year: number, day: IsoDate): string | null
  /** Returns the holder of an item that names one, or none: then that of its day [IS5]. */
  of(plan: Plan, about: string, named: Named): string | null
}

interface Named {
  readonly holder: string | null
  readonly year: number
  readonly at: IsoInstant
}

/** Asks who holds the positions of a body. */
export const holdersAsked = (body: string): Rows => ({
  columns: '"h"."id", "h"."valid_from", "h"."valid_to", "p"."code"',
  from: '"holder" "h" join "person" "p" on "p"."id" = "h"."person_id" where "p"."body_code" = ?',
  order: '"h"."id"',
  values: [body],
})

type HolderRow = readonly [id: string, from: IsoDate | null, to: IsoDate | null, person: string]

/** Reads what was answered to that. */
export function whoseYearIn(text: string): WhoseYear {
  const rows = JSON.parse(text) as readonly HolderRow[]
  const holders = new Map<string, HolderOfSheet[]>()
  for (const [id, from, to, person] of rows) holders.set(person, [...(holders.get(person) ?? []), { id, from, to }])
  const holdersOf: WhoseYear['holdersOf'] = (plan, about) => holders.get(sheetOf(plan, about)?.person ?? '') ?? []
  const on: WhoseYear['on'] = (plan, about, year, day) => holderOfYear(holdersOf(plan, about), year, day)?.id ?? null
  return {
    version: rows.map(([id, from, to]) => `${id}/${from ?? ''}/${to ?? ''}`).join(),
    holdersOf,
    on,
    of: (plan, about, { holder, year, at }) => holder ?? on(plan, about, year, romeDay(at)),
  }
}

/** Reads who holds the positions of a body. One statement. */
export async function whoseYear(em: EntityManager, body: string): Promise<WhoseYear> {
  const [text = '[]'] = await ask(em, [holdersAsked(body)])
  return whoseYearIn(text)
}
