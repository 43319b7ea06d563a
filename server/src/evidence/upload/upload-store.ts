import { type FileHandle, open, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import type { Refusal } from '@traguardo/shared/model'
import { LARGEST_EVIDENCE } from '@traguardo/shared/sync'
import type { Keyring } from '../../secrets/keyring'
import { isHash } from '../find-evidence'
import type { Reader } from '../reader-of'

/** Uploads of one sender under way at most, and their bytes together [SY44]. */
const MOST_UPLOADS = 20
const MOST_BYTES = 10 * LARGEST_EVIDENCE
/** An upload that nobody went on with for so long is thrown away. Milliseconds. */
export const ABANDONED = 7 * 86_400_000
/** The same where the disk is full: its sender still holds the bytes, and others wait for the room. */
export const ABANDONED_WHEN_FULL = 3_600_000

const PURPOSE = 'evidence-upload'
/** Beside the bytes: what says whose they are, that somebody waits for them, and that somebody writes them. */
const BESIDE = /\.(json|wanted|lock)$/

/** What an upload belongs to: kept beside its bytes, so that it can be taken in also after a power cut. */
export interface UploadOwner {
  readonly body: string
  readonly person: string
  readonly via: string
  readonly sha256: string
  readonly name: string
}

/** Uploads on the disk: a folder for each sender, in it a file for each upload. */
export interface UploadStore {
  readonly files: FileStore
  /** Name of a sender's upload of a file; the same for the same sender, and nobody else finds it [SY42]. */
  nameOf(sender: Reader, sha256: string): string
  pathOf(name: string): string
  /** An upload with whoever it belongs to, or null where there is none. */
  find(name: string): Promise<{ readonly upload: Upload; readonly owner: UploadOwner } | null>
  remove(name: string): Promise<void>
  /** Names of all uploads. */
  names(): Promise<readonly string[]>
  /** May this sender begin one more upload of so many bytes? Null, or why not [SY44]. */
  room(name: string, size: number): Promise<Refusal | null>
  /** Throws away what nobody went on with since that moment, in milliseconds since 1970. */
  sweep(since: number): Promise<void>
}

const tooMany: Refusal = {
  code: 'EVIDENCE_UPLOADS',
  message:
    'Ha troppi allegati iniziati e non finiti di inviare: lasci che partano, o tolga quelli che non servono. Quelli fermi da sette giorni si tolgono da soli.',
}

const entriesIn = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => [])

export const ownerIn = (metadata: Upload['metadata']): UploadOwner | null => {
  const { body, person, via, sha256, name } = metadata ?? {}
  if (!body || !person || !sha256 || !isHash(sha256)) return null
  return { body, person, via: via ?? '', sha256, name: name ?? sha256 }
}

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

export function uploadStore(directory: string, keyring: Keyring): UploadStore {
  const files = new DiskStore({ directory })
  const pathOf = (name: string): string => join(directory, name)
  const remove = async (name: string): Promise<void> => {
    // What says whose it is goes last: a power cut between leaves nothing that nobody finds.
    for (const end of ['', '.wanted', '.json']) await rm(pathOf(name) + end, { force: true })
  }
  /** Names of a sender's uploads, those that were cut before anything said whose they are included. */
  async function ofSender(sender: string): Promise<readonly string[]> {
    const found = await entriesIn(pathOf(sender))
    return [...new Set(found.map(({ name }) => `${sender}/${name.replace(BESIDE, '')}`))]
  }
  const senders = async (): Promise<readonly string[]> =>
    (await entriesIn(directory)).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const names = async () => (await Promise.all((await senders()).map(ofSender))).flat()
  /** When something was last written there, in milliseconds since 1970. */
  const written = (path: string): Promise<number> =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
  const lastWritten = async (name: string): Promise<number> =>
    Math.max(...(await Promise.all(['', '.json', '.lock'].map((end) => written(pathOf(name) + end)))))
  return {
    files,
    pathOf,
    remove,
    names,
    nameOf({ body, via, persons }, sha256) {
      const sender = [body, via, persons.size === 1 ? [...persons][0] : '']
      return [sender, [...sender, sha256]].map((what) => keyring.mac(PURPOSE, JSON.stringify(what))).join('/')
    },
    async find(name) {
      const upload = await files.getUpload(name).catch(() => null)
      const owner = upload && ownerIn(upload.metadata)
      return upload && owner ? { upload, owner } : null
    },
    async room(name, size) {
      const others = (await ofSender(name.split('/')[0] ?? '')).filter((one) => one !== name)
      const begun = (await Promise.all(others.map((one) => files.getUpload(one).catch(() => null)))).filter(Boolean)
      const bytes = begun.reduce((sum, upload) => sum + (upload?.size ?? 0), size)
      return begun.length < MOST_UPLOADS && bytes <= MOST_BYTES ? null : tooMany
    },
    async sweep(since) {
      for (const name of await names())
        if ((await lastWritten(name)) < since) {
          await remove(name)
          await rm(`${pathOf(name)}.lock`, { recursive: true, force: true })
        }
      // Not where another upload has come into it meanwhile.
      for (const sender of await senders()) await rmdir(pathOf(sender)).catch(() => undefined)
      // Copies that were cut, and of an earlier version: uploads of nobody known, and files that were fetched and never taken in.
      for (const { name } of (await entriesIn(directory)).filter((entry) => entry.isFile()))
        if ((await written(pathOf(name))) < since) await rm(pathOf(name), { force: true })
    },
  }
}
