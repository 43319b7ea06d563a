import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { flush } from '../files'
import { checkFile } from './check-file'
import { storedAt } from './stored-at'

/** A file whose bytes are here and were checked. */
export interface CheckedFile {
  readonly sha256: string
  readonly size: number
  readonly mime: string
}

/** Where the bytes are: those that are on their way, and those that have arrived, by their hash. Servers may share it. */
export interface EvidenceFolder {
  /** Folder of the uploads that are not complete. */
  readonly uploads: string
  /** Bytes of a file that has arrived; null where it is not there. */
  sizeOf(sha256: string): Promise<number | null>
  read(sha256: string): Readable
  /** Looks at the bytes themselves; null where they are not there, or not what their name says. */
  look(sha256: string): Promise<CheckedFile | null>
  /** Hashes of all files that have arrived, a part at a time. */
  hashes(): AsyncIterable<readonly string[]>
  /** Bytes that still fit. */
  free(): Promise<number>
  /** Copies an upload to where nobody writes: what is checked there is what will be read. Gives its path. */
  setApart(upload: string): Promise<string>
  /** Takes a checked file in; the same file again changes nothing. When it resolves, it is on the disk under its name [SY63]. */
  take(path: string, sha256: string): Promise<void>
}

const PART = /^[0-9a-f]{2}$/
const HASH = /^[0-9a-f]{64}$/

/** The folder of an installation, made where it is not there. */
export async function openEvidenceFolder(data: string): Promise<EvidenceFolder> {
  const uploads = join(data, 'in-arrivo')
  await mkdir(uploads, { recursive: true })
  const pathOf = (sha256: string): string => storedAt(data, sha256)
  const sizeOf = (sha256: string): Promise<number | null> =>
    stat(pathOf(sha256)).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    )
  return {
    uploads,
    sizeOf,
    read: (sha256) => createReadStream(pathOf(sha256)),
    async look(sha256) {
      const size = await sizeOf(sha256)
      if (size === null) return null
      const checked = await checkFile(pathOf(sha256), { type: 'evidence', sha256, size, mime: '', name: sha256 })
      return checked.ok ? { sha256, size, mime: checked.value } : null
    },
    async *hashes() {
      for (const part of (await readdir(data)).filter((name) => PART.test(name)).sort())
        yield (await readdir(join(data, part))).filter((name) => HASH.test(name)).sort()
    },
    async free() {
      const { bavail, bsize } = await statfs(uploads)
      return bavail * bsize
    },
    async setApart(upload) {
      const path = join(uploads, `${randomUUID()}.checked`)
      try {
        await copyFile(upload, path, constants.COPYFILE_FICLONE)
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      return path
    },
    async take(path, sha256) {
      await flush(path, 'r+')
      const place = pathOf(sha256)
      const isNew = await mkdir(dirname(place), { recursive: true })
      await rename(path, place)
      // A name too has to be on the disk, and so has that of the folder in which it stands.
      await flush(dirname(place))
      if (isNew !== undefined) await flush(data)
    },
  }
}
