import type { Plan } from '@traguardo/shared/model'
import { chainEntry, NO_ENTRY } from '@traguardo/shared/record'
import { registerId } from '@traguardo/shared/sync'
import type { EntityManager } from '../../server/src/kernel/db/orm'
import { sha256 } from '../../server/src/kernel/db/rows'
import { firstRowsOf } from './first-schema'
import { aKey } from './sync'

type Row = Readonly<Record<string, string | number | boolean | null>>

const AT = '2021-09-05T08:00:00.000Z'
const HASH = 'ab'.repeat(32)
const key = { ...aKey, field: 'value' as const }
const register = registerId(key)
const proof = { ...aKey, field: `evidence/${HASH}` as const }
const applied = JSON.stringify({ operation: 'op-1', type: 'applied', stamp: 1, scope: '', provisional: false })
const entry = chainEntry(
  { body: 'B', seq: 1, at: AT, person: 'anna', action: 'value.edit', outcome: 'done', about: [], detail: { a: 1 } },
  NO_ENTRY,
  sha256,
)

const operation = (id: string, seq: number, of: string, content: unknown): Row => ({
  ...{ id, node: 'phone', seq, person: 'anna', body: 'B', register: of, base: null, protocol: 1 },
  ...{ key: JSON.stringify(key), content: JSON.stringify(content), device_time: AT, sent: true },
  ...{ verdict_type: 'applied', verdict: applied, received_at: AT, settled: false, kind: 'edit', stamp: seq },
  ...{ scope: '', relayed: false, provisional: false, late: false },
})
const standing = (id: string, head: string, field: string, content: unknown): Row => ({
  ...{ id, body: 'B', measure: key.measure, unit: key.unit, year: key.year, period: key.period, field, head },
  ...{ content: JSON.stringify(content), person: 'anna', at: AT, stamp: 1, scope: '', excused: false, complete: true },
})

/**
 * What a body left in every table that there ever was, with every column that it ever had, in an order that foreign keys
 * allow. Whichever of these a schema knows, its software wrote.
 */
const everyRow = (plan: Plan): readonly (readonly [string, Row])[] => [
  ['body', { code: 'B', name: 'Ente di prova' }],
  ['unit', { id: 'u1', body_code: 'B', code: 'U1', name: 'Servizio Uno' }],
  ['person', { id: 'p1', body_code: 'B', code: 'anna', title: 'P.O.', account_username: 'anna' }],
  ['holder', { id: 'h1', person_id: 'p1', account_username: 'anna', name: 'Anna', valid_from: '2021-01-01' }],
  ['role_grant', { id: 'g1', person_id: 'p1', unit_id: 'u1', role: 'unit-head', deputy: false, origin: 'plan' }],
  ['account', { username: 'anna', hash: 'h', person_id: 'p1', email: 'anna@ente.it', mail: 'each', totp_used: 7 }],
  ['session', { token: 't1', account_username: 'anna', created_at: AT, expires_at: AT, person_id: 'p1', agent: 'x' }],
  ['operation', operation('op-1', 1, register, { type: 'number', number: 12.5 })],
  ['operation', operation('op-2', 2, registerId(proof), { type: 'evidence', sha256: HASH })],
  ['register', standing(register, 'op-1', 'value', { type: 'number', number: 12.5 })],
  ['register', standing(registerId(proof), 'op-2', proof.field, { type: 'evidence', sha256: HASH, size: 9 })],
  ['counter', { name: 'stamp/B', value: 2 }],
  ['setting', { name: 'installation', value: 'real' }],
  ['setting', { name: 'epoch', value: JSON.stringify({ id: 'e', since: AT, first: true }) }],
  ['scope_sum', { body: 'B', scope: '2021/2/U1', sum: 's' }],
  ['device', { node: 'phone', body: 'B', person: 'anna', name: 'Chrome', first_seen: AT, last_seen: AT }],
  ['evidence_file', { sha256: HASH, size: 9, mime: 'application/pdf', arrived_at: AT }],
  ['site', { id: 'site-1', body: 'B', name: 'Sede', units: '["U1"]', keys: '{}', created_at: AT, gives_all: true }],
  ['record', { ...entry, about: '', detail: JSON.stringify(entry.detail) }],
  ['record_head', { body: 'B', seq: 1, hash: entry.hash }],
  ['year_calendar', { body: 'ALTRO', year: 2021, version: 'v', document: '{}' }],
  [
    'plan_draft',
    {
      ...{ id: 'd1', body: 'B', first_year: 2024, last_year: 2026, hash: 'h', document: '{}', person: 'anna' },
      changed_at: AT,
    },
  ],
  [
    'sheet_step',
    { id: 's1', body: 'B', year: 2021, sheet: 'SG', step: 'assigned', person: 'anna', at: AT, remarks: '' },
  ],
  [
    'judgement',
    { id: 'j1', body: 'B', year: 2021, about: 'x', score: 87.5, reason: 'r', asked_by: 'anna', asked_at: AT },
  ],
  [
    'notice',
    {
      ...{ id: 'n1', body: 'B', person: 'anna', key: 'k', kind: 'due', subject: 's', text: 't', link: '/', at: AT },
      read_at: AT,
    },
  ],
  ['push_subscription', { endpoint: 'e', account_username: 'anna', keys: '{}', created_at: AT, failures: 0 }],
  ['account_link', { token: 'l', account_username: 'anna', purpose: 'invite', expires_at: AT }],
  ['evidence_owner', { body: 'B', sha256: HASH, person: 'anna', via: '', brought_at: AT, forwarded_at: null }],
  ['evidence_claim', { register: registerId(proof), person: 'anna', via: '', body: 'B', sha256: HASH, stamp: 1 }],
  ['attempt', { key: 'k', failures: 3, until: 1, last: 1 }],
  ['recovery_code', { account_username: 'anna', hash: 'r', used: false }],
  ['site_nonce', { site_id: 'site-1', nonce: 'n', until: AT }],
  ['site_account', { site_id: 'site-1', account_username: 'anna', since: AT }],
  [
    'plan',
    {
      ...{ id: 'plan-1', body_code: 'B', first_year: plan.firstYear, last_year: plan.lastYear, hash: 'h' },
      document: JSON.stringify(plan),
      version: 1,
    },
  ],
]

/** Columns of a table as it is now; none where there is no such table. */
async function columnsOf(em: EntityManager, table: string, isFile: boolean): Promise<ReadonlySet<string>> {
  const rows = isFile
    ? await em.execute<{ name: string }[]>(`pragma table_info("${table}")`)
    : await em.execute<{ name: string }[]>(
        `select "column_name" as "name" from "information_schema"."columns" where "table_name" = '${table}'`,
      )
  return new Set(rows.map(({ name }) => name))
}

/** Fills a database with what software of its schema wrote, and answers that, table by table. */
export async function fillEarlier(
  em: EntityManager,
  plan: Plan,
  isFile: boolean,
): Promise<readonly (readonly [string, Row])[]> {
  const isFirst = (await columnsOf(em, 'objective', isFile)).size > 0
  const own = isFirst ? firstRowsOf(plan).filter(([table]) => table !== 'body') : []
  const rows = [...everyRow(plan).filter(([table]) => !isFirst || table !== 'plan'), ...(own as [string, Row][])]
  const written: (readonly [string, Row])[] = []
  for (const [table, all] of rows) {
    const known = await columnsOf(em, table, isFile)
    const row = Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)))
    const names = Object.keys(row)
    if (names.length === 0) continue
    const sql = `insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`
    await em.execute(sql, Object.values(row))
    written.push([table, row])
  }
  return written
}

const plainly = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)
const same = (a: unknown, b: unknown): boolean => String(plainly(a)) === String(plainly(b))

/** Of what was written, what stands there no more: in the columns that there are still. */
export async function lostOf(
  em: EntityManager,
  written: readonly (readonly [string, Row])[],
  isFile: boolean,
): Promise<readonly string[]> {
  const lost: string[] = []
  for (const [table, row] of written) {
    const known = await columnsOf(em, table, isFile)
    if (known.size === 0) continue
    const wanted = Object.entries(row).filter(([name]) => known.has(name))
    const rows = await em.execute<Record<string, unknown>[]>(`select * from "${table}"`)
    const isThere = rows.some((found) => wanted.every(([name, value]) => same(found[name], value)))
    if (!isThere) lost.push(`${table} ${JSON.stringify(row)}`)
  }
  return lost
}
