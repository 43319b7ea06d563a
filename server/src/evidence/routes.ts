import type { FastifyInstance } from 'fastify'
import { plainText } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/result'
import type { AppPorts } from '../context'
import type { Em } from '../db/orm'
import { DISK_FULL, isDiskFull, NO_ROOM } from '../http/disk-full'
import { filesHere } from './bring-evidence'
import { reopenRegisters } from './check-evidence'
import { EvidenceFileEntity } from './evidence-file.entity'
import type { EvidenceFolder } from './evidence-folder'
import { findReadable } from './find-evidence'
import { readerOf } from './reader-of'
import { NOT_SIGNED_IN, sayRefusal } from './say-refusal'
import { addUploads } from './upload/upload-routes'

const unknown = refusal('EVIDENCE_UNKNOWN', 'Questo allegato non c’è, o non è ancora arrivato.')

/** A site has no room for what it fetches. */
function orFull(error: unknown): 'full' {
  if (isDiskFull(error)) return 'full'
  throw error
}

/** A name as a header may carry it (RFC 6266). */
const attachment = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

/** GET /prove/:sha256 and the uploads under /prove/carico. */
export async function addEvidence(
  app: FastifyInstance,
  em: Em,
  ports: AppPorts,
  folder: EvidenceFolder,
): Promise<void> {
  await addUploads(app, em, ports, folder)

  /** The file where its bytes are here; at a site they may have to come from the head office first. */
  async function fileOf(sha256: string, size: number): Promise<EvidenceFileEntity | null> {
    const fork = em.fork()
    const isHere = (await filesHere({ em: fork, folder }, [sha256])).has(sha256)
    if (isHere || (await ports.site?.fetchFile(sha256, size))) return fork.findOne(EvidenceFileEntity, { sha256 })
    if (ports.site) return null
    // The bytes are gone: whoever holds them hears it, and brings them again [SY64].
    await fork.nativeDelete(EvidenceFileEntity, { sha256 })
    await reopenRegisters({ em: fork, isSite: false }, `evidence/${sha256}`)
    return null
  }
  app.get<{ Params: { sha256: string } }>('/prove/:sha256', async (request, reply) => {
    const reader = await readerOf(em.fork(), ports, request)
    if (!reader) return sayRefusal(reply, 401, NOT_SIGNED_IN)
    const { sha256 } = request.params
    const evidence = await findReadable(em.fork(), reader, sha256)
    const file = evidence && (await fileOf(sha256, evidence.size).catch(orFull))
    if (file === 'full') return sayRefusal(reply, NO_ROOM, DISK_FULL)
    if (!evidence || !file) return sayRefusal(reply, 404, unknown)
    return (
      reply
        .header('content-type', file.mime)
        .header('content-length', file.size)
        .header('content-disposition', attachment(plainText(evidence.name)))
        .header('content-security-policy', "default-src 'none'; sandbox")
        // Whoever leaves takes the right to read along: no copy stays behind in a browser [SY41].
        .header('cache-control', 'no-store')
        .send(folder.read(sha256))
    )
  })
}
