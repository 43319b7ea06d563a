import type { Evidence } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import type { SignedIn } from '../people/sessions'
import type { PlanShelf } from '../plans/plan-shelf'
import { viewFor } from '../sync/scopes'
import { RegisterEntity } from '../values/register.entity'

/** A register that names a file, as far as its viewer may see it. */
export interface NamedEvidence {
  readonly evidence: Evidence
  readonly complete: boolean
}

/** What a person may see of a file: the register that names it, or null where there is none for this person. */
export async function findEvidence(
  em: Em,
  plans: PlanShelf,
  viewer: SignedIn,
  sha256: string,
): Promise<NamedEvidence | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  const rows = await em.find(RegisterEntity, { body: viewer.body, field: `evidence/${sha256}` })
  if (rows.length === 0) return null
  const { scopes } = viewFor(await plans.all(em, viewer.body), viewer)
  const seen = new Set(scopes)
  for (const { scope, content, complete } of rows)
    if (seen.has(scope) && typeof content === 'object' && content?.type === 'evidence')
      return { evidence: content, complete }
  return null
}
