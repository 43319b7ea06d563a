import { type EntityKey, type RequiredEntityData, Type } from '@mikro-orm/core'
import { createHash } from 'node:crypto'
import type { EntityManager } from './orm'

/**
 * JSON kept as text. The two databases have JSON types that differ (PostgreSQL's reorders keys and rounds numbers its own
 * way); text gives back what went in, on both.
 */
export class JsonText extends Type<unknown, string | null> {
  override convertToDatabaseValue(value: unknown): string | null {
    // A column that is never null holds the null of JSON.
    return value === undefined || (value === null && this.prop?.nullable) ? null : JSON.stringify(value)
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

/** Class of the rows of a table. */
interface RowClass<T extends object> {
  new (): T
}

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

/**
 * Inserts rows but for those whose key is there already, which stay as they are. `upsertMany` can leave them too, but does not
 * say how many it wrote, and reads all of them again.
 * @param key of the row, where it is not the primary one
 * @returns how many rows were written
 */
export async function insertNew<T extends object>(
  em: EntityManager,
  entity: RowClass<T>,
  rows: readonly RequiredEntityData<T>[],
  key: readonly EntityKey<T>[] = em.getMetadata().get<T>(entity.name).primaryKeys,
): Promise<number> {
  let written = 0
  for (const chunk of chunksOf(rows)) {
    const asked = em
      .createQueryBuilder(entity)
      .insert([...chunk])
      .onConflict([...key])
      .ignore()
    written += (await asked.execute<{ readonly affectedRows: number }>('run')).affectedRows
  }
  return written
}

/**
 * Inserts rows as a push brings them, thousands at once, in SQL that is the same for both databases. `insertMany` takes twice
 * the time for it; `upsertMany` four times, for the entities that it makes of what it wrote, and two statements for 500 rows.
 * @param isOver rows with the same key are written over; else they are an error
 */
async function writeMany<T extends object>(
  em: EntityManager,
  entity: RowClass<T>,
  rows: readonly RequiredEntityData<T>[],
  isOver: boolean,
): Promise<void> {
  const { tableName, props } = em.getMetadata().get(entity.name)
  const columns = props.map(({ name, fieldNames: [column = ''], customType, primary = false }) => ({
    ...{ column: `"${column}"`, primary },
    of: (row: Readonly<Record<string, unknown>>): unknown =>
      customType ? customType.convertToDatabaseValue(row[name], em.getPlatform()) : (row[name] ?? null),
  }))
  const named = (some: typeof columns): string => some.map(({ column }) => column).join(', ')
  const changes = columns
    .flatMap(({ column, primary }) => (primary ? [] : [`${column} = excluded.${column}`]))
    .join(', ')
  const over = ` on conflict (${named(columns.filter(({ primary }) => primary))}) do update set ${changes}`
  const places = `(${columns.map(() => '?').join(', ')})`
  for (const chunk of chunksOf(rows)) {
    const values = chunk.flatMap((row) => columns.map(({ of }) => of(row as Readonly<Record<string, unknown>>)))
    const sql = `insert into "${tableName}" (${named(columns)}) values ${chunk.map(() => places).join(', ')}`
    await em.execute(isOver ? sql + over : sql, values, 'run')
  }
}

/** Inserts many rows. */
export const insertAll = <T extends object>(
  em: EntityManager,
  entity: RowClass<T>,
  rows: readonly RequiredEntityData<T>[],
): Promise<void> => writeMany(em, entity, rows, false)

/** Writes many rows over those with the same key. */
export const upsertAll = <T extends object>(
  em: EntityManager,
  entity: RowClass<T>,
  rows: readonly RequiredEntityData<T>[],
): Promise<void> => writeMany(em, entity, rows, true)
