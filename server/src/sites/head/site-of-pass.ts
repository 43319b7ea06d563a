import { romeDay } from '@traguardo/shared/calendar'
import type { AppPorts } from '../../context'
import type { Em } from '../../db/orm'
import type { Reader } from '../../evidence/reader-of'
import { authorOf, open } from '../envelope'
import { officeKeys } from './office-keys'
import { viewOfSite } from './serve-site'
import { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'

/** The site that shows this pass: an envelope that only it can have written. Null where it may not come any more. */
export async function siteOfPass(em: Em, ports: AppPorts, pass: string): Promise<Reader | null> {
  const id = authorOf(pass)
  const site = id ? await em.findOne(SiteEntity, { id, revokedAt: null }) : null
  if (!site) return null
  const { own } = await officeKeys(em, ports.keyring)
  const shown = await open<{ readonly files?: string }>(pass, own, site.keys).catch(() => null)
  if (shown?.files !== site.id) return null
  const people = await peopleOf(em, site, romeDay(ports.clock.now(site.body)))
  const { scopes } = viewOfSite(await ports.plans.all(em, site.body), site.units, people)
  return {
    body: site.body,
    scopes: new Set(scopes),
    via: site.id,
    persons: new Set(people.map(({ person }) => person)),
  }
}
