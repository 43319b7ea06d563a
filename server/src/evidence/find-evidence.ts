import type { Evidence } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { RegisterEntity } from '../values/register.entity'
import type { Reader } from './reader-of'

/** A register that names a file, as far as its reader may see it. */
export interface NamedEvidence {
  readonly evidence: Evidence
  readonly complete: boolean
}

/** What a reader may see of a file: the register that names it, or null where there is none. */
export async function findEvidence(em: Em, { body, scopes }: Reader, sha256: string): Promise<NamedEvidence | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  const rows = await em.find(RegisterEntity, { body, field: `evidence/${sha256}` })
  for (const { scope, content, complete } of rows)
    if (scopes.has(scope) && typeof content === 'object' && content?.type === 'evidence')
      return { evidence: content, complete }
  return null
}
