import { CsvError, type Info, type Options } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { cellAddress, type IsoInstant, type Plan } from '@traguardo/shared/model'
import { mayBringValues, type ViewingHolder } from '@traguardo/shared/people'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { hasNoValue, type ReadRow, readValueRow, type ValueRow } from '@traguardo/shared/values'
import { visiblePlanOf } from '../../plans/visible-plan-of'
import { answeringFor, inForce, type Plans } from '../scopes'

/** Bytes of a file of values at most, and its rows [VA20.8]. */
export const LARGEST_FILE_MEGABYTES = 4
export const LARGEST_FILE = LARGEST_FILE_MEGABYTES * 1024 * 1024
const MOST_ROWS = 20_000
/** Characters of one row at most: longer than a note may be, and the quotes were never closed. */
const LONGEST_ROW = 20_000

/** Row of the file, with the line on which it begins. */
export interface ValuesRow extends ValueRow {
  readonly line: number
}

/** Fault of a file of values, and where. */
export interface ValuesFault {
  readonly line: number
  readonly refusal: Refusal
}

/** Columns by their names in the heading. */
const COLUMNS: ReadonlyMap<string, keyof ValueRow> = new Map([
  ['misura', 'measure'],
  ['unita', 'unit'],
  ['anno', 'year'],
  ['periodo', 'period'],
  ['valore', 'value'],
  ['nota', 'note'],
])
const MAY_LACK = 'nota'
const SEPARATORS = [';', '\t', ','] as const
const NO_TEXT = /[^\P{Cc}\t\n]/u

/** The characters of Windows-1252 where it is not Latin-1, from 0x80 on. Some versions of Node decode these bytes as if it were. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const FIRST = 0x80

const inWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (one) => WINDOWS[one.charCodeAt(0) - FIRST] ?? one)

/** Reads bytes as UTF-8, with a mark at their beginning or without; what is none is Windows-1252 [VA20.5]. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return inWindows(bytes)
  }
}

/** The text with one kind of line ends: by it lines are counted, in quotes too. */
const textOf = (bytes: Uint8Array): string => decoded(bytes).replace(/\r\n?/g, '\n')

/** The separator that the heading has most: no name of a column holds one [VA20.4]. */
function separatorOf(text: string): string {
  const [heading = ''] = text.trimStart().split('\n', 1)
  const count = (separator: string): number => heading.split(separator).length
  return SEPARATORS.reduce((most, one) => (count(one) > count(most) ? one : most))
}

/** A record of the file: its fields, the text it was, and the line on which it ended. */
interface Parsed {
  readonly record: readonly string[]
  readonly raw: string
  readonly info: Info
}

/** The line on which a text begins that ends on another: quoted fields may hold several. */
const firstLine = (text: string, last: number): number => last - (text.trim().split('\n').length - 1)

const lineOf = ({ raw, info }: Parsed): number => firstLine(raw, info.lines)

/** The fault that the parser found, with the line of its row. */
function faultOf(error: unknown): ValuesFault {
  if (!(error instanceof CsvError)) throw error
  const { code, lines, raw } = error
  const line = typeof lines === 'number' && typeof raw === 'string' ? firstLine(raw, lines) : 1
  return { line, refusal: refusal(code === 'CSV_MAX_RECORD_SIZE' ? 'ROW_LONG' : 'ROW_QUOTES') }
}

function recordsIn(text: string): Result<readonly Parsed[], ValuesFault> {
  const options: Options = {
    delimiter: separatorOf(text),
    record_delimiter: '\n',
    relax_column_count: true,
    skip_records_with_empty_values: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // One more than the heading and all rows that are taken: then there are too many.
    to: MOST_ROWS + 2,
    info: true,
    raw: true,
  }
  try {
    return ok(parse(text, options) as unknown as readonly Parsed[])
  } catch (error) {
    return err(faultOf(error))
  }
}

const plainName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')

/** The columns of the heading, in order [VA20.1]. */
function columnsIn(heading: readonly string[]): Result<readonly (keyof ValueRow)[], Refusal> {
  const names = heading.map(plainName)
  const wrong = names.findIndex((name) => !COLUMNS.has(name))
  if (wrong >= 0) return refuse('VALUES_HEADING', { kind: 'unknown', column: heading[wrong]?.trim() ?? '' })
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return refuse('VALUES_HEADING', { kind: 'twice', column: twice })
  const missing = [...COLUMNS.keys()].find((name) => name !== MAY_LACK && !names.includes(name))
  if (missing !== undefined) return refuse('VALUES_HEADING', { kind: 'missing', column: missing })
  return ok(names.flatMap((name) => COLUMNS.get(name) ?? []))
}

const NOTHING: ValueRow = { measure: '', unit: '', year: '', period: '', value: '', note: '' }

function rowOf(columns: readonly (keyof ValueRow)[], parsed: Parsed): Result<ValuesRow, ValuesFault> {
  const { record } = parsed
  const line = lineOf(parsed)
  if (record.length !== columns.length)
    return err({ line, refusal: refusal('ROW_COLUMNS', { found: record.length, expected: columns.length }) })
  const fields = Object.fromEntries(columns.map((column, at) => [column, record[at] ?? '']))
  return ok({ ...NOTHING, ...fields, line })
}

/** Reads the bytes of a file of values: its rows, and the faults in its form, by line [VA20]. */
export function readValuesFile(bytes: Uint8Array): {
  readonly rows: readonly ValuesRow[]
  readonly faults: readonly ValuesFault[]
} {
  const wrong = (why: Refusal, line = 1) => ({ rows: [], faults: [{ line, refusal: why }] })
  if (bytes.length > LARGEST_FILE)
    return wrong(refusal('VALUES_TOO_LARGE', { kind: 'bytes', limit: LARGEST_FILE_MEGABYTES }))
  const text = textOf(bytes)
  if (NO_TEXT.test(text)) return wrong(refusal('VALUES_NOT_TEXT'))
  const parsed = recordsIn(text)
  if (!parsed.ok) return wrong(parsed.error.refusal, parsed.error.line)
  const [heading, ...records] = parsed.value
  if (records.length > MOST_ROWS) return wrong(refusal('VALUES_TOO_LARGE', { kind: 'rows', limit: MOST_ROWS }))
  const columns = columnsIn(heading?.record ?? [])
  if (!columns.ok) return wrong(columns.error, heading ? lineOf(heading) : 1)
  if (records.length === 0) return wrong(refusal('VALUES_EMPTY'))
  const read = records.map((record) => rowOf(columns.value, record))
  return {
    rows: read.flatMap((one) => (one.ok ? [one.value] : [])),
    faults: read.flatMap((one) => (one.ok ? [] : [one.error])),
  }
}

/** By whom, when and by which plans values are brought. */
export interface Bringing {
  readonly body: string
  readonly viewer: ViewingHolder
  readonly plans: Plans
  readonly now: IsoInstant
  /** Everything is done but the writing. */
  readonly isTrial: boolean
}

/** A row that was read, with its line. */
export interface LinedRow {
  readonly line: number
  readonly row: ReadRow
}

/** Rows as the plans of their years read them. */
export interface ReadRows {
  readonly read: readonly LinedRow[]
  readonly faults: readonly ValuesFault[]
  /** Lines without a value: left out. */
  readonly without: readonly number[]
}

const yearIn = ({ year }: ValuesRow): number | null => (/^\d{4}$/.test(year.trim()) ? Number(year) : null)

/** The plan by which somebody brings values of a year, as they may see it. */
function planFor(year: number, { plans, viewer }: Bringing): Plan | null {
  const plan = (mayBringValues(viewer) ? answeringFor : inForce)(plans, year)
  return plan && visiblePlanOf(plan, viewer, year).plan
}

/** Reads the rows by the plans of their years [VA20]. */
export function readRows(rows: readonly ValuesRow[], bringing: Bringing): ReadRows {
  const faults: ValuesFault[] = []
  const read: LinedRow[] = []
  const lines = new Map<string, number>()
  for (const one of rows.filter((row) => !hasNoValue(row))) {
    const { line } = one
    const year = yearIn(one)
    const plan = year === null ? null : planFor(year, bringing)
    if (year === null || plan === null) {
      faults.push({
        line,
        refusal: year === null ? refusal('BAD_YEAR', { year: one.year }) : refusal('NO_PLAN', { year }),
      })
      continue
    }
    const row = readValueRow(one, plan, year)
    const earlier = row.ok ? lines.get(cellAddress(row.value.cell)) : undefined
    if (!row.ok) faults.push({ line, refusal: row.error })
    else if (earlier !== undefined) faults.push({ line, refusal: refusal('DUPLICATE_ROW', { line: earlier }) })
    else {
      lines.set(cellAddress(row.value.cell), line)
      read.push({ line, row: row.value })
    }
  }
  return { faults, read, without: rows.filter(hasNoValue).map(({ line }) => line) }
}
