import type { EntityManager } from '../../server/src/kernel/db/orm'
import { type TableRow, upsert } from '../../server/src/kernel/db/rows'

const HASH = 'a'.repeat(64)

interface RegisterOf {
  readonly body?: string
  readonly scope?: string
  readonly field?: string
  readonly at?: string
  readonly complete?: boolean
  readonly content?: null
  readonly sha256?: string
  readonly size?: number
}
interface ClaimOf {
  readonly register?: string
  readonly body?: string
  readonly person?: string
  readonly via?: string
  readonly stamp?: number
  readonly sha256?: string
}

const AT = '2021-09-05T08:00:00.000Z'

function registerRow(id: string, { sha256 = HASH, size = 10, content, ...changes }: RegisterOf): TableRow {
  const evidence = { type: 'evidence', sha256, size, mime: 'application/pdf', name: `${id}.pdf` }
  return {
    ...{ id, body: 'B', measure: 'M', unit: 'U', year: 2021, period: 2, field: `evidence/${sha256}` },
    ...{ head: `head-of-${id}`, content: content === null ? null : JSON.stringify(evidence), person: 'anna' },
    ...{ at: AT, stamp: 1, scope: 'S1', excused: false, complete: true },
    ...changes,
  }
}

/** What the database says of evidence, row by row: registers of body B in scope S1, entered and brought by Anna. */
export function evidenceRows(orm: EntityManager) {
  const put = (table: string, key: readonly string[], rows: readonly TableRow[]) => upsert(orm.fork(), table, key, rows)
  const files = (hashes: readonly string[], size: number) => {
    const rows = hashes.map((sha256) => ({ sha256, size, mime: 'application/pdf', arrived_at: AT }))
    return put('evidence_file', ['sha256'], rows)
  }
  return {
    files,
    async empty(): Promise<void> {
      for (const table of ['register', 'scope_sum', 'evidence_claim', 'evidence_owner', 'evidence_file'])
        await orm.fork().execute(`delete from "${table}"`)
    },
    register: (id: string, changes: RegisterOf = {}) => put('register', ['id'], [registerRow(id, changes)]),
    registers: (hashes: readonly string[]) =>
      put(
        'register',
        ['id'],
        hashes.map((sha256) => registerRow(sha256.slice(0, 36), { sha256 })),
      ),
    claim(register: string, changes: ClaimOf = {}): Promise<void> {
      const row = { register, body: 'B', person: 'anna', via: '', stamp: 1, sha256: HASH, ...changes }
      return put('evidence_claim', ['register', 'person', 'via'], [row])
    },
    owner(sha256: string, changes: { readonly body?: string; readonly person?: string } = {}): Promise<void> {
      const row = { body: 'B', sha256, person: 'anna', via: '', brought_at: AT, ...changes }
      return put('evidence_owner', ['body', 'sha256', 'person', 'via'], [row])
    },
  }
}
