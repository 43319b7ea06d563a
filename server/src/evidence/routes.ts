import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { plainText } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/refusals'
import type { Evidence } from '@traguardo/shared/sync'
import type { AppPorts } from '../kernel/context'
import type { Em } from '../kernel/db/orm'
import { filesHere } from '../sync/evidence/bring-evidence'
import { reopenRegisters } from './check-evidence'
import { EvidenceFileEntity } from '../sync/evidence/evidence-file.entity'
import { findReadable } from './find-evidence'
import { readerOf } from './reader-of'
import { NOT_SIGNED_IN, sendRefusal, troubleSaid } from './send-refusal'
import type { EvidenceStore } from '../sync/evidence/evidence-store'
import { addUploads } from './upload/upload-routes'

const unknown = refusal('EVIDENCE_UNKNOWN')

type Sent = Pick<EvidenceFileEntity, 'mime' | 'size'> & Pick<Evidence, 'name'>

/** A name as a header may carry it (RFC 6266). */
const attachment = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

const sendFile = (reply: FastifyReply, { mime, size, name }: Sent, bytes: Readable): FastifyReply =>
  reply
    .header('content-type', mime)
    .header('content-length', size)
    .header('content-disposition', attachment(plainText(name)))
    .header('content-security-policy', "default-src 'none'; sandbox")
    // Whoever leaves takes the right to read along: no copy stays behind in a browser [SY41].
    .header('cache-control', 'no-store')
    .send(bytes)

/** GET /prove/:sha256 and the uploads under /prove/carico. */
export async function addEvidence(app: FastifyInstance, em: Em, ports: AppPorts, store: EvidenceStore): Promise<void> {
  await addUploads(app, em, ports, store)

  /** The file where its bytes are here; at a site they may have to come from the head office first. */
  async function fileOf(sha256: string, size: number): Promise<EvidenceFileEntity | null> {
    const fork = em.fork()
    const isHere = (await filesHere({ em: fork, store }, [sha256])).has(sha256)
    if (isHere || (await ports.site?.fetchFile(sha256, size))) return fork.findOne(EvidenceFileEntity, { sha256 })
    if (ports.site) return null
    // The bytes are gone: whoever holds them hears it, and brings them again [SY64].
    await fork.nativeDelete(EvidenceFileEntity, { sha256 })
    await reopenRegisters({ em: fork, isSite: false }, `evidence/${sha256}`)
    return null
  }
  app.get<{ Params: { sha256: string } }>('/prove/:sha256', async (request, reply) => {
    const reader = await readerOf(em.fork(), ports, request)
    if (!reader) return sendRefusal(reply, 401, NOT_SIGNED_IN)
    const { sha256 } = request.params
    const evidence = await findReadable(em.fork(), reader, sha256)
    try {
      const file = evidence && (await fileOf(sha256, evidence.size))
      if (!file) return sendRefusal(reply, 404, unknown)
      return sendFile(reply, { ...file, name: evidence.name }, await store.read(sha256))
    } catch (error) {
      return troubleSaid(reply, error)
    }
  })
}
