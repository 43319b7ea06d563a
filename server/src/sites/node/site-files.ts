import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { DetailedError, Upload } from 'tus-js-client'
import type { Em } from '../../db/orm'
import { readChunks } from '../../db/write-rows'
import { EvidenceFileEntity } from '../../evidence/evidence-file.entity'
import type { EvidenceFolder } from '../../evidence/evidence-folder'
import { EvidenceOwnerEntity } from '../../evidence/evidence-owner.entity'
import { FOR_PERSON } from '../../evidence/reader-of'
import { UPLOADS } from '../../evidence/uploads'
import { seal } from '../envelope'
import type { Credential } from '../messages'

const CHUNK = 256 * 1024

/** What a site shows where it brings or fetches files: an envelope of its own, which only it can write. */
const passOf = async ({ id, own, office }: Credential): Promise<string> =>
  `Sede ${await seal({ files: id }, id, own, office)}`

/** A file that goes to the head office, and for whom. */
interface Outgoing {
  readonly path: string
  readonly sha256: string
  readonly size: number
  readonly person: string
}

/** How it ended: the head office has it, does not take it now, or does not answer. */
type Ending = 'brought' | 'later' | 'no-answer'

async function uploadFile({ path, sha256, size, person }: Outgoing, head: string, pass: string): Promise<Ending> {
  // A stream of a file that is not there would end the process.
  if (!existsSync(path)) return 'later'
  const endpoint = new URL(UPLOADS, head).href
  return new Promise((done) => {
    new Upload(createReadStream(path), {
      endpoint,
      uploadUrl: `${endpoint}/${sha256}`,
      uploadSize: size,
      chunkSize: CHUNK,
      retryDelays: null,
      headers: { authorization: pass, [FOR_PERSON]: person },
      metadata: { sha256 },
      onSuccess: () => done('brought'),
      onError: (error) => done(error instanceof DetailedError && error.originalResponse ? 'later' : 'no-answer'),
    }).start()
  })
}

/**
 * Brings to the head office the files that its people brought here [SY40]. One that is not taken now is brought again the
 * next time and does not hold up the others; without an answer none of them goes.
 */
export async function forwardFiles(em: Em, folder: EvidenceFolder, credential: Credential, now: string): Promise<void> {
  const waiting = await em.find(EvidenceOwnerEntity, { forwardedAt: null }, { orderBy: { broughtAt: 'asc' } })
  if (waiting.length === 0) return
  const files = await readChunks(
    waiting.map(({ sha256 }) => sha256),
    (sha256) => em.find(EvidenceFileEntity, { sha256: { $in: sha256 } }),
  )
  const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]))
  const pass = await passOf(credential)
  for (const { body, sha256, person, via } of waiting) {
    const file = { path: folder.pathOf(sha256), sha256, size: sizes.get(sha256) ?? 0, person }
    const ending = await uploadFile(file, credential.head, pass)
    if (ending === 'no-answer') return
    if (ending === 'brought')
      await em.nativeUpdate(EvidenceOwnerEntity, { body, sha256, person, via }, { forwardedAt: now })
  }
}

/** Fetches a file of the head office into the folder of the uploads. Gives its path, or null where it does not come. */
export async function fetchFile(
  folder: EvidenceFolder,
  credential: Credential,
  sha256: string,
): Promise<string | null> {
  const path = join(folder.uploads, `${randomUUID()}.fetched`)
  try {
    const headers = { authorization: await passOf(credential) }
    const response = await fetch(new URL(`/prove/${sha256}`, credential.head), { headers })
    if (!response.ok || !response.body) return null
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path))
    return path
  } catch {
    await rm(path, { force: true })
    return null
  }
}
