import { romeDay } from '@traguardo/shared/calendar'
import { EVERY_DAY } from '@traguardo/shared/people'
import { type Refusal, refusal } from '@traguardo/shared/refusals'

import { notYourUnit, type Operation, type ReceivePorts, viewOf } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import type { AppPorts } from '../../kernel/context'
import type { EntityManager } from '../../kernel/db/orm'
import { receiptsOf } from '../../sync/read-push'
import { judgeBy } from '../../sync/rules-of-push'
import { type Plans, scopeOf, viewFor } from '../../sync/scopes'
import { SiteEntity } from './site.entity'
import type { SitePerson } from './site-people'

/** Returns the view of a site: its units, of what its people together may see. */
export function viewOfSite(plans: Plans, units: readonly string[], people: readonly SitePerson[]) {
  const isOwn = (scope: string): boolean => units.includes((scope.split('/')[2] ?? '').split('@')[0] ?? '')
  const views = people.flatMap(({ holders }) => holders.map((one) => viewFor(plans, one)))
  return viewOf(
    views.flatMap(({ scopes }) => scopes).filter(isOwn),
    views.flatMap(({ manages }) => manages).filter(isOwn),
  )
}

/** Remembers whoever is one of a site's people: what a site brings of them is decided, also once they are not any more. */
export async function rememberPeople(
  em: EntityManager,
  site: SiteEntity,
  people: readonly SitePerson[],
): Promise<void> {
  const everPeople = [...new Set([...site.everPeople, ...people.map(({ person }) => person)])].sort()
  if (everPeople.length === site.everPeople.length) return
  site.everPeople = everPeople
  await em.flush()
}

/** Refusal of work in a unit that the site does not serve any more. */
const leftSite = refusal('SITE_LEFT_UNIT')

/**
 * Returns the refusal of work that was under way when a person lost the roles in a site's units, or a unit left the
 * site: it waits in the tray of its author [SY72]. Of people who were never its own a site brings nothing.
 */
const leftBy =
  ({ units, leftUnits, everPeople }: SiteEntity, people: ReadonlyMap<string, SitePerson>) =>
  ({ person, key }: Operation): Refusal | null => {
    const isServed = units.includes(key.unit ?? '')
    if (!everPeople.includes(person) || !(isServed || leftUnits.includes(key.unit ?? ''))) return null
    if (!isServed) return leftSite
    return people.has(person) ? null : notYourUnit()
  }

/** The rules for a site's push: every operation is judged by the rights that its person has now. */
export function rulesOfSite(
  { clock, keyring }: AppPorts,
  site: SiteEntity,
  people: readonly SitePerson[],
  plans: Plans,
): ReceivePorts {
  const now = clock.now(site.body)
  const byCode = new Map(people.map((person) => [person.person, person]))
  // Operations brought by a site name a position and no holder: on whatever day they were written, the sheet was the
  // position's.
  const writing = (code: string) => {
    const person = byCode.get(code)
    return person && { ...person, holder: null, days: EVERY_DAY }
  }
  return {
    now,
    provisional: false,
    view: viewOfSite(plans, site.units, people),
    persons: people.map(({ person }) => person),
    bearer: { person: null, credential: site.id, name: site.name, receiver: null },
    receipts: receiptsOf(keyring, `site/${site.id}`),
    mayBring: ({ person, key }) => byCode.has(person) && site.units.includes(key.unit ?? ''),
    left: leftBy(site, byCode),
    ...judgeBy(plans, romeDay(now), writing),
    scopeOf: (key) => scopeOf(plans, key),
    newId: v7,
  }
}
