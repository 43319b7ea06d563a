import { romeDay } from '@traguardo/shared/calendar'
import { type Refusal, refuse } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import {
  receive,
  type SiteAnswer,
  type SiteLetter,
  SiteLetterSchema,
  type SiteSignInAnswer,
} from '@traguardo/shared/sync'
import type { AppPorts, Context } from '../../kernel/context'
import type { Em } from '../../kernel/db/orm'
import { claimEvidence, evidenceOfPush } from '../../sync/evidence/evidence-of-push'
import { readOperations } from '../../sync/read-push'
import { ormStore } from '../../sync/store/orm-store'
import { authorOf, LARGEST_ENVELOPE, letterhead, OFFICE, openEnvelope, sealEnvelope, TooMuch } from '../envelope'
import { directoryHash, directoryOf } from './directory'
import { noteTrouble } from './note-trouble'
import { officeKeys } from './office-keys'
import { rememberPeople, rulesOfSite } from './rules-of-site'
import { serveSignIn } from './serve-sign-in'
import { accountsFor, takeAccountsSaid } from './site-accounts'
import { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'
import { takeLetter } from './take-letter'
import { tellRefusals } from './tell-refusals'

/** A site brings months of work in one file: all of it is decided in one go. */
const WHOLE = Number.MAX_SAFE_INTEGER
/** Registers, and rows of the tray, of the answer to a file. */
const FILE_PAGE = 4000

/** The site that an envelope comes from, where it may still come. */
async function senderOf(em: Em, envelope: string): Promise<Result<SiteEntity, Refusal>> {
  const id = envelope.length <= LARGEST_ENVELOPE ? authorOf(envelope) : null
  const site = id ? await em.findOne(SiteEntity, { id }) : null
  if (!site) return refuse('SITE_UNKNOWN')
  if (site.revokedAt) return refuse('SITE_REVOKED', { site: site.name })
  return ok(site)
}

/** What a site asks in an exchange. */
type Asked = Extract<SiteLetter, { readonly push: unknown }>

/** Does a letter bring what is of this very site and its body? */
const isOwn = (letter: SiteLetter, site: SiteEntity): boolean =>
  letter.purpose === 'sign-in' || (letter.push.body === site.body && letter.push.node === site.id)

/** Decides what a site brings and tells it what is new. */
async function exchangeWith(
  em: Em,
  ports: AppPorts,
  site: SiteEntity,
  { push: sent, whole, directory: held, ...asked }: Asked,
): Promise<Pick<SiteAnswer, 'answer' | 'directory' | 'directoryHash'>> {
  const at = ports.clock.now(site.body)
  const today = romeDay(at)
  const people = await peopleOf(em, site, today)
  const plans = await ports.plans.all(em, site.body)
  await rememberPeople(em, site, people)
  const rules = rulesOfSite(ports, site, people, plans)
  const pusher = { body: site.body, via: site.id }
  const place = { em, store: ports.evidence }
  const { operations, inOrder } = readOperations(sent.operations)
  // A site counts no operations of its own.
  const push = { ...sent, operations, lastSeq: Number.MAX_SAFE_INTEGER }
  const evidence = await evidenceOfPush(place, pusher, operations)
  const size = whole ? { pageSize: FILE_PAGE, batch: WHOLE } : {}
  const decided = await receive(ormStore(em), push, { ...rules, ...size, ...evidence })
  await claimEvidence(place, pusher, operations, decided.verdicts)
  ports.decided(decided.verdicts)
  const answer = tellRefusals({ ...decided, verdicts: inOrder(decided.verdicts) })
  await takeAccountsSaid(em, site, { people, today }, { said: asked, at })
  const accounts = await accountsFor(em, ports.keyring, site, { people, today, isAsking: asked.accounts !== undefined })
  const directory = await directoryOf(em, site, people, { plans, accounts })
  const hash = directoryHash(directory)
  return { answer, directoryHash: hash, directory: hash === held ? null : directory }
}

/** Decides, and remembers what the site said of itself. */
async function answerTo(
  em: Em,
  ports: AppPorts,
  site: SiteEntity,
  { request, isNew }: { readonly request: Asked; readonly isNew: boolean },
): ReturnType<typeof exchangeWith> {
  const said = await exchangeWith(em, ports, site, request)
  if (!isNew) return said
  const now = ports.clock.now(site.body)
  await em.nativeUpdate(SiteEntity, { id: site.id }, { lastSeen: now, report: request.report })
  await noteTrouble(em, site, said.answer.notice === 'cloned' ? 'SITE_CLONED' : (request.report.problem ?? null), now)
  return said
}

/** Takes a site's envelope and answers with one that only the site can open [SY31, SY51]. */
export async function serveSite(context: Context, envelope: string): Promise<Result<string, Refusal>> {
  const { em, app: ports } = context
  const sender = await senderOf(em, envelope)
  if (!sender.ok) return sender
  const site = sender.value
  const now = ports.clock.now(site.body)
  const keys = await officeKeys(em, ports.keyring)
  const letter = await openEnvelope(SiteLetterSchema, envelope, keys.own, site.keys).catch(() => null)
  if (letter === null || !isOwn(letter, site)) return refuse('SITE_ENVELOPE')
  const isSignIn = letter.purpose === 'sign-in'
  const purposes = isSignIn ? (['sign-in'] as const) : (['exchange', 'file'] as const)
  const taken = await takeLetter(em, site, { head: letter, envelope, purposes }, now)
  if (!taken.ok) {
    await noteTrouble(em, site, taken.error.code, now)
    return taken
  }
  const answers = letterhead('answer', site.id, now, letter.nonce ?? null)
  const content: SiteAnswer | SiteSignInAnswer =
    letter.purpose === 'sign-in'
      ? { ...answers, ...(await serveSignIn(context, site, letter)) }
      : { ...answers, ...(await answerTo(em, ports, site, { request: letter, isNew: taken.value === 'new' })) }
  try {
    return ok(await sealEnvelope(content, OFFICE, keys.own, site.keys))
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return refuse('SITE_TOO_MUCH')
  }
}
