import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { openFolderStore } from './folder-store'
import type { Storage } from './storage'

/** Opens where evidence is kept. The library of S3 is loaded only where it is used. Throws `StartFailure` [RI55]. */
export async function openStore(storage: Storage): Promise<EvidenceStore> {
  if (storage.type === 'folder') return openFolderStore(storage.folder)
  const { openS3Store } = await import('./s3/s3-store')
  return openS3Store(storage)
}
