import type { Content, RegisterField, RegisterState } from '@traguardo/shared/sync'
import type { EntityManager } from '../../kernel/db/orm'

/** A row as both databases give it: a truth is 1 in one of them. */
interface RegisterRow {
  readonly id: string
  readonly measure: string
  readonly unit: string | null
  readonly year: number
  readonly period: number
  readonly field: RegisterField
  readonly head: string
  readonly content: string | null
  readonly person: string
  readonly at: string
  readonly stamp: number
  readonly scope: string
  readonly excused: boolean | number
  readonly complete: boolean | number
}

/** Everything that was entered for a body in the years of a span. One statement; as rows, of which there are thousands. */
export async function registersOfYears(
  em: EntityManager,
  body: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly RegisterState[]> {
  const rows = await em.execute<RegisterRow[]>(
    'select "id", "measure", "unit", "year", "period", "field", "head", "content", "person", "at", "stamp", "scope", ' +
      '"excused", "complete" from "register" where "body" = ? and "year" between ? and ?',
    [body, from, to],
  )
  return rows.map(({ measure, unit, year, period, field, content, excused, complete, ...row }) => ({
    ...row,
    key: { body, measure, unit, year, period, field },
    content: content === null ? null : (JSON.parse(content) as Content),
    excused: Boolean(excused),
    complete: Boolean(complete),
  }))
}
