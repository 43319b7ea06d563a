import { romeDay } from '@traguardo/shared/calendar'
import type { Refusal } from '@traguardo/shared/model'
import { ok, type Result, refuse } from '@traguardo/shared/result'
import { receive, type ReceivePorts, viewOf } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import type { AppPorts } from '../../context'
import type { Em } from '../../db/orm'
import { claimEvidence, evidenceOfPush } from '../../evidence/evidence-of-push'
import { readSitePush } from '../../sync/read-push'
import { receiptsOf } from '../../sync/receipts'
import { judgeBy } from '../../sync/rules-of-push'
import { type Plans, scopeOf, viewFor } from '../../sync/scopes'
import { ormStore } from '../../sync/store/orm-store'
import { authorOf, open, seal } from '../envelope'
import type { SiteAnswer, SiteRequest } from '../messages'
import { directoryHash, directoryOf } from './directory'
import { officeKeys } from './office-keys'
import { SiteEntity } from './site.entity'
import { peopleOf, type SitePerson } from './site-people'

/** A site brings months of work in one file: everything in one go, both ways. */
const WHOLE = Number.MAX_SAFE_INTEGER

/** What a site may see: its units, of what its people together may see. */
export function viewOfSite(plans: Plans, units: readonly string[], people: readonly SitePerson[]) {
  const isOwn = (scope: string): boolean => units.includes((scope.split('/')[2] ?? '').split('@')[0] ?? '')
  const views = people.map((person) => viewFor(plans, person))
  return viewOf(
    views.flatMap(({ scopes }) => scopes).filter(isOwn),
    views.flatMap(({ manages }) => manages).filter(isOwn),
  )
}

/** The rules for a site's push: every operation is judged by the rights that its person has now. */
function rulesOf(
  { clock, keyring }: AppPorts,
  site: SiteEntity,
  people: readonly SitePerson[],
  plans: Plans,
): ReceivePorts {
  const now = clock.now(site.body)
  const byCode = new Map(people.map((person) => [person.person, person]))
  return {
    now,
    provisional: false,
    view: viewOfSite(plans, site.units, people),
    persons: people.map(({ person }) => person),
    bearer: { person: null, credential: site.id, name: site.name, receiver: null },
    receipts: receiptsOf(keyring, `site/${site.id}`),
    mayBring: ({ person, key }) => byCode.has(person) && site.units.includes(key.unit ?? ''),
    ...judgeBy(plans, romeDay(now), (person) => byCode.get(person)),
    scopeOf: (key) => scopeOf(plans, key),
    newId: v7,
  }
}

/** The site that an envelope comes from, where it may still come. */
async function senderOf(em: Em, envelope: string): Promise<Result<SiteEntity, Refusal>> {
  const id = authorOf(envelope)
  const site = id ? await em.findOne(SiteEntity, { id }) : null
  if (!site) return refuse('SITE_UNKNOWN', 'Questa busta non viene da una sede di questo ufficio.')
  if (site.revokedAt) return refuse('SITE_REVOKED', `Alla sede «${site.name}» è stato tolto l’accesso.`)
  return ok(site)
}

/** Takes a site's envelope and answers with one that only the site can open [SY31]. */
export async function serveSite(em: Em, ports: AppPorts, envelope: string): Promise<Result<string, Refusal>> {
  const sender = await senderOf(em, envelope)
  if (!sender.ok) return sender
  const site = sender.value
  const keys = await officeKeys(em, ports.keyring)
  const request = await open<SiteRequest>(envelope, keys.own, site.keys).catch(() => null)
  const read = request && readSitePush(request.push)
  if (!request || !read || read.push.body !== site.body || read.push.node !== site.id)
    return refuse('SITE_ENVELOPE', 'La busta non si può leggere: è stata modificata, o non è per questo ufficio.')
  const people = await peopleOf(em, site, romeDay(ports.clock.now(site.body)))
  const plans = await ports.plans.all(em, site.body)
  const rules = rulesOf(ports, site, people, plans)
  const pusher = { body: site.body, via: site.id }
  const { push, inOrder } = read
  const evidence = await evidenceOfPush(em, pusher, push.operations)
  const size = request.whole ? { pageSize: WHOLE, batch: WHOLE } : {}
  const decided = await receive(ormStore(em), push, { ...rules, ...size, ...evidence })
  await claimEvidence(em, pusher, push.operations, decided.verdicts)
  const answer = { ...decided, verdicts: inOrder(decided.verdicts) }
  const directory = await directoryOf(em, site, people, plans)
  const hash = directoryHash(directory)
  await em.nativeUpdate(SiteEntity, { id: site.id }, { lastSeen: rules.now, report: request.report })
  const content: SiteAnswer = {
    answer,
    directoryHash: hash,
    directory: hash === request.directory ? null : directory,
    at: rules.now,
  }
  return ok(await seal(content, 'office', keys.own, site.keys))
}
