import { hashFile } from '../../kernel/files/files'
import type { CheckedFile, EvidenceStore } from '../../sync/evidence/evidence-store'

/** A file as the database names it. */
export type NamedFile = Pick<CheckedFile, 'sha256' | 'size'>

/**
 * Is a file there as it should be [SY64]?
 * @param byHash reads every byte; otherwise only its length is looked at
 */
export async function standingOf(
  store: EvidenceStore,
  { sha256, size }: NamedFile,
  byHash: boolean,
): Promise<'whole' | 'missing' | 'damaged'> {
  const found = await store.sizeOf(sha256)
  if (found === null) return 'missing'
  if (found !== size) return 'damaged'
  return !byHash || (await store.withFile(sha256, hashFile)) === sha256 ? 'whole' : 'damaged'
}
