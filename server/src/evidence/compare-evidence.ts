import type { EvidenceStore } from '../sync/evidence/evidence-store'
import { type NamedFile, standingOf } from './storage/standing-of'

/** How a store of evidence differs from what the database names, by hash. */
export interface EvidenceDifference {
  readonly missing: readonly string[]
  readonly damaged: readonly string[]
  /** Files in the store that the database does not name. */
  readonly unnamed: readonly string[]
}

/** Compares a store with what the database names, in both directions; every file is read, nothing is changed [RE10]. */
export async function compareEvidence(files: readonly NamedFile[], store: EvidenceStore): Promise<EvidenceDifference> {
  const found = { whole: [] as string[], missing: [] as string[], damaged: [] as string[] }
  for (const file of files) found[await standingOf(store, file, true)].push(file.sha256)
  const named = new Set(files.map(({ sha256 }) => sha256))
  const unnamed: string[] = []
  for await (const hashes of store.hashes()) unnamed.push(...hashes.filter((sha256) => !named.has(sha256)))
  return { missing: found.missing, damaged: found.damaged, unnamed }
}
