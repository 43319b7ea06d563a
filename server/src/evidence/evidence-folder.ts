import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes are: those that are on their way, and those that have arrived, by their hash. Servers may share it. */
export interface EvidenceFolder {
  /** Folder of the uploads that are not complete. */
  readonly uploads: string
  /** Path of a file that has arrived. */
  pathOf(sha256: string): string
  /** Takes a checked upload in, and leaves it where it is; the same file again changes nothing. */
  take(upload: string, sha256: string): Promise<void>
}

/** Waits until the bytes are on the disk: from here on their sender may let go of them. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
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
      await flush(upload)
      await mkdir(folderOf(sha256), { recursive: true })
      // In place in one step, and over a copy that may have been damaged; some file systems know no second name of a file.
      const beside = `${pathOf(sha256)}.${randomUUID()}`
      await link(upload, beside).catch(() => copyFile(upload, beside, constants.COPYFILE_EXCL))
      await rename(beside, pathOf(sha256))
      await rm(beside, { force: true })
    },
  }
}
