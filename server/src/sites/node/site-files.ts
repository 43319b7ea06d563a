import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { IsoInstant } from '@traguardo/shared/model'
import { DetailedError, Upload } from 'tus-js-client'
import type { Em } from '../../db/orm'
import { readChunks } from '../../db/write-rows'
import { EvidenceFileEntity } from '../../evidence/evidence-file.entity'
import type { EvidenceFolder } from '../../evidence/evidence-folder'
import { EvidenceOwnerEntity } from '../../evidence/evidence-owner.entity'
import { FOR_PERSON } from '../../evidence/reader-of'
import { UPLOADS } from '../../evidence/uploads'
import { letterhead, OFFICE, seal } from '../envelope'
import { type Credential, requestFor, type SitePass } from '../messages'

const CHUNK = 256 * 1024

/** A site that brings and fetches files. */
export interface FilePorts {
  readonly credential: Credential
  /** What time it is at the head office. */
  officeTime(): Promise<IsoInstant>
}

/** What a site shows where it brings or fetches a file: an envelope that only it can write, for one request [SY51]. */
async function passFor(
  { credential, officeTime }: FilePorts,
  method: string,
  url: string,
  person: string | null,
): Promise<string> {
  const { id, own, office } = credential
  const head = letterhead('pass', OFFICE, await officeTime())
  const pass: SitePass = { ...head, files: id, request: requestFor(method, new URL(url).pathname, person) }
  return `Sede ${await seal(pass, id, own, office)}`
}

/** A file that goes to the head office, and for whom. */
interface Outgoing {
  readonly path: string
  readonly sha256: string
  readonly size: number
  readonly person: string
}

/** How it ended: the head office has it, does not take it now, or does not answer. */
type Ending = 'brought' | 'later' | 'no-answer'

async function uploadFile({ path, sha256, size, person }: Outgoing, ports: FilePorts): Promise<Ending> {
  // A stream of a file that is not there would end the process.
  if (!existsSync(path)) return 'later'
  const endpoint = new URL(UPLOADS, ports.credential.head).href
  return new Promise((done) => {
    new Upload(createReadStream(path), {
      endpoint,
      uploadUrl: `${endpoint}/${sha256}`,
      uploadSize: size,
      chunkSize: CHUNK,
      retryDelays: null,
      headers: { [FOR_PERSON]: person },
      onBeforeRequest: async (request) =>
        request.setHeader('authorization', await passFor(ports, request.getMethod(), request.getURL(), person)),
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
export async function forwardFiles(em: Em, folder: EvidenceFolder, ports: FilePorts, now: IsoInstant): Promise<void> {
  const waiting = await em.find(EvidenceOwnerEntity, { forwardedAt: null }, { orderBy: { broughtAt: 'asc' } })
  if (waiting.length === 0) return
  const files = await readChunks(
    waiting.map(({ sha256 }) => sha256),
    (sha256) => em.find(EvidenceFileEntity, { sha256: { $in: sha256 } }),
  )
  const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]))
  for (const { body, sha256, person, via } of waiting) {
    const file = { path: folder.pathOf(sha256), sha256, size: sizes.get(sha256) ?? 0, person }
    const ending = await uploadFile(file, ports)
    if (ending === 'no-answer') return
    if (ending === 'brought')
      await em.nativeUpdate(EvidenceOwnerEntity, { body, sha256, person, via }, { forwardedAt: now })
  }
}

/** Fetches a file of the head office into the folder of the uploads. Gives its path, or null where it does not come. */
export async function fetchFile(folder: EvidenceFolder, ports: FilePorts, sha256: string): Promise<string | null> {
  const path = join(folder.uploads, `${randomUUID()}.fetched`)
  try {
    const { href } = new URL(`/prove/${sha256}`, ports.credential.head)
    const response = await fetch(href, { headers: { authorization: await passFor(ports, 'GET', href, null) } })
    if (!response.ok || !response.body) return null
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path))
    return path
  } catch {
    await rm(path, { force: true })
    return null
  }
}
