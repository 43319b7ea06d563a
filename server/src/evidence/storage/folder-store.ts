import { constants, createReadStream } from 'node:fs'
import { copyFile, type FileHandle, open, readdir, rm, rmdir, access, mkdir, rename, stat } from 'node:fs/promises'
import { join, dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { ERRORS, type Upload } from '@tus/server'
import type { UploadFiles, EvidenceStore } from '../../sync/evidence/evidence-store'
import { writtenAt, scratchIn } from './scratch'
import { flushFile, isThere, namesIn } from '../../kernel/files/files'
import { isHash, isPart, storedAt, UNDER_WAY } from './stored-at'

/** Beside the bytes: what says whose they are; and of earlier software, that somebody waits for them or writes them. */
const BESIDE = /\.(json|wanted|lock)$/

const entriesIn = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => [])

/** Writes all of a chunk from a place on. Gives how far it came, and why it came no further. */
async function writeAll(file: FileHandle, chunk: Uint8Array, place: number) {
  let written = 0
  try {
    while (written < chunk.length)
      written += (await file.write(chunk, written, chunk.length - written, place + written)).bytesWritten
    return { written, failed: null }
  } catch (error) {
    return { written, failed: error }
  }
}

/** The library's store; what goes wrong on the disk is told as it is, and an upload that could not be begun leaves nothing. */
class DiskStore extends FileStore {
  override async create(upload: Upload): Promise<Upload> {
    try {
      return await super.create(upload)
    } catch (error) {
      for (const end of ['', '.json']) await rm(join(this.directory, upload.id) + end, { force: true })
      throw error
    }
  }

  /** Without its bytes, as where a power cut came while it was taken away, an upload is not there: it may begin again. */
  override async getUpload(id: string): Promise<Upload> {
    try {
      return await super.getUpload(id)
    } catch (error) {
      throw error === ERRORS.FILE_NO_LONGER_EXISTS ? ERRORS.FILE_NOT_FOUND : error
    }
  }

  /** All of the request is read, also where it finds no room: its sender has to hear the answer. */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const file = await open(join(this.directory, id), 'r+')
    let [at, failed]: [number, unknown] = [offset, null]
    try {
      for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
        if (failed !== null) continue
        const { written, failed: why } = await writeAll(file, chunk, at)
        at += written
        failed = why
      }
    } finally {
      await file.close()
    }
    if (failed !== null) throw failed
    return at
  }
}

/** Uploads on the disk: a folder for each sender, in it a file for each upload. */
function folderUploads(directory: string): UploadFiles {
  const pathOf = (name: string): string => join(directory, name)
  const ofSender = async (sender: string): Promise<readonly string[]> => {
    const found = await entriesIn(pathOf(sender))
    return [...new Set(found.map(({ name }) => `${sender}/${name.replace(BESIDE, '')}`))]
  }
  const senders = async (): Promise<readonly string[]> =>
    (await entriesIn(directory)).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return {
    tus: new DiskStore({ directory }),
    names: async (sender) =>
      sender === undefined ? (await Promise.all((await senders()).map(ofSender))).flat() : ofSender(sender),
    lastWritten: async (name) =>
      Math.max(...(await Promise.all(['', '.json'].map((end) => writtenAt(pathOf(name) + end))))),
    copyTo: (name, path) => copyFile(pathOf(name), path, constants.COPYFILE_FICLONE),
    async remove(name) {
      // The file that names the owner goes last: a power cut between leaves nothing that nobody finds.
      for (const end of ['', '.wanted', '.lock', '.json'])
        await rm(pathOf(name) + end, { recursive: true, force: true })
    },
    async tidy() {
      // Not where another upload has come into it meanwhile.
      for (const sender of await senders()) await rmdir(pathOf(sender)).catch(() => undefined)
    },
  }
}

/** Evidence in a folder, which servers may share; nothing is made in it before it is needed. */
export function folderStore(folder: string): EvidenceStore {
  const underWay = join(folder, UNDER_WAY)
  let uploads: UploadFiles | null = null
  const pathOf = (sha256: string): string => storedAt(folder, sha256)
  const sizeOf = (sha256: string): Promise<number | null> =>
    stat(pathOf(sha256)).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    )
  return {
    name: folder,
    // On the same disk: what was checked there needs a new name only.
    scratch: scratchIn(underWay),
    get uploads() {
      return (uploads ??= folderUploads(underWay))
    },
    sizeOf,
    read: async (sha256) => createReadStream(pathOf(sha256)),
    withFile: async (sha256, work) => ((await isThere(pathOf(sha256))) ? work(pathOf(sha256)) : null),
    async *hashes() {
      for (const part of (await namesIn(folder)).filter(isPart).sort())
        yield (await readdir(join(folder, part))).filter(isHash).sort()
    },
    async isEmpty() {
      const others = (await namesIn(folder)).filter((name) => name !== UNDER_WAY)
      return others.length + (await namesIn(underWay)).length === 0
    },
    async take(path, sha256) {
      await flushFile(path, 'r+')
      const place = pathOf(sha256)
      const isNew = await mkdir(dirname(place), { recursive: true })
      await rename(path, place)
      // A name too has to be on the disk, and so has that of the folder in which it stands.
      await flushFile(dirname(place))
      if (isNew !== undefined) await flushFile(folder)
    },
    isReachable: () =>
      access(folder, constants.W_OK).then(
        () => true,
        () => false,
      ),
  }
}

/** The folder of an installation, made where it is not there. */
export async function openFolderStore(folder: string): Promise<EvidenceStore> {
  // With the mask of the program: a folder that was given to a group stays the group's [SY74].
  await mkdir(join(folder, UNDER_WAY), { recursive: true })
  return folderStore(folder)
}
