import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { IsoInstant } from '@traguardo/shared/model'
import { type Refusal, refusalIn } from '@traguardo/shared/refusals'
import { NEVER_TAKEN, NOT_THE_FILE } from '@traguardo/shared/sync'
import { DetailedError, Upload } from 'tus-js-client'
import type { EntityManager } from '../../kernel/db/orm'
import { filesHere } from '../../sync/evidence/bring-evidence'
import { reopenRegisters } from '../../evidence/check-evidence'
import { EvidenceFileEntity } from '../../sync/evidence/evidence-file.entity'
import { EvidenceOwnerEntity } from '../../sync/evidence/evidence-owner.entity'
import { FOR_PERSON, requestFor } from '../../evidence/file-principal'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { standingOf } from '../../evidence/storage/standing-of'
import { UPLOADS } from '../../evidence/upload/uploads'
import { letterhead, OFFICE_NAME, sealEnvelope } from '../envelope'
import { isDiskFull } from '../../kernel/http/disk-full'
import type { Credential } from '../messages'
import { countOwed, oweAgain, type OwedFile, filesToForward } from './owed-files'
import { filesProblem } from './site-problems'

const CHUNK = 256 * 1024

/** A site that brings and fetches files. */
export interface FilePorts {
  readonly credential: Credential
  /** Returns the time at the head office. */
  officeTime(): Promise<IsoInstant>
}

/**
 * Returns the pass of a site that brings or fetches a file: an envelope that only it can write, for one request [SY51].
 */
async function passFor(
  { credential, officeTime }: FilePorts,
  method: string,
  url: string,
  person: string | null,
): Promise<string> {
  const { id, own, office } = credential
  const head = letterhead('pass', OFFICE_NAME, await officeTime())
  const pass = { ...head, files: id, request: requestFor(method, new URL(url).pathname, person) }
  return `Sede ${await sealEnvelope(pass, id, own, office)}`
}

/**
 * Ending of an upload: the head office has it, does not take it now, never will, asks for somebody else, or does not
 * answer.
 */
type Ending =
  | { readonly type: 'brought' }
  | { readonly type: 'no-answer' }
  | { readonly type: 'later' | 'never' | 'nobody'; readonly refusal: Refusal | null }

const UNAUTHORIZED = 401

function endingOf({ originalResponse }: DetailedError): Ending {
  if (!originalResponse) return { type: 'no-answer' }
  const refusal = refusalIn(originalResponse.getBody())
  if (originalResponse.getStatus() === UNAUTHORIZED) return { type: 'nobody', refusal }
  return { type: refusal && NEVER_TAKEN.includes(refusal.code) ? 'never' : 'later', refusal }
}

function uploadFile({ sha256, person }: OwedFile, size: number, bytes: Readable, ports: FilePorts): Promise<Ending> {
  const endpoint = new URL(UPLOADS, ports.credential.head).href
  return new Promise((done) => {
    // Bytes that cannot be read here are this file's matter, and no word of the line.
    bytes.once('error', () => done({ type: 'later', refusal: null }))
    new Upload(bytes, {
      endpoint,
      uploadUrl: `${endpoint}/${sha256}`,
      uploadSize: size,
      chunkSize: CHUNK,
      retryDelays: null,
      headers: { [FOR_PERSON]: person },
      onBeforeRequest: async (request) =>
        request.setHeader('authorization', await passFor(ports, request.getMethod(), request.getURL(), person)),
      metadata: { sha256 },
      onSuccess: () => done({ type: 'brought' }),
      onError: (error) => done(error instanceof DetailedError ? endingOf(error) : { type: 'later', refusal: null }),
    }).start()
  })
}

/** Outcome of bringing files: how many the head office has now, and why not all. */
export interface FilesOutcome {
  readonly brought: number
  readonly problem: Refusal | null
}

/**
 * Brings to the head office the files that its people brought here [SY40]. One that is not taken now is brought again the
 * next time, one that never will be is put aside; none holds up the others [SY60]. Without an answer none of them goes.
 */
export async function forwardFiles(
  em: EntityManager,
  store: EvidenceStore,
  ports: FilePorts,
  now: IsoInstant,
): Promise<FilesOutcome> {
  await oweAgain(em)
  const owed = await filesToForward(em)
  const sizes = await filesHere(
    { em, store },
    owed.map(({ sha256 }) => sha256),
  )
  let brought = 0
  let refusal: Refusal | null = null
  for (const file of owed) {
    const size = sizes.get(file.sha256)
    // Gone from here: its person's device brings it again.
    if (size === undefined) continue
    const bytes = await store.read(file.sha256)
    const ending = await uploadFile(file, size, bytes, ports).finally(() => bytes.destroy())
    if (ending.type === 'no-answer') break
    if (ending.type === 'brought') {
      await em.nativeUpdate(EvidenceOwnerEntity, file, { forwardedAt: now })
      brought += 1
      continue
    }
    refusal = ending.refusal ?? refusal
    if (ending.type === 'nobody') break
    if (ending.type === 'never')
      await em.nativeUpdate(EvidenceOwnerEntity, file, { refused: ending.refusal?.code ?? '' })
    if (ending.refusal?.code === NOT_THE_FILE && (await standingOf(store, { ...file, size }, true)) !== 'whole')
      await letGoOf(em, file.sha256)
  }
  const { refused } = await countOwed(em)
  return { brought, problem: filesProblem(refusal, refused) }
}

/** The bytes are not what they were: they do not count any more, and whoever holds them brings them again [SY64]. */
async function letGoOf(em: EntityManager, sha256: string): Promise<void> {
  await em.nativeDelete(EvidenceFileEntity, { sha256 })
  await reopenRegisters({ em, isSite: true }, `evidence/${sha256}`)
}

/** Fetches a file of the head office to a path; false where it does not come. */
export async function fetchFile(path: string, ports: FilePorts, sha256: string): Promise<boolean> {
  try {
    const { href } = new URL(`/prove/${sha256}`, ports.credential.head)
    const response = await fetch(href, { headers: { authorization: await passFor(ports, 'GET', href, null) } })
    if (!response.ok || !response.body) return false
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path))
    return true
  } catch (error) {
    if (isDiskFull(error)) throw error
    return false
  }
}
