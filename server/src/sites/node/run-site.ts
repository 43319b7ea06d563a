import type { IsoInstant } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import {
  type PushAnswer,
  type Schema,
  applyFinalVerdicts,
  nextForward,
  type Push,
  relayWork,
  type Letterhead,
  SiteAnswerSchema,
  type SiteRequest,
  SiteSignInAnswerSchema,
} from '@traguardo/shared/sync'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../kernel/runtime/clock'
import type { EntityManager } from '../../kernel/db/orm'
import { troubleOf, sayTrouble } from '../../kernel/db/trouble'
import { checkFile } from '../../sync/evidence/check-file'
import { keepFile } from '../../sync/evidence/bring-evidence'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { isDiskFull } from '../../kernel/http/disk-full'
import { ormStore } from '../../sync/store/orm-store'
import { letterhead, OFFICE_NAME, openEnvelope, sealEnvelope } from '../envelope'
import type { Credential } from '../messages'
import { applyDirectory, firstSignIn } from './apply-directory'
import type { Keyring } from '../../kernel/secrets/keyring'
import { askOffice, SIGN_IN_PATIENCE } from './ask-office'
import { fetchFile, type FilePorts, type FilesOutcome, forwardFiles } from './site-files'
import { accountsSaid, remember, remembered, reportOf, type SiteMemory } from './site-memory'
import type { SiteNode, SiteState } from './site-node'
import { FILE_MORE, OddAnswer, problemOf, STORAGE_AWAY, Stopped, OF_FILES, OFFICE_SILENT } from './site-problems'
import type { ServerLog } from '../../kernel/log/log'

/** Request, as far as its answer has to fit it. */
type Asked = Pick<SiteRequest, 'nonce'> & { readonly directory?: string | null }

/** Storage that is away holds up no value [SY88]. */
function orStorageAway(error: unknown): FilesOutcome {
  if (troubleOf(error) !== 'STORAGE_DOWN') throw error
  return { brought: 0, problem: STORAGE_AWAY }
}

/** Load of one file: months of work; the rest goes into the next one. */
const ONE_FILE = { most: Number.MAX_SAFE_INTEGER, size: 1_500_000 }

/** Parts with which a site runs. */
interface SiteParts {
  readonly credential: Credential
  readonly clock: Clock
  readonly keyring: Keyring
  readonly evidence: EvidenceStore
}

/** Runs this server as a remote site [SY30, SY31]. */
export function runSite(orm: EntityManager, { credential, clock, keyring, evidence }: SiteParts): SiteNode {
  const { id, body, own, office, head } = credential
  const site = { node: id, body }
  const store = ormStore(orm)
  const now = () => clock.now(body)
  const officeTime = async (): Promise<IsoInstant> =>
    new Date(Date.parse(now()) + (await remembered(orm)).ahead).toISOString()
  const files: FilePorts = { credential, officeTime }

  async function requestOf(push: Push, whole: boolean): Promise<SiteRequest> {
    const { directory } = await remembered(orm)
    const top = letterhead(whole ? 'file' : 'exchange', OFFICE_NAME, now())
    return { ...top, push, directory, report: await reportOf(orm.fork()), whole, ...(await accountsSaid(orm)) }
  }
  const sealed = (request: Letterhead) => sealEnvelope(request, id, own, office)

  /** The answer to what was asked, and nothing else [SY51]. */
  async function answerTo<T extends Letterhead>(schema: Schema<T>, envelope: string, asked: string | null): Promise<T> {
    const said = await openEnvelope(schema, envelope, own, office).catch(() => null)
    if (!said || asked === null || said.to !== id || said.answers !== asked) throw new OddAnswer()
    await remember(orm, { ahead: Date.parse(said.at) - Date.parse(now()) })
    return said
  }
  /** Takes it in. A directory only where nobody signed in meanwhile, whom it would not know. */
  async function opened(envelope: string, asked: Asked | null): Promise<PushAnswer> {
    const { answer, directory, directoryHash } = await answerTo(SiteAnswerSchema, envelope, asked?.nonce ?? null)
    if (directory) {
      // Earlier software did not note which it held.
      const asking = asked?.directory === undefined ? (await remembered(orm)).directory : asked.directory
      await applyDirectory(orm.fork(), keyring, { directory, hash: directoryHash, asked: asking }, now())
      await remember(orm, { name: directory.name ?? null })
    }
    return answer
  }
  const everything = () => nextForward(store, site, new Set(), false, ONE_FILE)
  /** The disk has no room even for what is remembered: it is said all the same, until it has [SY65]. */
  let full: Refusal | null = null
  async function note(changes: Partial<SiteMemory>): Promise<void> {
    try {
      await remember(orm, changes)
      full = null
    } catch (reason) {
      if (!isDiskFull(reason)) throw reason
      full = problemOf(reason)
    }
  }
  const status = async (): Promise<SiteState> => {
    const { lastSync, lastTry, problem: ofExchange, filesProblem, name: called } = await remembered(orm)
    const { waiting, files: owed, refused } = await reportOf(orm.fork())
    const [name, problem] = [called ?? credential.name, full ?? ofExchange ?? filesProblem]
    return { name, lastSync, lastTry, problem, waiting, files: owed, refused }
  }
  async function exchange(): Promise<void> {
    const transport = async (push: Push) => {
      const request = await requestOf(push, false)
      return opened(await askOffice(head, await sealed(request)), request)
    }
    const values = async () => {
      const { stopped } = await relayWork(store, transport, site)
      if (stopped) throw new Stopped(stopped)
    }
    await values()
    const forwarded = forwardFiles(orm.fork(), evidence, files, now())
    const { brought, problem: filesProblem } = await forwarded.catch(orStorageAway)
    await remember(orm, { filesProblem })
    // The head office says that it has them to whoever asks.
    if (brought > 0) await values()
  }
  let running: Promise<SiteState> | null = null
  async function once(): Promise<SiteState> {
    await note({ lastTry: now() })
    try {
      await exchange()
      await note({ lastSync: now(), problem: null })
    } catch (reason) {
      await note({ problem: problemOf(reason) })
    }
    return status()
  }
  let next: Promise<SiteState> | null = null
  /** One at a time. Whoever asks while one is under way waits for the next: that one knows of what came meanwhile. */
  const sync = (): Promise<SiteState> => {
    if (running === null) return (running = once().finally(() => (running = null)))
    next ??= running.then(() => {
      next = null
      return sync()
    })
    return next
  }
  return {
    credential,
    status,
    sync,
    async signIn({ username, password, code = null }) {
      const ask = async (request: Letterhead) =>
        answerTo(SiteSignInAnswerSchema, await askOffice(head, await sealed(request), SIGN_IN_PATIENCE), request.nonce)
      return firstSignIn(orm.fork(), { credential, keyring, now, ask, sync }, { username, password, code })
    },
    async request() {
      const push = await everything()
      const request = await requestOf(push, true)
      await remember(orm, {
        carried: { epoch: push.epoch, cursor: push.cursor, nonce: request.nonce, directory: request.directory },
      })
      return sealed(request)
    },
    async take(envelope) {
      const { carried } = await remembered(orm)
      const answer = await opened(envelope, carried)
      const { operations, ...push } = await everything()
      const named = new Set(answer.verdicts.map(({ operation }) => operation))
      const answered = operations.filter(({ id: one }) => named.has(one))
      if (answer.notice === 'cloned') await remember(orm, { problem: problemOf(new Stopped('cloned')), carried: null })
      else {
        const from = carried ? { epoch: carried.epoch, cursor: carried.cursor } : {}
        const { more } = await applyFinalVerdicts(store, { ...push, ...from, operations: answered }, answer, site)
        await remember(orm, { lastSync: now(), problem: more ? FILE_MORE : null, carried: null })
      }
      return status()
    },
    async fetchFile(sha256, size) {
      const checked = await evidence.scratch.with(async (path) => {
        if (!(await fetchFile(path, files, sha256))) return null
        const found = await checkFile(path, { type: 'evidence', sha256, size, mime: '', name: sha256 })
        if (found.ok) await evidence.take(path, sha256)
        return found
      })
      if (!checked?.ok) return false
      await keepFile(orm.fork(), { sha256, size, mime: checked.value }, now())
      return true
    },
  }
}

const MINUTE = 60_000
/** Milliseconds that an exchange under way is waited for when the program ends. */
const LAST_WAIT = 10_000
/** Many sites are not to come at the same second. */
const JITTER = 0.2
const FIRST_RETRY = 1
const MOST_DOUBLINGS = 10
/** Minutes between two tries of what the head office refused, at most. */
const LONGEST = 12 * 60

/**
 * Minutes until the next exchange: a line that is away is tried again soon, then in doubling waits; what the head office
 * refused, or what does not move on, later and later [SY50].
 */
export function waitAfter(code: string | null, failures: number, minutes: number): number {
  if (code === null) return minutes
  const doubled = 2 ** Math.min(failures - 1, MOST_DOUBLINGS)
  if (code === OFFICE_SILENT.code) return Math.min(FIRST_RETRY * doubled, minutes)
  return Math.min(minutes * doubled, Math.max(LONGEST, minutes))
}

/** Syncs at start and every so many minutes, later after a failure. Gives the way to stop, which waits a little for an exchange under way. */
export function startSiteTimer(
  site: SiteNode,
  minutes: number,
  log: ServerLog,
  random: () => number = Math.random,
): () => Promise<void> {
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const run = async (): Promise<void> => {
    const { problem, waiting, files, refused } = await site.sync().catch((error: unknown) => {
      // Its own database is away: there is nobody to ask how it stands.
      log.error({ err: error, job: 'sede' })
      return { problem: sayTrouble('DATABASE_DOWN'), waiting: null, files: null, refused: null }
    })
    const code = problem && !OF_FILES.includes(problem.code) ? problem.code : null
    failures = code === null ? 0 : failures + 1
    const line = { job: 'sede', waiting, files, refused, ...(problem ? { code: problem.code } : {}) }
    log[problem ? 'warn' : 'info'](line, 'scambio con l’ufficio centrale')
    const spread = 1 + (random() * 2 - 1) * JITTER
    const wait = waitAfter(code, failures, minutes)
    if (!stopped) timer = setTimeout(() => (running = run()), wait * spread * MINUTE)
  }
  let running = run()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await Promise.race([running, pause(LAST_WAIT, undefined, { ref: false })])
  }
}
