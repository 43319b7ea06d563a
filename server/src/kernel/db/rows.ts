import { Type } from '@mikro-orm/core'
import { createHash } from 'node:crypto'
import type { EntityManager } from './orm'

/**
 * JSON kept as text. The two databases have JSON types that differ (PostgreSQL's reorders keys and rounds numbers its own
 * way); text gives back what went in, on both.
 */
export class JsonText extends Type<unknown, string | null> {
  override convertToDatabaseValue(value: unknown): string | null {
    return value === undefined || value === null ? null : JSON.stringify(value)
  }

  override convertToJSValue(value: string | null): unknown {
    return typeof value === 'string' ? JSON.parse(value) : value
  }

  override getColumnType(): string {
    return 'text'
  }

  override compareAsType(): string {
    return 'string'
  }
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Columns of a row, as the database takes them. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>

/** Rows or ids in one statement at most. */
const CHUNK = 500

export function chunksOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const chunks: T[][] = []
  for (let at = 0; at < items.length; at += CHUNK) chunks.push(items.slice(at, at + CHUNK))
  return chunks
}

/** Reads by any number of items: so many at a time as one statement takes. */
export async function readChunks<T, R>(
  items: readonly T[],
  read: (some: T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const pages = []
  for (const chunk of chunksOf([...new Set(items)])) pages.push(await read([...chunk]))
  return pages.flat()
}

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')

/**
 * Inserts rows with the columns of the first. The SQL is the same for both databases.
 * @param onConflict the clause for rows that are there already; left out, they are an error
 * @returns how many rows were written
 */
export async function insertRows(
  em: EntityManager,
  table: string,
  rows: readonly TableRow[],
  onConflict = '',
): Promise<number> {
  const columns = Object.keys(rows[0] ?? {})
  const places = `(${columns.map(() => '?').join(', ')})`
  let written = 0
  for (const chunk of chunksOf(rows)) {
    const values = chunk.flatMap((row) => columns.map((column) => row[column]))
    const sql = `insert into "${table}" (${quoted(columns)}) values ${chunk.map(() => places).join(', ')} ${onConflict}`
    written += (await em.execute<{ affectedRows: number }>(sql, values, 'run')).affectedRows
  }
  return written
}

/** Inserts rows but for those whose key is there already, which stay as they are. Answers how many were written. */
export const insertNew = (
  em: EntityManager,
  table: string,
  key: readonly string[],
  rows: readonly TableRow[],
): Promise<number> => insertRows(em, table, rows, `on conflict (${quoted(key)}) do nothing`)

/** Writes rows over those with the same key. */
export async function upsert(
  em: EntityManager,
  table: string,
  key: readonly string[],
  rows: readonly TableRow[],
): Promise<void> {
  const changed = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column))
  const changes = changed.map((column) => `"${column}" = excluded."${column}"`).join(', ')
  await insertRows(em, table, rows, `on conflict (${quoted(key)}) do update set ${changes}`)
}
