import type { IncomingMessage } from 'node:http'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import type { Refusal } from '@traguardo/shared/model'
import { type Evidence, LARGEST_EVIDENCE } from '@traguardo/shared/sync'
import { checkFile } from './check-file'
import type { EvidenceFolder } from './evidence-folder'

/** Where uploads are sent; one stands at the hash of its bytes, so whoever lost the line finds it again. */
export const UPLOADS = '/prove/carico'

/** What the uploads need of the application. */
export interface UploadPorts {
  readonly folder: EvidenceFolder
  /** The evidence of that hash, as whoever sends this request may see it; null where nobody announced it. */
  announced(request: IncomingMessage, sha256: string): Promise<Evidence | null>
  arrived(file: { readonly sha256: string; readonly size: number; readonly mime: string }): Promise<void>
}

const failure = (status_code: number, { code, message }: Refusal) =>
  Object.assign(new Error(code), { status_code, body: JSON.stringify({ code, message }) })

const UNKNOWN: Refusal = {
  code: 'EVIDENCE_UNKNOWN',
  message: 'Nessun valore nomina questo allegato: sincronizzi prima i valori.',
}

/** The request of Node under the one that the tus server works with. */
const rawOf = (request: object): IncomingMessage =>
  (request as { readonly runtime: { readonly node: { readonly req: IncomingMessage } } }).runtime.node.req

const HASH = /^[0-9a-f]{64}$/

/** Checks a complete upload and takes it in; what is not what it was announced to be is thrown away [SY28]. */
async function finish(ports: UploadPorts, evidence: Evidence): Promise<Refusal | null> {
  const { sha256, size } = evidence
  const path = join(ports.folder.uploads, sha256)
  const checked = await checkFile(path, evidence)
  if (checked.ok) {
    await ports.folder.take(path, sha256)
    await ports.arrived({ sha256, size, mime: checked.value })
  } else await rm(path, { force: true })
  await rm(`${path}.json`, { force: true })
  return checked.ok ? null : checked.error
}

/** The tus protocol (1.0) over a folder: creation, resumption, and a check before anything counts as arrived. */
export function uploadServer(ports: UploadPorts): Server {
  async function evidenceOf(request: object, { id, size }: Pick<Upload, 'id' | 'size'>): Promise<Evidence> {
    const evidence = await ports.announced(rawOf(request), id)
    if (!evidence || evidence.size !== size) throw failure(403, UNKNOWN)
    return evidence
  }
  return new Server({
    path: UPLOADS,
    datastore: new FileStore({ directory: ports.folder.uploads }),
    relativeLocation: true,
    maxSize: LARGEST_EVIDENCE,
    namingFunction(_request, metadata) {
      const hash = metadata?.['sha256'] ?? ''
      if (!HASH.test(hash)) throw failure(400, UNKNOWN)
      return hash
    },
    async onUploadCreate(request, upload) {
      await evidenceOf(request, upload)
      return {}
    },
    async onUploadFinish(request, upload) {
      const refusal = await finish(ports, await evidenceOf(request, upload))
      if (refusal) throw failure(422, refusal)
      return {}
    },
  })
}

/**
 * Takes in uploads that were complete when the power went, before they were checked.
 * @param named the evidence of a hash, whoever announced it
 */
export async function finishInterrupted(
  ports: UploadPorts,
  named: (sha256: string) => Promise<Evidence | null>,
): Promise<void> {
  const store = new FileStore({ directory: ports.folder.uploads })
  for (const name of await readdir(ports.folder.uploads)) {
    if (!HASH.test(name)) continue
    const upload = await store.getUpload(name).catch(() => null)
    const evidence = upload && upload.offset === upload.size ? await named(name) : null
    if (evidence) await finish(ports, evidence)
  }
}
