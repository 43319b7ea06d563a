import type { EntityManager } from '../../server/src/kernel/db/orm'
import { upsertAll } from '../../server/src/kernel/db/rows'
import { EvidenceClaimEntity } from '../../server/src/sync/evidence/evidence-claim.entity'
import { EvidenceFileEntity } from '../../server/src/sync/evidence/evidence-file.entity'
import { EvidenceOwnerEntity } from '../../server/src/sync/evidence/evidence-owner.entity'
import { RegisterEntity } from '../../server/src/sync/store/register.entity'

const HASH = 'a'.repeat(64)

interface RegisterOf {
  readonly body?: string
  readonly scope?: string
  readonly field?: RegisterEntity['field']
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

function registerRow(id: string, { sha256 = HASH, size = 10, content, ...changes }: RegisterOf): RegisterEntity {
  const evidence = { type: 'evidence' as const, sha256, size, mime: 'application/pdf', name: `${id}.pdf` }
  return {
    ...{ id, body: 'B', measure: 'M', unit: 'U', year: 2021, period: 2, field: `evidence/${sha256}` as const },
    ...{ head: `head-of-${id}`, content: content === null ? null : evidence, person: 'anna' },
    ...{ at: AT, stamp: 1, scope: 'S1', excused: false, complete: true, brought: false },
    ...changes,
  }
}

/** What the database says of evidence, row by row: registers of body B in scope S1, entered and brought by Anna. */
export function evidenceRows(orm: EntityManager) {
  const files = (hashes: readonly string[], size: number) => {
    const rows = hashes.map((sha256) => ({ sha256, size, mime: 'application/pdf', arrivedAt: AT }))
    return upsertAll(orm.fork(), EvidenceFileEntity, rows)
  }
  return {
    files,
    async empty(): Promise<void> {
      for (const table of ['register', 'scope_sum', 'evidence_claim', 'evidence_owner', 'evidence_file'])
        await orm.fork().execute(`delete from "${table}"`)
    },
    register: (id: string, changes: RegisterOf = {}) =>
      upsertAll(orm.fork(), RegisterEntity, [registerRow(id, changes)]),
    registers: (hashes: readonly string[]) =>
      upsertAll(
        orm.fork(),
        RegisterEntity,
        hashes.map((sha256) => registerRow(sha256.slice(0, 36), { sha256 })),
      ),
    claim(register: string, changes: ClaimOf = {}): Promise<void> {
      const row = { register, body: 'B', person: 'anna', via: '', stamp: 1, sha256: HASH, ...changes }
      return upsertAll(orm.fork(), EvidenceClaimEntity, [row])
    },
    owner(sha256: string, changes: { readonly body?: string; readonly person?: string } = {}): Promise<void> {
      const row = { body: 'B', sha256, person: 'anna', via: '', broughtAt: AT, forwardedAt: null, ...changes }
      return upsertAll(orm.fork(), EvidenceOwnerEntity, [row])
    },
  }
}
