import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import type { EntityManager } from './orm'

/** A moment of a database, by which one knows whether anything was written since another. */
export interface DataMoment {
  /** Another one where what was read before may be lost: the server was started again, or is another one. */
  readonly source: string
  /** The same in two moments: nothing was committed in between, in whatever process. */
  readonly state: string
  /** Order of the looks of a process: what was read at a later one holds for whoever asked for an earlier one. */
  readonly turn: number
}

/** Rows that are asked for: SQL that both databases understand. */
export interface Rows {
  /** Columns of each, as they stand after `select`. */
  readonly columns: string
  /** Tables and conditions, as they stand after `from`. */
  readonly from: string
  readonly order: string
  readonly values: readonly (string | number)[]
}

/** Rows of several tables, as they stand at one moment. */
export type Question = readonly Rows[]

/** An answer: of each of the rows that were asked for a JSON text, a list of lists. */
export interface Said {
  readonly moment: DataMoment
  /** Null where nothing at all was written since the moment that was named. */
  readonly texts: readonly string[] | null
}

/**
 * Looks into the database for all who ask at the same time, in one statement, which begins after they asked. Whoever asks
 * the same gets the same object.
 * @param since a moment at which the answer is known
 */
export type Look = (question: Question, since: DataMoment | null) => Promise<Said>

/** A database as its dialect has it: the name of its state, and rows as a text. */
interface Dialect {
  readonly source: string
  readonly state: string
  readonly text: (rows: Rows) => string
}

/** A snapshot names every transaction that has ended: one that commits makes it another. */
const POSTGRESQL: Dialect = {
  source: 'pg_postmaster_start_time()::text',
  state: `pg_postmaster_start_time()::text || '/' || txid_current_snapshot()::text`,
  text: ({ columns, from, order }) =>
    `(select coalesce(json_agg(json_build_array(${columns}) order by ${order}), '[]')::text from ${from})`,
}

const CONNECTION = '(select "name" from temp."connection")'
/** A connection counts what it writes itself, and knows by another count that somebody else wrote. */
const SQLITE: Dialect = {
  source: CONNECTION,
  state: `${CONNECTION} || '/' || total_changes() || '/' || (select "data_version" from pragma_data_version())`,
  text: ({ columns, from, order }) =>
    `(select json_group_array(json_array(${columns}) order by ${order}) from ${from})`,
}

const dialectOf = (em: EntityManager): Dialect => (em.getDriver() instanceof PostgreSqlDriver ? POSTGRESQL : SQLITE)

type Row = Readonly<Record<string, string>>
type Value = string | number | null

/** Asks for rows by themselves, within the transaction of the manager if there is one. One statement. */
export async function ask(em: EntityManager, question: Question): Promise<readonly string[]> {
  const { text } = dialectOf(em)
  const sql = `select ${question.map((rows, at) => `${text(rows)} as "${at}"`).join()}`
  const [row = {}] = await em.execute<Row[]>(
    sql,
    question.flatMap(({ values }) => values),
  )
  return question.map((_, at) => row[at] ?? '')
}

interface Asked {
  readonly question: Question
  readonly since: DataMoment | null
  readonly said: Promise<Said>
}

/** Questions in one statement at most: a row has no room for the columns of a thousand. */
const AT_ONCE = 100
/** A text of no rows. */
const UNCHANGED = ''

/** Statements that a connection prepares at most: it keeps what it prepared, and more than these are rare. */
const PREPARED = 16

/** Runs statements that give one row; those that come again are prepared, where the database may remember them. */
function reader(em: EntityManager, mayPrepare: boolean) {
  const names = new Map<string, string>()
  function nameOf(sql: string): string | undefined {
    const known = names.get(sql)
    if (known !== undefined || names.size >= PREPARED) return known
    const name = `look-${names.size}`
    names.set(sql, name)
    return name
  }
  return async (sql: string, values: readonly Value[]): Promise<Row> => {
    const name = mayPrepare ? nameOf(sql) : undefined
    const rows = name ? (await prepared(em, { name, sql, values })).rows : await em.execute<Row[]>(sql, [...values])
    const [row] = rows
    if (!row) throw new Error('The database says no moment')
    return row
  }
}

/** The ORM writes values into the text of a statement, which then is another one each time. */
async function prepared(
  em: EntityManager,
  { name, sql, values }: { readonly name: string; readonly sql: string; readonly values: readonly Value[] },
): Promise<{ readonly rows: readonly Row[] }> {
  em.config.getLogger().logQuery({ level: 'info', query: sql })
  return em
    .getKnex()
    .raw<{ rows: Row[] }>(sql, [...values])
    .options({ name })
}

/**
 * Does for all who wait at the same time what each of them asks: whoever comes while it is done takes part in the next one,
 * so that everybody gets what was found after they asked.
 */
function inOneGo<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | null = null
  async function begin(before: Promise<unknown>): Promise<T> {
    await before.catch(() => undefined)
    // Requests that lie ready are read first: they take part.
    await new Promise((done) => setImmediate(done))
    next = null
    const asked = ask()
    running = asked
    return asked
  }
  return () => (next ??= begin(running))
}

/** @param mayPrepare is a connection always the same session of PostgreSQL? */
export function lookOf(em: EntityManager, mayPrepare: boolean): Look {
  const dialect = dialectOf(em)
  const { source, state, text } = dialect
  const read = reader(em, mayPrepare && dialect === POSTGRESQL)
  let turn = 0
  let waiting = new Map<string, Asked>()

  async function lookFor(some: readonly (readonly [string, Asked])[]): Promise<(readonly [string, Said])[]> {
    turn += 1
    const own = turn
    const all = some.flatMap(([, { question, since }]) => question.map((rows) => ({ rows, since })))
    const parts = all.map(
      ({ rows }, at) => `case when ${state} = ? then '${UNCHANGED}' else ${text(rows)} end as "${at}"`,
    )
    const values = all.flatMap(({ rows, since }) => [since?.state ?? null, ...rows.values])
    const sql = `select ${[`${source} as "source"`, `${state} as "state"`, ...parts].join()}`
    const row = await read(sql, values)
    const moment: DataMoment = { source: row['source'] ?? '', state: row['state'] ?? '', turn: own }
    const said: (readonly [string, Said])[] = []
    let begin = 0
    for (const [name, { question, since }] of some) {
      const texts = question.map((_, at) => row[begin + at] ?? '')
      begin += question.length
      said.push([name, { moment, texts: since?.state === moment.state ? null : texts }])
    }
    return said
  }

  const lookForAll = inOneGo(async (): Promise<ReadonlyMap<string, Said>> => {
    const asked = [...waiting]
    waiting = new Map()
    const said = new Map<string, Said>()
    for (let at = 0; at < asked.length; at += AT_ONCE)
      for (const [name, one] of await lookFor(asked.slice(at, at + AT_ONCE))) said.set(name, one)
    return said
  })

  async function answerTo(name: string): Promise<Said> {
    const said = (await lookForAll()).get(name)
    if (!said) throw new Error('A question is asked before it is looked for')
    return said
  }

  return (question, since) => {
    // What is asked is text of the program; what it is asked about may hold anything.
    const rows = question.map(
      ({ columns, from, order, values }) => `${columns} ${from} ${order} ${JSON.stringify(values)}\n`,
    )
    const name = rows.join('') + (since?.state ?? '')
    const asked = waiting.get(name) ?? { question, since, said: answerTo(name) }
    waiting.set(name, asked)
    return asked.said
  }
}
