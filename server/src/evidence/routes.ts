import type { FastifyReply, FastifyInstance, FastifyRequest } from 'fastify'
import { type Refusal, refusal, withMessage } from '@traguardo/shared/refusals'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { plainText } from '@traguardo/shared/model'
import type { Evidence } from '@traguardo/shared/sync'
import { isAway, sayTrouble, STATUS_OF, troubleOf } from '../kernel/db/trouble'
import type { EntityManager } from '../kernel/db/orm'
import { RegisterEntity } from '../sync/store/register.entity'
import { EvidenceClaimEntity } from '../sync/evidence/evidence-claim.entity'
import { ABANDONED, ABANDONED_WHEN_FULL, type UploadOwner, uploadStore } from './upload/upload-store'
import { type UploadPorts, finishInterrupted, finishUpload, UPLOADS, uploadServer } from './upload/uploads'
import type { AppPorts } from '../kernel/context'
import { bringEvidence, completeBrought, filesHere } from '../sync/evidence/bring-evidence'
import { checkEvidenceFiles, reopenRegisters } from './check-evidence'
import { EvidenceOwnerEntity } from '../sync/evidence/evidence-owner.entity'
import { findClaimed, findReadable } from './find-evidence'
import { type FilePrincipal, filePrincipalOf } from './file-principal'
import type { EvidenceStore } from '../sync/evidence/evidence-store'
import { isHash } from './storage/stored-at'
import { LeaseLocker } from './upload/upload-lock'
import { EvidenceFileEntity } from '../sync/evidence/evidence-file.entity'

const NOT_SIGNED_IN: Refusal = refusal('NOT_SIGNED_IN')

/** A refusal outside GraphQL; no cache keeps it. */
const sendRefusal = (reply: FastifyReply, status: number, said: Refusal) =>
  reply.code(status).header('cache-control', 'no-store').send(withMessage(said))

/** The same of what cannot be done just now: a full disk, or storage that does not answer [SY65, SY88]. What is a bug is thrown. */
function troubleSaid(reply: FastifyReply, error: unknown) {
  const trouble = troubleOf(error)
  if (trouble === null || isAway(trouble)) throw error
  if (trouble === 'STORAGE_DOWN') reply.request.log.error({ err: error })
  return sendRefusal(reply, STATUS_OF[trouble], sayTrouble(trouble))
}

/** Milliseconds between two searches for uploads that nobody goes on with. */
const SWEEP_EVERY = 6 * 3_600_000
/** A disk that is full is looked at again after so long, in milliseconds. */
const MAKE_ROOM_EVERY = 60_000

/** Does its sender still stand behind what an upload is for: is there a register that names it? [SY44] */
async function isNamed(em: EntityManager, { body, sha256, person, via }: UploadOwner): Promise<boolean> {
  const claims = await em.find(EvidenceClaimEntity, { body, sha256, person, via })
  const ids = claims.map(({ register }) => register)
  return (await em.count(RegisterEntity, { id: { $in: ids }, content: { $ne: null } })) > 0
}

type SweepParts = Pick<UploadPorts, 'store' | 'locker' | 'log'>

/** Ends uploads that nobody goes on with, and those of evidence that was taken away [SY44]. */
function sweeperOf({ store, locker, log }: SweepParts, orm: EntityManager) {
  let madeRoom = Number.NEGATIVE_INFINITY
  let under: Promise<void> = Promise.resolve()
  async function sweep(abandoned = ABANDONED): Promise<void> {
    await store.sweep(Date.now() - abandoned, await locker.held())
    const em = orm.fork()
    for (const name of await store.files.names()) {
      const found = await store.find(name)
      if (found && !(await isNamed(em, found.owner))) await store.files.remove(name)
    }
  }
  const beside = (abandoned?: number): void =>
    void (under = under.then(() => sweep(abandoned)).catch((error: unknown) => log(error, { job: 'uploads' })))
  const sweeping = setInterval(() => beside(), SWEEP_EVERY)
  sweeping.unref()
  return {
    sweep,
    stop(): Promise<void> {
      clearInterval(sweeping)
      return under
    },
    /** The disk is full: what nobody went on with for an hour goes; its sender holds the bytes still [SY65]. */
    makeRoom(): void {
      if (Date.now() - madeRoom < MAKE_ROOM_EVERY) return
      madeRoom = Date.now()
      beside(ABANDONED_WHEN_FULL)
    },
  }
}

/** Bytes of a file that this sender has brought before, where they are still here; null where they have to come [SY42]. */
async function broughtSize(
  em: EntityManager,
  evidence: EvidenceStore,
  sender: FilePrincipal,
  sha256: string,
): Promise<number | null> {
  const { body, via, persons } = sender
  const owner = await em.findOne(EvidenceOwnerEntity, { body, sha256, via, person: { $in: [...persons] } })
  return owner ? ((await filesHere({ em, store: evidence }, [sha256])).get(sha256) ?? null) : null
}

/** POST, PATCH and HEAD under /prove/carico: the tus protocol. */
async function addUploads(
  app: FastifyInstance,
  orm: EntityManager,
  ports: AppPorts,
  evidence: EvidenceStore,
): Promise<void> {
  const senders = new WeakMap<IncomingMessage, FilePrincipal>()
  const store = uploadStore(evidence, ports.keyring)
  const uploads: UploadPorts = {
    evidence,
    store,
    locker: new LeaseLocker(orm.fork()),
    senderOf(request) {
      const sender = senders.get(request)
      if (!sender) throw new Error('An upload without a sender')
      return sender
    },
    claimed: (sender, sha256, size) => findClaimed(orm.fork(), sender, sha256, size),
    arrived: (owner, file) =>
      bringEvidence({ em: orm.fork(), store: evidence }, owner, file, ports.clock.now(owner.body)),
    makeRoom: () => sweeper.makeRoom(),
    log: ports.log,
  }
  const sweeper = sweeperOf(uploads, orm)
  app.addHook('onClose', () => sweeper.stop())
  await sweeper.sweep()
  await finishInterrupted(uploads)
  const now = (body: string) => ports.clock.now(body)
  await checkEvidenceFiles({ em: orm.fork(), store: evidence, isSite: ports.site !== null, byHash: false, now })
  const tus = uploadServer(uploads)

  /** Says that everything is here, where the sender's own bytes are: the answer to the last of them may have been lost. */
  async function sayBrought(
    em: EntityManager,
    sender: FilePrincipal,
    sha256: string,
    reply: FastifyReply,
  ): Promise<boolean> {
    if (!isHash(sha256)) return false
    await finishUpload(uploads, store.nameOf(sender, sha256))
    const size = await broughtSize(em, evidence, sender, sha256)
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
      const em = orm.fork()
      const sender = await filePrincipalOf(em, ports, request)
      if (!sender) return sendRefusal(reply, 401, NOT_SIGNED_IN)
      try {
        if (request.method === 'HEAD' && (await sayBrought(em, sender, request.params['*'] ?? '', reply))) return reply
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
    // A person who leaves takes the right to read along: no copy stays behind in a browser [SY41].
    .header('cache-control', 'no-store')
    .send(bytes)

/** GET /prove/:sha256 and the uploads under /prove/carico. */
export async function addEvidence(
  app: FastifyInstance,
  orm: EntityManager,
  ports: AppPorts,
  store: EvidenceStore,
): Promise<void> {
  await addUploads(app, orm, ports, store)

  /** The file where its bytes are here; at a site they may have to come from the head office first. */
  async function fileOf(em: EntityManager, sha256: string, size: number): Promise<EvidenceFileEntity | null> {
    const isHere = (await filesHere({ em, store }, [sha256])).has(sha256)
    if (isHere || (await ports.site?.fetchFile(sha256, size))) return em.findOne(EvidenceFileEntity, { sha256 })
    if (ports.site) return null
    // The bytes are gone: whoever holds them hears it, and brings them again [SY64].
    await em.nativeDelete(EvidenceFileEntity, { sha256 })
    await reopenRegisters({ em, isSite: false }, `evidence/${sha256}`)
    return null
  }
  app.get<{ Params: { sha256: string } }>('/prove/:sha256', async (request, reply) => {
    const em = orm.fork()
    const reader = await filePrincipalOf(em, ports, request)
    if (!reader) return sendRefusal(reply, 401, NOT_SIGNED_IN)
    const { sha256 } = request.params
    const evidence = await findReadable(em, reader, sha256)
    try {
      const file = evidence && (await fileOf(em, sha256, evidence.size))
      if (!file) return sendRefusal(reply, 404, unknown)
      return sendFile(reply, { ...file, name: evidence.name }, await store.read(sha256))
    } catch (error) {
      return troubleSaid(reply, error)
    }
  })
}
