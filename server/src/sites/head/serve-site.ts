import { romeDay } from '@traguardo/shared/calendar'
import {
  SitePassSchema,
  type SiteSignIn,
  type SiteSignInAnswer,
  receivePush,
  type SiteAnswer,
  type SiteLetter,
  SiteLetterSchema,
} from '@traguardo/shared/sync'
import type { IsoInstant } from '@traguardo/shared/model'
import { SITE_TROUBLES } from '@traguardo/shared/notices'
import { withMessage, type Refusal, refuse } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import type { AppPorts, Context } from '../../kernel/context'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import type { FilePrincipal } from '../../evidence/file-principal'
import { authorOf, openEnvelope, LARGEST_ENVELOPE, letterhead, OFFICE_NAME, sealEnvelope, TooMuch } from '../envelope'
import { officeKeys } from './office-keys'
import { viewOfSite, rememberPeople, rulesOfSite } from './rules-of-site'
import { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'
import { takeLetter } from './take-letter'
import { appendEntry, holdRecord } from '../../kernel/audit/append'
import type { SiteTrouble } from '../messages'
import { tellAccount } from '../../identity/accounts/tell-account'
import { checkCredentials, wrongCredentials } from '../../identity/sessions/sign-in'
import {
  holdersOfPeople,
  giveSiteAccount,
  accountsFor,
  takeAccountsSaid,
  directoryHash,
  directoryOf,
  tellRefusals,
} from './site-accounts'
import { claimEvidence, evidenceOfPush } from '../../sync/rules-of-push'
import { readOperations } from '../../sync/read-push'
import { ormStore } from '../../sync/store/orm-store'

/**
 * The site that shows this pass: an envelope that only it can have written, for this one request [SY51]. Null where it may
 * not come any more, or not with this pass.
 * @param asked the request, as a pass names it
 */
export async function siteOfPass(
  em: EntityManager,
  ports: AppPorts,
  pass: string,
  asked: string,
): Promise<FilePrincipal | null> {
  const id = authorOf(pass)
  const site = id ? await em.findOne(SiteEntity, { id, revokedAt: null }) : null
  if (!site) return null
  const { own } = await officeKeys(em, ports.keyring)
  const shown = await openEnvelope(SitePassSchema, pass, own, site.keys).catch(() => null)
  if (shown?.files !== site.id || shown.request !== asked) return null
  const now = ports.clock.now(site.body)
  const letter = { head: shown, envelope: pass, purposes: ['pass'] as const }
  if (!(await takeLetter(em, site, letter, now)).ok) return null
  const people = await peopleOf(em, site, romeDay(now))
  const { scopes } = viewOfSite(await ports.plans.all(em, site.body), site.units, people)
  return {
    body: site.body,
    scopes: new Set(scopes),
    via: site.id,
    persons: new Set(people.map(({ person }) => person)),
  }
}

const DAY = 86_400_000

/** Returns the trouble to be remembered after this, and whether it is to be told. */
function after(was: SiteTrouble | null, code: string | null, now: IsoInstant): readonly [SiteTrouble | null, boolean] {
  if (code === null) return [was && { ...was, over: true }, false]
  if (was?.code !== code) return [{ code, since: now, told: now, over: false }, true]
  if (!was.over) return [was, false]
  const isLong = Date.parse(now) - Date.parse(was.told) > DAY
  return [{ code, since: now, told: isLong ? now : was.told, over: false }, isLong]
}

/** Remembers what is wrong with a site, or that nothing is, and tells of it in the record: once a matter [NO8]. */
async function noteTrouble(
  em: EntityManager,
  site: SiteEntity,
  problem: string | null,
  now: IsoInstant,
): Promise<void> {
  const code = problem !== null && problem in SITE_TROUBLES ? problem : null
  if (code === null && (site.trouble?.over ?? true)) return
  await inTransaction(em, async (tx) => {
    // Of two processes one comes first, and the other finds what it wrote.
    await holdRecord(tx, site.body)
    const row = await tx.findOneOrFail(SiteEntity, { id: site.id })
    const [next, isToTell] = after(row.trouble, code, now)
    row.trouble = next
    if (!isToTell) return
    const actor = { body: site.body, person: '', at: now }
    const detail = { name: site.name, code }
    await appendEntry(tx, [{ ...actor, action: 'site.trouble', about: [`sites/${site.id}`], detail }])
  })
}

type Said = Pick<SiteSignInAnswer, 'refusal' | 'person'>

/**
 * Judges the first sign-in of somebody at a site, as one here: by the same rules, counted with the same tries. Of those who
 * hold no role there today it says what it says of nobody [SY54].
 */
async function serveSignIn(
  context: Context,
  site: SiteEntity,
  typed: Pick<SiteSignIn, 'username' | 'password' | 'code'>,
): Promise<Said> {
  const { em, app } = context
  const now = app.clock.now(site.body)
  const today = romeDay(now)
  const people = await peopleOf(em, site, today)
  const holders = await holdersOfPeople(em, site, { people, today })
  const named = new Map(
    holders
      .filter(({ from = today, to = today }) => from <= today && today <= to)
      .map((holder) => [holder.username, holder]),
  )
  const checked = await checkCredentials(context, typed, ({ username }) => named.has(username))
  if (!checked.ok) return { refusal: withMessage(checked.error), person: null }
  const { username } = checked.value
  const holder = named.get(username)
  const who = people.find(({ person }) => person === holder?.person)
  if (!who || !holder) return { refusal: withMessage(wrongCredentials), person: null }
  await rememberPeople(em, site, [who])
  const account = await inTransaction(em, async (tx) => {
    await tellAccount(tx, app.clock, username, [{ action: 'signIn.site', detail: { site: site.name } }])
    return giveSiteAccount(tx, app.keyring, site, { holder, at: now })
  })
  if (!account) return { refusal: withMessage(wrongCredentials), person: null }
  return { refusal: null, person: { code: who.person, title: who.title, grants: who.grants, account } }
}

/** A site brings months of work in one file: all of it is decided in one go. */
const WHOLE = Number.MAX_SAFE_INTEGER
/** Registers, and rows of the tray, of the answer to a file. */
const FILE_PAGE = 4000

/** The site that an envelope comes from, where it may still come. */
async function senderOf(em: EntityManager, envelope: string): Promise<Result<SiteEntity, Refusal>> {
  const id = envelope.length <= LARGEST_ENVELOPE ? authorOf(envelope) : null
  const site = id ? await em.findOne(SiteEntity, { id }) : null
  if (!site) return refuse('SITE_UNKNOWN')
  if (site.revokedAt) return refuse('SITE_REVOKED', { site: site.name })
  return ok(site)
}

/** Letter of a site that asks for an exchange. */
type Asked = Extract<SiteLetter, { readonly push: unknown }>

/** Does a letter bring what is of this very site and its body? */
const isOwn = (letter: SiteLetter, site: SiteEntity): boolean =>
  letter.purpose === 'sign-in' || (letter.push.body === site.body && letter.push.node === site.id)

/** Decides what a site brings and tells it what is new. */
async function exchangeWith(
  em: EntityManager,
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
  const decided = await receivePush(ormStore(em), push, { ...rules, ...size, ...evidence })
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
  em: EntityManager,
  ports: AppPorts,
  site: SiteEntity,
  { request, isNew }: { readonly request: Asked; readonly isNew: boolean },
): ReturnType<typeof exchangeWith> {
  const said = await exchangeWith(em, ports, site, request)
  if (!isNew) return said
  const now = ports.clock.now(site.body)
  Object.assign(site, { lastSeen: now, report: request.report })
  await em.flush()
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
    return ok(await sealEnvelope(content, OFFICE_NAME, keys.own, site.keys))
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return refuse('SITE_TOO_MUCH')
  }
}
