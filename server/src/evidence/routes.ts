import type { IncomingMessage } from 'node:http'
import { createReadStream, existsSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppPorts } from '../context'
import type { Em } from '../db/orm'
import { RegisterEntity } from '../values/register.entity'
import { completeEvidence } from './complete-evidence'
import { EvidenceFileEntity } from './evidence-file.entity'
import type { EvidenceFolder } from './evidence-folder'
import { findEvidence } from './find-evidence'
import { type Reader, readerOf } from './reader-of'
import { finishInterrupted, type UploadPorts, UPLOADS, uploadServer } from './uploads'

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.code(status).send({ code, message })
const notSignedIn = (reply: FastifyReply) =>
  refuse(reply, 401, 'NOT_SIGNED_IN', 'Non è entrato, o la sessione è scaduta: entri di nuovo.')

/** A name as a header may carry it (RFC 6266). */
const attachment = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

async function addUploads(app: FastifyInstance, em: Em, ports: AppPorts, folder: EvidenceFolder): Promise<void> {
  const senders = new WeakMap<IncomingMessage, Reader>()
  const uploads: UploadPorts = {
    folder,
    async announced(raw, sha256) {
      const sender = senders.get(raw)
      const found = sender && (await findEvidence(em.fork(), sender, sha256))
      return found?.evidence ?? null
    },
    arrived: (file) => completeEvidence(em.fork(), { ...file, at: ports.clock.now() }),
  }
  await finishInterrupted(uploads, async (sha256) => {
    const row = await em.fork().findOne(RegisterEntity, { field: `evidence/${sha256}`, content: { $ne: null } })
    return typeof row?.content === 'object' && row.content?.type === 'evidence' ? row.content : null
  })
  const tus = uploadServer(uploads)
  await app.register(async (scope) => {
    // Bytes go straight to the folder; nothing of them is read here.
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const sender = await readerOf(em.fork(), ports, request)
      if (!sender) return notSignedIn(reply)
      senders.set(request.raw, sender)
      reply.hijack()
      await tus.handle(request.raw, reply.raw)
      return reply
    }
    for (const url of [UPLOADS, `${UPLOADS}/*`]) scope.route({ method: ['POST', 'PATCH', 'HEAD'], url, handler })
  })
}

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
    const isHere = existsSync(folder.pathOf(sha256)) || (await ports.site?.fetchFile(sha256, size)) === true
    return isHere ? em.fork().findOne(EvidenceFileEntity, { sha256 }) : null
  }
  app.get<{ Params: { sha256: string } }>('/prove/:sha256', async (request, reply) => {
    const reader = await readerOf(em.fork(), ports, request)
    if (!reader) return notSignedIn(reply)
    const { sha256 } = request.params
    const found = await findEvidence(em.fork(), reader, sha256)
    const file = found?.complete ? await fileOf(sha256, found.evidence.size) : null
    if (!found || !file)
      return refuse(reply, 404, 'EVIDENCE_UNKNOWN', 'Questo allegato non c’è, o non è ancora arrivato.')
    return reply
      .header('content-type', file.mime)
      .header('content-length', file.size)
      .header('content-disposition', attachment(found.evidence.name))
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(createReadStream(folder.pathOf(sha256)))
  })
}
