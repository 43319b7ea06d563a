import { chainEntry } from '@traguardo/shared/record'
import { registerId, type RegisterKey, type RegisterState, sumOf } from '@traguardo/shared/sync'
import { holdRecord } from '../../../server/src/kernel/audit/append'
import { inTransaction } from '../../../server/src/kernel/db/in-transaction'
import type { EntityManager } from '../../../server/src/kernel/db/orm'
import { sha256 } from '../../../server/src/kernel/db/rows'

type Row = Readonly<Record<string, unknown>>

/** A body as its rows name it. */
interface Named {
  readonly body: string
  /** With what the ids of its work begin. */
  readonly mark: string
}

/** Everything that pushes wrote of a body, a JSON list of each table. */
export interface Model extends Named {
  readonly tables: Readonly<Record<'register' | 'operation' | 'record' | 'device' | 'counter', string>>
}

/** Reads what pushes wrote of a body. */
export async function modelOf(em: EntityManager, named: Named): Promise<Model> {
  const listed = async (table: string, where: string): Promise<string> => {
    const sql = `select json_agg(row_to_json("t"))::text as "rows" from "${table}" as "t" where ${where}`
    const [row] = await em.execute<{ rows: string }[]>(sql, [named.body])
    return row?.rows ?? '[]'
  }
  return {
    ...named,
    tables: {
      register: await listed('register', '"body" = ?'),
      operation: await listed('operation', '"body" = ?'),
      record: await listed('record', `"body" = ? and "action" = 'value.edit'`),
      device: await listed('device', '"body" = ?'),
      counter: await listed('counter', `"name" = 'stamp/' || ?`),
    },
  }
}

const keyOf = ({ body, measure, unit, year, period, field }: Row): RegisterKey =>
  ({ body, measure, unit, year, period, field }) as RegisterKey

/** Sums of the scopes of registers, as rows. */
function sumsOf(body: string, registers: readonly RegisterState[]): readonly Row[] {
  const scopes = new Map<string, RegisterState[]>()
  for (const state of registers) {
    const states = scopes.get(state.scope) ?? []
    scopes.set(state.scope, states)
    states.push(state)
  }
  return [...scopes].map(([scope, states]) => ({ body, scope, sum: sumOf(states) }))
}

/** Entries after the last one of a body, chained anew. */
async function chained(em: EntityManager, body: string, entries: readonly Row[]): Promise<readonly Row[]> {
  let { seq, hash: previous } = await holdRecord(em, body)
  const rows = entries.map(({ at, person, action, outcome, about, detail }) => {
    seq += 1
    const named = String(about).split('|').filter(Boolean)
    const told = { body, seq, at, person, action, outcome, about: named, detail: JSON.parse(String(detail)) as unknown }
    const entry = chainEntry(told as Parameters<typeof chainEntry>[0], previous, sha256)
    previous = entry.hash
    return { ...entry, holder: null, about, detail }
  })
  await em.execute('update "record_head" set "seq" = ?, "hash" = ? where "body" = ?', [seq, previous, body], 'run')
  return rows
}

/** Adds a body with the same work under its own name: a statement for each table. */
export async function addCopy(em: EntityManager, model: Model, { body, mark }: Named): Promise<void> {
  const rowsOf = (table: keyof Model['tables']): readonly Row[] =>
    JSON.parse(model.tables[table].replaceAll(model.body, body).replaceAll(model.mark, mark)) as readonly Row[]
  const registers = rowsOf('register').map((row) => ({ ...row, id: registerId(keyOf(row)) }))
  const operations = rowsOf('operation').map((row) => ({
    ...row,
    register: registerId(JSON.parse(String(row['key'])) as RegisterKey),
  }))
  await inTransaction(em, async (tx) => {
    const insert = (table: string, rows: readonly Row[]) =>
      tx.execute(
        `insert into "${table}" select * from json_populate_recordset(null::public."${table}", ?::json)`,
        [JSON.stringify(rows)],
        'run',
      )
    await insert('register', registers)
    await insert('operation', operations)
    await insert('scope_sum', sumsOf(body, registers as readonly object[] as readonly RegisterState[]))
    await insert('record', await chained(tx, body, rowsOf('record')))
    await insert('device', rowsOf('device'))
    await insert('counter', rowsOf('counter'))
  })
}
