import { rm } from 'node:fs/promises'
import type { IsoInstant } from '@traguardo/shared/model'
import { type Answer, keepFinal, nextForward, type Push, relay } from '@traguardo/shared/sync'
import type { Clock } from '../../clock'
import type { Em } from '../../db/orm'
import { checkFile } from '../../evidence/check-file'
import { keepFile } from '../../evidence/bring-evidence'
import type { EvidenceFolder } from '../../evidence/evidence-folder'
import { OperationEntity } from '../../sync/store/operation.entity'
import { ormStore } from '../../sync/store/orm-store'
import { SettingEntity } from '../../sync/store/setting.entity'
import { upsert } from '../../db/write-rows'
import { open, seal } from '../envelope'
import type { Credential, SiteAnswer, SiteReport, SiteRequest } from '../messages'
import { applyDirectory } from './apply-directory'
import { askOffice, OfficeRefused } from './ask-office'
import { fetchFile, forwardFiles } from './site-files'
import type { SiteNode, SiteStatus } from './site-node'

const STATUS = 'site-status'

/** What a site remembers of its exchanges. */
interface Kept {
  readonly lastSync: IsoInstant | null
  readonly lastTry: IsoInstant | null
  readonly error: string | null
  readonly directory: string | null
  /** What the last envelope that was carried by hand asked from: its answer holds only for that. */
  readonly carried: Pick<Push, 'epoch' | 'cursor'> | null
}

const NOTHING: Kept = { lastSync: null, lastTry: null, error: null, directory: null, carried: null }

async function readKept(em: Em): Promise<Kept> {
  const row = await em.fork().findOne(SettingEntity, { name: STATUS })
  return row ? (JSON.parse(row.value) as Kept) : NOTHING
}

async function keep(em: Em, changes: Partial<Kept>): Promise<void> {
  const value = JSON.stringify({ ...(await readKept(em)), ...changes })
  await upsert(em.fork(), 'setting', ['name'], [{ name: STATUS, value }])
}

async function reportOf(em: Em): Promise<SiteReport> {
  const waiting = await em.fork().count(OperationEntity, { provisional: true })
  const refused = await em
    .fork()
    .count(OperationEntity, { verdictType: { $in: ['conflict', 'rejected'] }, settlement: null })
  return { waiting, refused }
}

/** What a person can do about it. */
function wordsOf(reason: unknown): string {
  if (reason instanceof OfficeRefused) return reason.refusal.message
  return 'L’ufficio centrale non risponde: i valori restano qui e partono quando torna la linea.'
}

/** Runs this server as a remote site [SY30, SY31]. */
export function runSite(em: Em, credential: Credential, clock: Clock, folder: EvidenceFolder): SiteNode {
  const { id, body, own, office, head } = credential
  const site = { node: id, body }
  const store = ormStore(em)
  const now = () => clock.now(body)

  async function sealed(push: Push, whole: boolean): Promise<string> {
    const { directory } = await readKept(em)
    const request: SiteRequest = { push, directory, report: await reportOf(em), whole }
    return seal(request, id, own, office)
  }
  async function opened(envelope: string): Promise<Answer> {
    const { answer, directory, directoryHash } = await open<SiteAnswer>(envelope, own, office)
    if (directory) {
      await applyDirectory(em, directory, now())
      await keep(em, { directory: directoryHash })
    }
    return answer
  }
  const everything = () => nextForward(store, site, new Set(), false, Number.MAX_SAFE_INTEGER)
  const status = async (): Promise<SiteStatus> => {
    const { lastSync, lastTry, error } = await readKept(em)
    return { lastSync, lastTry, error, ...(await reportOf(em)) }
  }
  async function exchange(): Promise<void> {
    await relay(store, async (push) => opened(await askOffice(head, await sealed(push, false))), site)
    await forwardFiles(em.fork(), folder, credential, now())
  }
  let running: Promise<SiteStatus> | null = null
  async function once(): Promise<SiteStatus> {
    await keep(em, { lastTry: now() })
    try {
      await exchange()
      await keep(em, { lastSync: now(), error: null })
    } catch (reason) {
      await keep(em, { error: wordsOf(reason) })
    }
    return status()
  }
  return {
    credential,
    status,
    // One at a time: whoever asks meanwhile waits for the same.
    sync: () => (running ??= once().finally(() => (running = null))),
    async request() {
      const push = await everything()
      await keep(em, { carried: { epoch: push.epoch, cursor: push.cursor } })
      return sealed(push, true)
    },
    async take(envelope) {
      const answer = await opened(envelope)
      const { carried } = await readKept(em)
      const { operations, ...push } = await everything()
      const named = new Set(answer.verdicts.map(({ operation }) => operation))
      const answered = operations.filter(({ id: one }) => named.has(one))
      await keepFinal(store, { ...push, ...carried, operations: answered }, answer, site)
      await keep(em, { lastSync: now(), error: null })
      return status()
    },
    async fetchFile(sha256, size) {
      const path = await fetchFile(folder, credential, sha256)
      const checked =
        path === null ? null : await checkFile(path, { type: 'evidence', sha256, size, mime: '', name: sha256 })
      if (path && checked?.ok) await folder.take(path, sha256)
      if (path) await rm(path, { force: true })
      if (!checked?.ok) return false
      await keepFile(em.fork(), { sha256, size, mime: checked.value }, now())
      return true
    },
  }
}
