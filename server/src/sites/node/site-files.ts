import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Upload } from 'tus-js-client'
import type { Em } from '../../db/orm'
import { EvidenceFileEntity } from '../../evidence/evidence-file.entity'
import type { EvidenceFolder } from '../../evidence/evidence-folder'
import { UPLOADS } from '../../evidence/uploads'
import { seal } from '../envelope'
import type { Credential } from '../messages'

const CHUNK = 256 * 1024

/** What a site shows where it brings or fetches files: an envelope of its own, which only it can write. */
const passOf = async ({ id, own, office }: Credential): Promise<string> =>
  `Sede ${await seal({ files: id }, id, own, office)}`

function uploadFile(path: string, size: number, sha256: string, head: string, pass: string): Promise<boolean> {
  const endpoint = new URL(UPLOADS, head).href
  return new Promise((done) => {
    new Upload(createReadStream(path), {
      endpoint,
      uploadUrl: `${endpoint}/${sha256}`,
      uploadSize: size,
      chunkSize: CHUNK,
      retryDelays: null,
      headers: { authorization: pass },
      metadata: { sha256 },
      onSuccess: () => done(true),
      onError: () => done(false),
    }).start()
  })
}

/** Brings to the head office the files that it has not got yet; stops at the first that does not go. */
export async function forwardFiles(em: Em, folder: EvidenceFolder, credential: Credential, now: string): Promise<void> {
  const waiting = await em.find(EvidenceFileEntity, { forwardedAt: null })
  if (waiting.length === 0) return
  const pass = await passOf(credential)
  for (const { sha256, size } of waiting) {
    if (!(await uploadFile(folder.pathOf(sha256), size, sha256, credential.head, pass))) return
    await em.nativeUpdate(EvidenceFileEntity, { sha256 }, { forwardedAt: now })
  }
}

/** Fetches a file of the head office into the folder of the uploads. Gives its path, or null where it does not come. */
export async function fetchFile(
  folder: EvidenceFolder,
  credential: Credential,
  sha256: string,
): Promise<string | null> {
  const path = join(folder.uploads, `${sha256}.fetched`)
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
