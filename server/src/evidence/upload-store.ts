import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import type { Refusal } from '@traguardo/shared/model'
import { LARGEST_EVIDENCE } from '@traguardo/shared/sync'
import type { Keyring } from '../secrets/keyring'
import { isHash } from './find-evidence'
import type { Reader } from './reader-of'

/** Uploads of one sender under way at most, and their bytes together [SY44]. */
const MOST_UPLOADS = 20
const MOST_BYTES = 10 * LARGEST_EVIDENCE
/** An upload that nobody went on with for so long is thrown away. Milliseconds. */
const ABANDONED = 7 * 86_400_000

const PURPOSE = 'evidence-upload'

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
  /** Throws away what was abandoned. */
  sweep(now: number): Promise<void>
}

const tooMany: Refusal = {
  code: 'EVIDENCE_UPLOADS',
  message:
    'Ha troppi allegati iniziati e non finiti di inviare: lasci che partano, o tolga quelli che non servono. Quelli fermi da sette giorni si tolgono da soli.',
}

const filesIn = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => [])

export const ownerIn = (metadata: Upload['metadata']): UploadOwner | null => {
  const { body, person, via, sha256, name } = metadata ?? {}
  if (!body || !person || !sha256 || !isHash(sha256)) return null
  return { body, person, via: via ?? '', sha256, name: name ?? sha256 }
}

export function uploadStore(directory: string, keyring: Keyring): UploadStore {
  const files = new FileStore({ directory })
  const pathOf = (name: string): string => join(directory, name)
  const remove = async (name: string): Promise<void> => {
    // What says whose it is goes last: a power cut between leaves nothing that nobody finds.
    for (const end of ['', '.wanted', '.json']) await rm(pathOf(name) + end, { force: true })
  }
  async function ofSender(sender: string): Promise<readonly string[]> {
    const found = await filesIn(pathOf(sender))
    return found
      .filter(({ name }) => name.endsWith('.json'))
      .map(({ name }) => `${sender}/${name.slice(0, -'.json'.length)}`)
  }
  const senders = async (): Promise<readonly string[]> =>
    (await filesIn(directory)).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const names = async () => (await Promise.all((await senders()).map(ofSender))).flat()
  /** When something was last written there, in milliseconds since 1970; null where nothing is. */
  const written = (name: string): Promise<number | null> =>
    stat(pathOf(name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
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
      const uploads = await Promise.all(others.map((one) => files.getUpload(one).catch(() => null)))
      const bytes = uploads.reduce((sum, upload) => sum + (upload?.size ?? 0), size)
      return others.length < MOST_UPLOADS && bytes <= MOST_BYTES ? null : tooMany
    },
    async sweep(now) {
      const isOld = (time: number | null): boolean => (time ?? 0) < now - ABANDONED
      for (const name of await names())
        if (isOld((await written(name)) ?? (await written(`${name}.json`)))) {
          await remove(name)
          await rm(`${pathOf(name)}.lock`, { recursive: true, force: true })
        }
      // Of an earlier version: uploads of nobody known, and files that were fetched and never taken in.
      for (const { name } of (await filesIn(directory)).filter((entry) => entry.isFile()))
        if (isOld(await written(name))) await rm(pathOf(name), { force: true })
    },
  }
}
