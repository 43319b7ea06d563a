import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes are: those that are on their way, and those that have arrived, by their hash. */
export interface EvidenceFolder {
  /** Folder of the uploads that are not complete. */
  readonly uploads: string
  /** Path of a file that has arrived. */
  pathOf(sha256: string): string
  /** Takes a checked upload in; the same file again changes nothing. */
  take(upload: string, sha256: string): Promise<void>
}

/** The folder of an installation, made where it is not there. */
export async function openEvidenceFolder(data: string): Promise<EvidenceFolder> {
  const uploads = join(data, 'in-arrivo')
  await mkdir(uploads, { recursive: true })
  const folderOf = (sha256: string): string => join(data, sha256.slice(0, 2))
  const pathOf = (sha256: string): string => join(folderOf(sha256), sha256)
  return {
    uploads,
    pathOf,
    async take(upload, sha256) {
      await mkdir(folderOf(sha256), { recursive: true })
      await rename(upload, pathOf(sha256))
    },
  }
}
