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

/** Years of a span, and what of them: what changed after a count, or everything. */
interface Span {
  readonly from: number
  readonly to: number
  readonly since?: number
}

/**
 * Everything that was entered for a body in the years of a span, or what of it changed after a count of the body. One
 * statement, on an index that leads with the body; as rows, of which there are thousands.
 */
export async function registersOfYears(
  em: EntityManager,
  body: string,
  { from, to, since }: Span,
): Promise<readonly RegisterState[]> {
  const rows = await em.execute<RegisterRow[]>(
    'select "id", "measure", "unit", "year", "period", "field", "head", "content", "person", "at", "stamp", "scope", ' +
      '"excused", "complete" from "register" where "body" = ? and "year" between ? and ?' +
      (since === undefined ? '' : ' and "stamp" > ?'),
    [body, from, to, ...(since === undefined ? [] : [since])],
  )
  return rows.map(({ measure, unit, year, period, field, content, excused, complete, ...row }) => ({
    ...row,
    key: { body, measure, unit, year, period, field },
    content: content === null ? null : (JSON.parse(content) as Content),
    excused: Boolean(excused),
    complete: Boolean(complete),
  }))
}
