import { ERRORS, type Upload } from '@tus/server'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { LARGEST_EVIDENCE } from '@traguardo/shared/sync'
import type { Keyring } from '../../kernel/secrets/keyring'
import type { FilePrincipal } from '../file-principal'
import type { EvidenceStore, UploadFiles } from '../../sync/evidence/evidence-store'
import { isHash } from '../storage/stored-at'

/** Uploads of one sender under way at most, and their bytes together [SY44]. */
const MOST_UPLOADS = 20
const MOST_BYTES = 10 * LARGEST_EVIDENCE
/** An upload that nobody went on with for so long is thrown away. Milliseconds. */
export const ABANDONED = 7 * 86_400_000
/** The same where the disk is full: its sender still holds the bytes, and others wait for the room. */
export const ABANDONED_WHEN_FULL = 3_600_000

const PURPOSE = 'evidence-upload'

/** Owner and purpose of an upload: kept beside its bytes, so that it can be taken in also after a power cut. */
export interface UploadOwner {
  readonly body: string
  readonly person: string
  readonly via: string
  readonly sha256: string
  readonly name: string
}

/** Uploads under way, wherever evidence is kept. */
export interface UploadStore {
  readonly files: UploadFiles
  /** Name of a sender's upload of a file; the same for the same sender, and nobody else finds it [SY42]. */
  nameOf(sender: FilePrincipal, sha256: string): string
  /** An upload with whoever it belongs to, or null where there is none. */
  find(name: string): Promise<{ readonly upload: Upload; readonly owner: UploadOwner } | null>
  /** May this sender begin one more upload of so many bytes? Null, or why not [SY44]. */
  room(name: string, size: number): Promise<Refusal | null>
  /** Throws away what nobody went on with since that moment, in milliseconds since 1970; not what somebody writes. */
  sweep(since: number, held: ReadonlySet<string>): Promise<void>
}

const tooMany: Refusal = refusal('EVIDENCE_UPLOADS')

const ownerIn = (metadata: Upload['metadata']): UploadOwner | null => {
  const { body, person, via, sha256, name } = metadata ?? {}
  if (!body || !person || !sha256 || !isHash(sha256)) return null
  return { body, person, via: via ?? '', sha256, name: name ?? sha256 }
}

export function uploadStore({ uploads: files, scratch }: EvidenceStore, keyring: Keyring): UploadStore {
  const get = (name: string): Promise<Upload | null> =>
    files.tus.getUpload(name).catch((error: unknown) => {
      if (error === ERRORS.FILE_NOT_FOUND) return null
      throw error
    })
  return {
    files,
    nameOf({ body, via, persons }, sha256) {
      const sender = [body, via, persons.size === 1 ? [...persons][0] : '']
      return [sender, [...sender, sha256]].map((what) => keyring.mac(PURPOSE, JSON.stringify(what))).join('/')
    },
    async find(name) {
      const upload = await get(name)
      const owner = upload && ownerIn(upload.metadata)
      return upload && owner ? { upload, owner } : null
    },
    async room(name, size) {
      const others = (await files.names(name.split('/')[0])).filter((one) => one !== name)
      const begun = (await Promise.all(others.map(get))).filter(Boolean)
      const bytes = begun.reduce((sum, upload) => sum + (upload?.size ?? 0), size)
      return begun.length < MOST_UPLOADS && bytes <= MOST_BYTES ? null : tooMany
    },
    async sweep(since, held) {
      for (const name of await files.names())
        if (!held.has(name) && (await files.lastWritten(name)) < since) await files.remove(name)
      await files.tidy(since)
      await scratch.tidy(since)
    },
  }
}
