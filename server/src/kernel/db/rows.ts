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

/** A column of a class of rows, and how its values go in and come out. */
interface RowColumn {
  readonly name: string
  readonly column: string
  readonly primary: boolean
  readonly into: (value: unknown) => unknown
  /** Null where the database gives the value as it is. */
  readonly outOf: ((value: unknown) => unknown) | null
}

/** SQL of a class of rows, made once: the same for both databases. */
interface RowPlan {
  readonly table: string
  readonly columns: readonly RowColumn[]
  readonly read: readonly RowColumn[]
  /** Columns under the names of their properties. */
  readonly selected: string
  readonly insert: string
  readonly over: string
  readonly places: string
}

const plans = new WeakMap<object, RowPlan>()

function planOf<T extends object>(em: EntityManager, entity: RowClass<T>): RowPlan {
  const metadata = em.getMetadata().get<T>(entity.name)
  const known = plans.get(metadata)
  if (known) return known
  const platform = em.getPlatform()
  const columns = metadata.props.map(
    ({ name, fieldNames: [column = ''], customType, primary = false, runtimeType }): RowColumn => ({
      ...{ name, column: `"${column}"`, primary },
      into: customType ? (value) => customType.convertToDatabaseValue(value, platform) : (value) => value ?? null,
      outOf: customType
        ? (value) => customType.convertToJSValue(value, platform)
        : // In one of the databases a truth is 1.
          runtimeType === 'boolean'
          ? Boolean
          : null,
    }),
  )
  const named = (some: readonly RowColumn[]): string => some.map(({ column }) => column).join(', ')
  const changes = columns
    .flatMap(({ column, primary }) => (primary ? [] : [`${column} = excluded.${column}`]))
    .join(', ')
  const table = `"${metadata.tableName}"`
  const plan: RowPlan = {
    ...{ table, columns, read: columns.filter(({ outOf }) => outOf !== null) },
    selected: columns.map(({ name, column }) => `${column} as "${name}"`).join(', '),
    insert: `insert into ${table} (${named(columns)}) values `,
    over: ` on conflict (${named(columns.filter(({ primary }) => primary))}) do update set ${changes}`,
    places: `(${columns.map(() => '?').join(', ')})`,
  }
  plans.set(metadata, plan)
  return plan
}

/** Places of so many values in a list of a statement; of none, a list in which nothing is. */
export const questionMarks = (values: readonly unknown[]): string =>
  values.length > 0 ? new Array(values.length).fill('?').join(', ') : 'null'

/**
 * Reads rows as a push reads them: a dozen questions a time, or thousands of rows at once. Nothing is watched and nothing
 * built anew: `em.find` and the query builder take three times the time of the database for each question.
 * @param rest of the statement, after its table: conditions, order, limit; columns by their names in the database
 */
export async function readAll<T extends object>(
  em: EntityManager,
  entity: RowClass<T>,
  rest: string,
  values: readonly unknown[],
): Promise<readonly T[]> {
  const { table, selected, read } = planOf(em, entity)
  const rows = await em.execute<Record<string, unknown>[]>(`select ${selected} from ${table} ${rest}`, [...values])
  for (const row of rows) for (const { name, outOf } of read) if (row[name] !== null) row[name] = outOf?.(row[name])
  return rows as readonly T[]
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
  const { columns, insert, over, places } = planOf(em, entity)
  for (const chunk of chunksOf(rows)) {
    const values: unknown[] = []
    for (const row of chunk as readonly Readonly<Record<string, unknown>>[])
      for (const { name, into } of columns) values.push(into(row[name]))
    const sql = insert + new Array(chunk.length).fill(places).join(', ')
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
