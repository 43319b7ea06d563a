import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppPorts } from '../../kernel/context'
import type { Em } from '../../kernel/db/orm'
import { troubleOf } from '../../kernel/db/trouble'
import { bringEvidence, completeBrought, filesHere } from '../../sync/evidence/bring-evidence'
import { checkEvidenceFiles } from '../check-evidence'
import { EvidenceOwnerEntity } from '../../sync/evidence/evidence-owner.entity'
import { findClaimed } from '../find-evidence'
import { type Reader, readerOf } from '../reader-of'
import { NOT_SIGNED_IN, sendRefusal, troubleSaid } from '../send-refusal'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { isHash } from '../storage/stored-at'
import { LeaseLocker } from './upload-lock'
import { sweeperOf } from './sweep-uploads'
import { uploadStore } from './upload-store'
import { finishInterrupted, finishUpload, type UploadPorts, UPLOADS, uploadServer } from './uploads'

/** Bytes of a file that this sender has brought before, where they are still here; null where they have to come [SY42]. */
async function broughtSize(em: Em, evidence: EvidenceStore, sender: Reader, sha256: string): Promise<number | null> {
  const { body, via, persons } = sender
  const owner = await em.findOne(EvidenceOwnerEntity, { body, sha256, via, person: { $in: [...persons] } })
  return owner ? ((await filesHere({ em, store: evidence }, [sha256])).get(sha256) ?? null) : null
}

/** POST, PATCH and HEAD under /prove/carico: the tus protocol. */
export async function addUploads(
  app: FastifyInstance,
  em: Em,
  ports: AppPorts,
  evidence: EvidenceStore,
): Promise<void> {
  const senders = new WeakMap<IncomingMessage, Reader>()
  const store = uploadStore(evidence, ports.keyring)
  const uploads: UploadPorts = {
    evidence,
    store,
    locker: new LeaseLocker(em),
    senderOf(request) {
      const sender = senders.get(request)
      if (!sender) throw new Error('An upload without a sender')
      return sender
    },
    claimed: (sender, sha256, size) => findClaimed(em.fork(), sender, sha256, size),
    arrived: (owner, file) =>
      bringEvidence({ em: em.fork(), store: evidence }, owner, file, ports.clock.now(owner.body)),
    makeRoom: () => sweeper.makeRoom(),
    log: ports.log,
  }
  const sweeper = sweeperOf(uploads, em)
  app.addHook('onClose', () => sweeper.stop())
  await sweeper.sweep()
  await finishInterrupted(uploads)
  const now = (body: string) => ports.clock.now(body)
  await checkEvidenceFiles({ em, store: evidence, isSite: ports.site !== null, byHash: false, now })
  const tus = uploadServer(uploads)

  /** Says that everything is here, where the sender's own bytes are: the answer to the last of them may have been lost. */
  async function sayBrought(sender: Reader, sha256: string, reply: FastifyReply): Promise<boolean> {
    if (!isHash(sha256)) return false
    await finishUpload(uploads, store.nameOf(sender, sha256))
    const size = await broughtSize(em.fork(), evidence, sender, sha256)
    if (size === null) return false
    // A power cut may have come between: it counts from now on at the latest.
    await completeBrought({ em, store: evidence }, sender.body, [sha256])
    await reply
      .code(200)
      .header('tus-resumable', '1.0.0')
      .header('upload-offset', size)
      .header('upload-length', size)
      .header('cache-control', 'no-store')
      .send()
    return true
  }
  await app.register(async (scope) => {
    // Bytes go straight to the store; nothing of them is read here.
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
    const handler = async (request: FastifyRequest<{ Params: { '*'?: string } }>, reply: FastifyReply) => {
      const sender = await readerOf(em.fork(), ports, request)
      if (!sender) return sendRefusal(reply, 401, NOT_SIGNED_IN)
      try {
        if (request.method === 'HEAD' && (await sayBrought(sender, request.params['*'] ?? '', reply))) return reply
      } catch (error) {
        if (troubleOf(error) === 'DISK_FULL') sweeper.makeRoom()
        return troubleSaid(reply, error)
      }
      senders.set(request.raw, sender)
      reply.hijack()
      await tus.handle(request.raw, reply.raw)
      return reply
    }
    for (const url of [UPLOADS, `${UPLOADS}/*`]) scope.route({ method: ['POST', 'PATCH', 'HEAD'], url, handler })
  })
}
