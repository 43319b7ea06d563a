import { romeDay } from '@traguardo/shared/calendar'
import { SitePassSchema } from '@traguardo/shared/sync'
import type { AppPorts } from '../../kernel/context'
import type { Em } from '../../kernel/db/orm'
import type { Reader } from '../../evidence/reader-of'
import { authorOf, openEnvelope } from '../envelope'
import { officeKeys } from './office-keys'
import { viewOfSite } from './rules-of-site'
import { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'
import { takeLetter } from './take-letter'

/**
 * The site that shows this pass: an envelope that only it can have written, for this one request [SY51]. Null where it may
 * not come any more, or not with this pass.
 * @param asked the request, as a pass names it
 */
export async function siteOfPass(em: Em, ports: AppPorts, pass: string, asked: string): Promise<Reader | null> {
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
