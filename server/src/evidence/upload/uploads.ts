import type { IncomingMessage, ServerResponse } from 'node:http'
import { Metadata, Server, type Upload } from '@tus/server'
import { type Refusal, refusal, withMessage } from '@traguardo/shared/refusals'

import { LARGEST_EVIDENCE, LARGEST_MEGABYTES } from '@traguardo/shared/sync'
import { sayTrouble, STATUS_OF, type Trouble, troubleOf } from '../../kernel/db/trouble'
import type { EvidenceOwner } from '../../sync/evidence/bring-evidence'
import { checkFile } from '../../sync/evidence/check-file'
import { internalError } from '../../kernel/http/errors'
import type { ErrorLog } from '../../kernel/log/log'
import type { ClaimedEvidence } from '../find-evidence'
import type { FilePrincipal } from '../file-principal'
import type { CheckedFile, EvidenceStore } from '../../sync/evidence/evidence-store'
import { isHash } from '../storage/stored-at'
import type { LeaseLocker } from './upload-lock'
import type { UploadOwner, UploadStore } from './upload-store'

/**
 * Path to which uploads are sent; each stands at the hash of its bytes, so that a client that was cut off finds its own
 * again.
 */
export const UPLOADS = '/prove/carico'

/** Ports of the uploads. */
export interface UploadPorts {
  readonly evidence: EvidenceStore
  readonly store: UploadStore
  readonly locker: LeaseLocker
  /** Returns the sender of this request. */
  senderOf(request: IncomingMessage): FilePrincipal
  /** The evidence that this sender has put somewhere, of that hash and size; null where there is none. */
  claimed(sender: FilePrincipal, sha256: string, size: number): Promise<ClaimedEvidence | null>
  /** A file that was checked, and whose it is. */
  arrived(owner: EvidenceOwner, file: CheckedFile): Promise<void>
  /** The disk is full: what can be spared goes. */
  makeRoom(): void
  readonly log: ErrorLog
}

const bodyOf = (refused: Refusal): string => JSON.stringify(withMessage(refused))

const failure = (status_code: number, refused: Refusal) =>
  Object.assign(new Error(refused.code), { status_code, body: bodyOf(refused) })

const unknown = refusal('EVIDENCE_UNKNOWN', { kind: 'unnamed' })
const changed = refusal('UPLOAD_CHANGED')
const malformed = refusal('UPLOAD_MALFORMED')

/** Refusals in place of the library's plain English, by its status. */
const SAID: Readonly<Record<number, Refusal>> = {
  404: refusal('EVIDENCE_UNKNOWN'),
  409: changed,
  410: changed,
  413: refusal('EVIDENCE_TOO_LARGE', { limit: LARGEST_MEGABYTES }),
}
const FIRST_ERROR = 400

/** The library's server, whose own errors too have a code and a sentence [RI34]. */
class SayingServer extends Server {
  override write(...[context, headers, status, body = '']: Parameters<Server['write']>): ReturnType<Server['write']> {
    if (status < FIRST_ERROR || body.startsWith('{')) return super.write(context, headers, status, body)
    headers.set('content-type', 'application/json; charset=utf-8')
    return super.write(context, headers, status, bodyOf(SAID[status] ?? malformed))
  }
}

interface OfNode {
  readonly runtime: { readonly node: { readonly req: IncomingMessage; readonly res?: ServerResponse } }
}
/** The request of Node under the one that the tus server works with. */
const rawOf = (request: object): IncomingMessage => (request as OfNode).runtime.node.req

/** Returns the refusal of an unforeseen error, with the id that the sender was told in a header [RI50]. */
function internalOf(request: object): { readonly id: string; readonly refused: Refusal } {
  const id = String((request as OfNode).runtime.node.res?.getHeader('x-request-id') ?? '')
  return { id, refused: internalError(id) }
}

/**
 * Checks an upload that is complete and takes it in; what is not what it was announced to be is thrown away, and its sender
 * begins again [SY28, SY43]. 'open' where it is not complete, or not there.
 */
export async function finishUpload(
  { evidence, store, locker, arrived }: UploadPorts,
  name: string,
): Promise<Refusal | null | 'open'> {
  const whole = async () => {
    const found = await store.find(name)
    return found && found.upload.offset === found.upload.size ? { ...found.owner, size: found.upload.size } : null
  }
  if (!(await whole())) return 'open'
  return locker.alone(name, async () => {
    const file = await whole()
    if (!file) return 'open'
    const { sha256, size, name: called, ...owner } = file
    const checked = await evidence.scratch.with(async (path) => {
      await store.files.copyTo(name, path)
      const found = await checkFile(path, { type: 'evidence', sha256, size, mime: '', name: called })
      if (found.ok) await evidence.take(path, sha256)
      return found
    })
    // Only then: a power cut between leaves the upload complete, and it is taken in at the next start.
    if (checked.ok) await arrived(owner, { sha256, size, mime: checked.value })
    await store.files.remove(name)
    return checked.ok ? null : checked.error
  })
}

/**
 * Takes in uploads that were complete when the power went, before they were checked; those that find no room wait, and one that
 * cannot be read stops no other and no start. Rejects where nothing can be read: the database or the storage is away.
 */
export async function finishInterrupted(ports: UploadPorts): Promise<void> {
  for (const name of await ports.store.files.names())
    try {
      await finishUpload(ports, name)
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble === 'DISK_FULL') ports.makeRoom()
      else if (trouble === null) ports.log(error, { job: 'uploads' })
      else throw error
    }
}

const metadataOf = ({ body, person, via, sha256, name }: UploadOwner): Record<string, string> => ({
  body,
  person,
  sha256,
  name,
  ...(via === '' ? {} : { via }),
})

/** The tus protocol (1.0): creation, resumption, and a check before anything counts as arrived. */
export function uploadServer(ports: UploadPorts): Server {
  const { store, locker } = ports
  const refusedBy = (trouble: Trouble) => {
    if (trouble === 'DISK_FULL') ports.makeRoom()
    return failure(STATUS_OF[trouble], sayTrouble(trouble))
  }
  const nameOf = (request: object, sha256: string): string => store.nameOf(ports.senderOf(rawOf(request)), sha256)

  async function begin(request: object, { id, size, metadata }: Upload): Promise<UploadOwner> {
    const sender = ports.senderOf(rawOf(request))
    const sha256 = metadata?.['sha256'] ?? ''
    const claimed = size === undefined ? null : await ports.claimed(sender, sha256, size)
    if (!claimed || size === undefined) throw failure(403, unknown)
    const full = await store.room(id, size)
    if (full) throw failure(429, full)
    // Twice: what has come is copied before it is looked at. Bytes that will find no room do not set out [SY65].
    if ((await ports.evidence.scratch.free()) < 2 * size) throw refusedBy('DISK_FULL')
    const { body, via } = sender
    return { body, via, sha256, person: claimed.person, name: claimed.evidence.name }
  }
  return new SayingServer({
    path: UPLOADS,
    datastore: store.files.tus,
    locker,
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: LARGEST_EVIDENCE,
    namingFunction(request, metadata) {
      const hash = metadata?.['sha256'] ?? ''
      if (!isHash(hash)) throw failure(400, unknown)
      return nameOf(request, hash)
    },
    generateUrl: (request, { path }) =>
      `${path}/${Metadata.parse(request.headers.get('upload-metadata') ?? '')['sha256']}`,
    getFileIdFromRequest: (request, hash) => (hash && isHash(hash) ? nameOf(request, hash) : undefined),
    onUploadCreate: async (request, upload) => ({ metadata: metadataOf(await begin(request, upload)) }),
    async onUploadFinish(_request, upload) {
      const ended = await finishUpload(ports, upload.id)
      if (ended === 'open') throw failure(409, changed)
      if (ended) throw failure(422, ended)
      return {}
    },
    onResponseError(request, error) {
      if ('status_code' in error) return undefined
      const trouble = troubleOf(error)
      const { id, refused } = internalOf(request)
      if (trouble !== 'DISK_FULL') ports.log(error, { request: id })
      if (trouble !== null) {
        const { status_code, body } = refusedBy(trouble)
        return { status_code, body }
      }
      return { status_code: 500, body: bodyOf(refused) }
    },
  })
}
