import type { Content, RegisterField, RegisterState } from '@traguardo/shared/sync'
import type { Rows } from '../../kernel/db/look'
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
  readonly brought: boolean | number
}

const NAMES = [
  ...['id', 'measure', 'unit', 'year', 'period', 'field', 'head', 'content', 'person', 'at', 'stamp', 'scope'],
  ...['excused', 'complete', 'brought'],
]
const COLUMNS = NAMES.map((name) => `"${name}"`).join(', ')
const OF_YEARS = '"register" where "body" = ? and "year" between ? and ?'

/** Years from one to another. */
interface Span {
  readonly from: number
  readonly to: number
}

const stateOf = (body: string, row: RegisterRow): RegisterState => {
  const { measure, unit, year, period, field, content, excused, complete, brought, ...rest } = row
  return {
    ...rest,
    key: { body, measure, unit, year, period, field },
    content: content === null ? null : (JSON.parse(content) as Content),
    excused: Boolean(excused),
    complete: Boolean(complete),
    ...(brought ? { brought: true } : {}),
  }
}

/**
 * Everything that was entered for a body in the years of a span. One statement, on an index that leads with the body; as
 * rows, of which there are thousands.
 */
export async function registersOfYears(
  em: EntityManager,
  body: string,
  { from, to }: Span,
): Promise<readonly RegisterState[]> {
  const rows = await em.execute<RegisterRow[]>(`select ${COLUMNS} from ${OF_YEARS}`, [body, from, to])
  return rows.map((row) => stateOf(body, row))
}

/** Asks for what of it changed after a count of the body. */
export const registersAsked = (body: string, { from, to }: Span, since: number): Rows => ({
  columns: COLUMNS,
  from: `${OF_YEARS} and "stamp" > ?`,
  order: '"stamp"',
  values: [body, from, to, since],
})

/** Reads what was answered to that. */
export const registersIn = (text: string, body: string): readonly RegisterState[] =>
  (JSON.parse(text) as readonly (readonly unknown[])[]).map((row) =>
    stateOf(body, Object.fromEntries(row.map((value, at) => [NAMES[at], value])) as unknown as RegisterRow),
  )
