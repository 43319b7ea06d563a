import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Orm } from '../../../../server/src/kernel/db/orm'

/** A row as the database gives it. */
type Row = Readonly<Record<string, unknown>>

/** What stands in the tables and the evidence folder and is nobody's who lies: a name for each row and file. */
export type Contents = ReadonlyMap<string, ReadonlySet<string>>

/** Those whose own rows may change: what a liar does to its own is its own. */
export interface Liars {
  readonly body: string
  readonly persons: ReadonlySet<string>
  readonly usernames: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  /** The whole body of a controller who lies is that controller's. */
  readonly foreignBody: string
}

/** Traces of attempts, and how far somebody got: what a refusal may leave. */
const BOOKKEEPING = new Set([
  'mikro_orm_migrations',
  'sqlite_sequence',
  'counter',
  'record_head',
  'site_nonce',
  'attempt',
])

/** Where what a person does about their own work is kept, the refused one included. */
const WORK = new Set(['operation', 'register', 'device', 'notice', 'evidence_claim'])

/** When somebody was last here is told of whoever asks. */
const PASSING: Readonly<Record<string, readonly string[]>> = {
  session: ['last_seen', 'expires_at', 'confirmed_at'],
  device: ['last_seen'],
  site: ['last_seen', 'report', 'trouble', 'timed_since'],
}

const textOf = (row: Row, ...names: readonly string[]): string => {
  const name = names.find((one) => typeof row[one] === 'string')
  return name === undefined ? '' : String(row[name])
}

/** People and accounts of the body whose controller lies, and as whom liars act, at this moment. */
interface Foreign {
  readonly persons: ReadonlySet<string>
  readonly usernames: ReadonlySet<string>
  /** Ids of the holders that liars are: whoever held a position acts in it under its code. */
  readonly holders: ReadonlySet<string>
}

async function foreignOf(orm: Orm, { foreignBody: body, usernames }: Liars): Promise<Foreign> {
  const sql =
    'select "p"."id", "h"."account_username" as "username" from "person" "p" ' +
    'left join "holder" "h" on "h"."person_id" = "p"."id" where "p"."body_code" = ?'
  const rows = await orm.em.fork().execute<{ id: string; username: string | null }[]>(sql, [body])
  const held = await orm.em.fork().execute<Row[]>('select "id", "account_username" from "holder"')
  const own = held.filter((row) => usernames.has(textOf(row, 'account_username')))
  return {
    persons: new Set(rows.map(({ id }) => id)),
    usernames: new Set(rows.flatMap(({ username }) => username ?? [])),
    holders: new Set(own.map((row) => textOf(row, 'id'))),
  }
}

/** Is it the row of somebody who lies, about themselves? */
function isTheirs(table: string, row: Row, liars: Liars, foreign: Foreign): boolean {
  const body = textOf(row, 'body', 'body_code')
  if (body === liars.foreignBody || foreign.persons.has(textOf(row, 'person_id'))) return true
  const account = table === 'account' ? textOf(row, 'username') : textOf(row, 'account_username', 'account')
  // Whoever names the own account a holder gives themselves a position: that is nobody's own to do.
  if (account !== '' && table !== 'holder') return liars.usernames.has(account) || foreign.usernames.has(account)
  if (table === 'record')
    return (
      row['outcome'] === 'refused' ||
      row['person'] === '' ||
      liars.persons.has(textOf(row, 'person')) ||
      foreign.holders.has(textOf(row, 'holder'))
    )
  if (table === 'scope_sum') return liars.units.has(textOf(row, 'scope').split('/')[2]?.split('@')[0] ?? '')
  return body === liars.body && WORK.has(table) && liars.persons.has(textOf(row, 'person'))
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex')

async function tablesOf(orm: Orm, kind: string): Promise<readonly string[]> {
  const sql =
    kind === 'sqlite'
      ? `select "name" from "sqlite_master" where "type" = 'table'`
      : `select "table_name" as "name" from "information_schema"."tables" where "table_schema" = 'public'`
  return (await orm.em.fork().execute<{ name: string }[]>(sql)).map(({ name }) => name).sort()
}

async function filesIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return new Set(
    await Promise.all(files.map(async (file) => `${file} ${short((await readFile(file)).toString('hex'))}`)),
  )
}

/** Reads everything that is stored and is not the liars' own. */
export async function contentsOf(orm: Orm, kind: string, folder: string, liars: Liars): Promise<Contents> {
  const foreign = await foreignOf(orm, liars)
  const contents = new Map<string, ReadonlySet<string>>([['evidence folder', await filesIn(folder)]])
  for (const table of (await tablesOf(orm, kind)).filter((name) => !BOOKKEEPING.has(name))) {
    // Of a plan its hash says whether it is the same; the document is large.
    const columns = table === 'plan' ? '"id", "body_code", "hash", "closed_at"' : '*'
    const rows = await orm.em.fork().execute<Row[]>(`select ${columns} from "${table}"`)
    const passing = PASSING[table] ?? []
    const kept = rows
      .filter((row) => !isTheirs(table, row, liars, foreign))
      .map((row) => JSON.stringify(Object.entries(row).filter(([column]) => !passing.includes(column))))
    contents.set(table, new Set(kept))
  }
  return contents
}

/** What is there after and was not before, or the other way round: the table and the beginning of the row. */
export function changesBetween(before: Contents, after: Contents): readonly string[] {
  const LONGEST = 300
  return [...after].flatMap(([table, rows]) => {
    const old = before.get(table) ?? new Set<string>()
    const gone = [...old].filter((row) => !rows.has(row)).map((row) => `${table} lost ${row.slice(0, LONGEST)}`)
    return [...gone, ...[...rows].filter((row) => !old.has(row)).map((row) => `${table} got ${row.slice(0, LONGEST)}`)]
  })
}
