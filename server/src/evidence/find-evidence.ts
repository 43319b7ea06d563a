import { type Evidence, evidenceIn } from '@traguardo/shared/sync'
import type { EntityManager } from '../kernel/db/orm'
import { RegisterEntity } from '../sync/store/register.entity'
import { EvidenceClaimEntity } from '../sync/evidence/evidence-claim.entity'
import type { FilePrincipal } from './file-principal'
import { isHash } from './storage/stored-at'

/** A piece of evidence, and who put it where the reader may bring its bytes. */
export interface ClaimedEvidence {
  readonly evidence: Evidence
  readonly person: string
}

/** A file that a reader may read: named by a register of their body that is complete and in their scopes [SY41]. */
export async function findReadable(
  em: EntityManager,
  { body, scopes }: FilePrincipal,
  sha256: string,
): Promise<Evidence | null> {
  if (!isHash(sha256)) return null
  const rows = await em.find(RegisterEntity, { body, field: `evidence/${sha256}`, complete: true })
  const seen = rows.filter(({ scope }) => scopes.has(scope))
  return seen.flatMap(({ content }) => evidenceIn(content) ?? [])[0] ?? null
}

/** Evidence of a body whose bytes are still to come: how much, and since when the oldest [SY66]. */
export async function waitingEvidence(
  em: EntityManager,
  body: string,
): Promise<{ readonly files: number; readonly oldest: string | null }> {
  const sql =
    'select count(*) as "files", min("at") as "oldest" from "register" where "body" = ? and "complete" = ? ' +
    `and "field" like 'evidence/%' and "content" is not null`
  const [row] = await em.execute<{ files: number | string; oldest: string | null }[]>(sql, [body, false], 'all')
  return { files: Number(row?.files ?? 0), oldest: row?.oldest ?? null }
}

/** A file whose bytes a sender may bring: one that the sender itself has put into a register [SY42]. */
export async function findClaimed(
  em: EntityManager,
  { body, scopes, via, persons }: FilePrincipal,
  sha256: string,
  size: number,
): Promise<ClaimedEvidence | null> {
  const said = { body, sha256, via, person: { $in: [...persons] } }
  const claims = await em.find(EvidenceClaimEntity, said, { orderBy: { stamp: 'asc' } })
  const rows = await em.find(RegisterEntity, { id: { $in: claims.map(({ register }) => register) } })
  const standing = new Map(
    rows.filter(({ scope }) => scopes.has(scope)).map(({ id, content }) => [id, evidenceIn(content)]),
  )
  for (const { register, person } of claims) {
    const evidence = standing.get(register)
    if (evidence?.size === size) return { evidence, person }
  }
  return null
}
