import { randomUUID } from 'node:crypto'
import { constants, copyFile, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes are: those that are on their way, and those that have arrived, by their hash. Servers may share it. */
export interface EvidenceFolder {
  /** Folder of the uploads that are not complete. */
  readonly uploads: string
  /** Path of a file that has arrived. */
  pathOf(sha256: string): string
  /** Copies an upload to where nobody writes: what is checked there is what will be read. Gives its path. */
  setApart(upload: string): Promise<string>
  /** Takes a checked file in; the same file again changes nothing. */
  take(path: string, sha256: string): Promise<void>
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
    async setApart(upload) {
      const path = join(uploads, `${randomUUID()}.checked`)
      await copyFile(upload, path, constants.COPYFILE_FICLONE)
      return path
    },
    async take(path, sha256) {
      await flush(path)
      await mkdir(folderOf(sha256), { recursive: true })
      await rename(path, pathOf(sha256))
    },
  }
}
