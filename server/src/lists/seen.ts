import { type FilterQuery, raw } from '@mikro-orm/core'
import type { Slice } from './slices'

/** A condition in SQL that both databases know, over the alias of the row that is asked about. */
export type Condition = Readonly<Record<string, unknown>>

const sql = (text: (alias: string) => string, params: readonly unknown[] = []): Condition => ({
  [raw(text, [...params])]: [],
})

const places = (values: readonly unknown[]): string => (values.length === 0 ? 'null' : values.map(() => '?').join(', '))

/** Is a sheet that stands in this column seen? None is seen by whoever sees them all, too. */
const sheetSeen = (column: string, sheets: readonly string[]): string =>
  sheets.length === 0 ? `${column} is null` : `(${column} is null or ${column} in (${places(sheets)}))`

/** Rows of one table that belong to a row of a version. */
const sameVersion = (alias: string, row: string): string =>
  `${row}.body = ${alias}.body and ${row}.plan_id = ${alias}.plan_id`

/** Everything of the versions themselves, such as their benchmarks. */
const ofVersions = (slices: readonly Slice[]): Condition => ({
  body: { $in: [...new Set(slices.map(({ body }) => body))] },
  plan: { $in: slices.map(({ id }) => id) },
})

/** Each version by its own condition; of those that are seen whole none is asked. */
function byVersion(
  slices: readonly Slice[],
  condition: (slice: Slice & { readonly sheets: readonly string[] }) => Condition,
) {
  const whole = slices.filter(({ sheets }) => sheets === null)
  const parts = slices.flatMap((slice) => {
    const { sheets } = slice
    return sheets === null ? [] : [{ $and: [ofVersions([slice]), condition({ ...slice, sheets })] }]
  })
  // Of nothing at all an empty list says nothing, and that would be everything.
  const all = whole.length > 0 || parts.length === 0 ? [ofVersions(whole), ...parts] : parts
  return { $or: all } satisfies Condition
}

/** A measure that an indicator uses, itself or through one that has the same value. */
const USE =
  '(u.measure_code = MEASURE or u.measure_code in (select s.code from plan_measure s where s.body = ALIAS.body ' +
  'and s.plan_id = ALIAS.plan_id and s.entry_measure_code = MEASURE))'

const usedBy = (alias: string, code: string, which: string): string =>
  'exists (select 1 from plan_measure_use u ' +
  'join plan_indicator i on i.body = u.body and i.plan_id = u.plan_id and i.code = u.owner ' +
  'left join plan_objective o on o.body = i.body and o.plan_id = i.plan_id and o.code = i.objective_code ' +
  `where ${sameVersion(alias, 'u')} and ${USE.replaceAll('ALIAS', alias).replaceAll('MEASURE', code)} and ${which})`

/**
 * Is a measure seen? It is where an indicator that is seen uses it, where none that is hidden does, and where the viewer
 * enters it: as in a plan [RI3].
 */
const measureSeen = ({
  sheets,
  enters,
}: {
  readonly sheets: readonly string[]
  readonly enters: readonly string[]
}): Condition => {
  const seen = `o.code is not null and ${sheetSeen('o.sheet_code', sheets)}`
  const entered =
    enters.length === 0
      ? ''
      : ` or exists (select 1 from plan_measure_unit e where e.body = A.body and e.plan_id = A.plan_id and e.owner = A.code and e.unit_code in (${places(enters)}))`
  return sql(
    (alias) =>
      `(${usedBy(alias, `${alias}.code`, seen)} or not ${usedBy(alias, `${alias}.code`, `not (${seen})`)}${entered.replaceAll('A.', `${alias}.`)})`,
    [...sheets, ...sheets, ...enters],
  )
}

/** Rows that somebody sees, of each list: what is not said here is not shown. */
export const SEEN = {
  objectives: (slices: readonly Slice[]) =>
    byVersion(slices, ({ sheets }) => sql((alias) => sheetSeen(`${alias}.sheet_code`, sheets), sheets)),
  indicators: (slices: readonly Slice[]) =>
    byVersion(slices, ({ sheets }) =>
      sql(
        (alias) =>
          `exists (select 1 from plan_objective o where ${sameVersion(alias, 'o')} and o.code = ${alias}.objective_code and ${sheetSeen('o.sheet_code', sheets)})`,
        sheets,
      ),
    ),
  measures: (slices: readonly Slice[]) => byVersion(slices, measureSeen),
  sheets: (slices: readonly Slice[]) => byVersion(slices, ({ sheets }) => ({ code: { $in: [...sheets] } })),
  units: ofVersions,
  people: ofVersions,
  programs: ofVersions,
  areas: ofVersions,
  benchmarks: ofVersions,
} as const

/** Rows in whose columns all of these words stand, whatever their case. */
export const saying = (columns: readonly string[], text: string): readonly Condition[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const pattern = `%${word.toLowerCase().replace(/[!%_]/g, '!$&')}%`
      return sql(
        (alias) => `(${columns.map((column) => `lower(${alias}.${column}) like ? escape '!'`).join(' or ')})`,
        columns.map(() => pattern),
      )
    })

/** Rows of which a part, in this table, names one of these units. */
export const withUnit = (table: string, units: readonly string[]): Condition =>
  sql(
    (alias) =>
      `exists (select 1 from ${table} p where ${sameVersion(alias, 'p')} and p.owner = ${alias}.code and p.unit_code in (${places(units)}))`,
    units,
  )

/** Indicators that use a measure of one of these kinds. */
export const withMeasure = (kinds: readonly string[]): Condition =>
  sql(
    (alias) =>
      'exists (select 1 from plan_measure_use p join plan_measure m on m.body = p.body and m.plan_id = p.plan_id ' +
      `and m.code = p.measure_code where ${sameVersion(alias, 'p')} and p.owner = ${alias}.code and m.kind in (${places(kinds)}))`,
    kinds,
  )

/**
 * Values of measures that are seen, each by the version that its year goes by [RI73].
 * @param slices with the years that are asked about
 */
export function valuesSeen(slices: readonly Slice[]): Condition {
  if (slices.length === 0) return ofVersions([])
  return {
    $or: slices.flatMap(({ id, body, years, sheets, enters }) => {
      if (years.length === 0) return []
      const seen = `o.code is not null and ${sheetSeen('o.sheet_code', sheets ?? [])}`
      const entered = enters.length === 0 ? '' : ` or r.unit in (${places(enters)})`
      const may = `(${usedBy('m', 'm.code', seen)} or not ${usedBy('m', 'm.code', `not (${seen})`)}${entered})`
      const parts = sheets === null ? [] : [...sheets, ...sheets, ...enters]
      return [
        {
          body,
          year: { $in: [...years] },
          ...sql(
            (alias) =>
              `exists (select 1 from plan_measure m where m.body = ? and m.plan_id = ? and m.code = ${alias}.measure` +
              `${sheets === null ? '' : ` and ${may.replaceAll('r.unit', `${alias}.unit`)}`})`,
            [body, id, ...parts],
          ),
        },
      ]
    }),
  }
}

/** Conditions that all hold. */
export const allOf = <T>(...conditions: readonly Condition[]): FilterQuery<T> =>
  ({ $and: conditions }) as unknown as FilterQuery<T>
