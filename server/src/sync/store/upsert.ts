import type { Em } from '../../db/orm'
import type { Row } from './rows'

/** Rows or ids in one statement at most. */
const CHUNK = 500

export function chunksOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const chunks: T[][] = []
  for (let at = 0; at < items.length; at += CHUNK) chunks.push(items.slice(at, at + CHUNK))
  return chunks
}

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')

/** Writes rows with the columns of the first, over those with the same key. The SQL is the same for both databases. */
export async function upsert(em: Em, table: string, key: readonly string[], rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const places = `(${columns.map(() => '?').join(', ')})`
  const changes = columns.filter((column) => !key.includes(column)).map((name) => `"${name}" = excluded."${name}"`)
  for (const chunk of chunksOf(rows)) {
    const sql =
      `insert into "${table}" (${quoted(columns)}) values ${chunk.map(() => places).join(', ')} ` +
      `on conflict (${quoted(key)}) do update set ${changes.join(', ')}`
    await em.execute(
      sql,
      chunk.flatMap((row) => columns.map((column) => row[column])),
      'run',
    )
  }
}
