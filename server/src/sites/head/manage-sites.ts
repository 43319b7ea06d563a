import { romeDay } from '@traguardo/shared/calendar'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import { UnitEntity } from '../../identity/organisation/unit.entity'
import type { EntityManager } from '../../kernel/db/orm'
import type { Actor } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'
import type { Keyring } from '../../kernel/secrets/keyring'
import { DeviceEntity } from '../../identity/accounts/devices/device.entity'
import { nodesOn } from '../../sync/store/rows'
import { newKeys } from '../envelope'
import type { Credential } from '../messages'
import { officeKeys } from './office-keys'
import { rememberPeople } from './rules-of-site'
import { SiteEntity } from './site.entity'
import { peopleOf } from './site-people'

/** Parts of a new site. */
export interface NewSite {
  readonly body: string
  readonly name: string
  readonly units: readonly string[]
  /** Address at which the site reaches this office. */
  readonly head: string
  readonly day: string | null
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** Returns the refusal of a site of this name with these units; null where there can be one. */
async function siteBarred(em: EntityManager, { body, name, units }: Pick<NewSite, 'body' | 'name' | 'units'>) {
  if (name.trim() === '') return refusal('SITE_NAME')
  const known = await em.count(UnitEntity, { body, code: { $in: [...units] } })
  return units.length === 0 || known < new Set(units).size ? refusal('SITE_UNITS') : null
}

/** Makes a site. Its private keys are in the credential and nowhere else. */
export async function createSite(
  em: EntityManager,
  keyring: Keyring,
  site: NewSite,
  actor: Actor,
): Promise<Result<Credential, Refusal>> {
  const { body, units, head, day } = site
  const name = site.name.trim()
  const barred = await siteBarred(em, site)
  if (barred) return err(barred)
  if (!isAddress(head)) return refuse('SITE_ADDRESS')
  const [keys, office] = [await newKeys(), await officeKeys(em, keyring)]
  const id = v7()
  const refused = await withAudit(em, actor, async (tx) => {
    const people = await peopleOf(tx, site, romeDay(actor.at))
    await tx.insert(SiteEntity, {
      id,
      body,
      name,
      units: [...units],
      everPeople: people.map(({ person }) => person).sort(),
      keys: keys.open,
      createdAt: actor.at,
      revokedAt: null,
      lastSeen: null,
      report: null,
    })
    // Its name is its own before anybody could push under it [SY34].
    const [firstSeen, lastSeen] = [actor.at, actor.at]
    const node = {
      node: id,
      body,
      person: '',
      credential: id,
      name,
      firstSeen,
      lastSeen,
      revokedAt: null,
      toldAll: null,
    }
    await nodesOn(tx).claimNodes([node])
    return { action: 'site.create', about: [`sites/${id}`], detail: { name, units } }
  })
  if (refused) return err(refused)
  return ok({ format: 'traguardo-sede', id, name, body, units, head, day, own: keys.own, office: office.open })
}

const unknownSite = () => refusal('UNKNOWN_SITE')

/**
 * Gives a site another name and other units. What it has still to bring of a unit that it leaves is refused when it comes,
 * and waits in the tray of its author [SY73].
 */
export const changeSite = (
  em: EntityManager,
  actor: Actor,
  { id, name, units }: { readonly id: string; readonly name: string; readonly units: readonly string[] },
): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body, at } = actor
    const site = await tx.findOne(SiteEntity, { id, body, revokedAt: null }, { refresh: true })
    if (!site) return unknownSite()
    const barred = await siteBarred(tx, { body, name, units })
    if (barred) return barred
    await rememberPeople(tx, site, await peopleOf(tx, site, romeDay(at)))
    const before = { name: site.name, units: site.units }
    const now = { name: name.trim(), units: [...new Set(units)] }
    const leftUnits = [...new Set([...site.leftUnits, ...site.units])].filter((unit) => !now.units.includes(unit))
    Object.assign(site, { ...now, leftUnits })
    return { action: 'site.change', about: [`sites/${id}`], detail: { ...now, before } }
  })

/** Takes its access away from a site, at once and for ever. What it brought stays, and nobody waits for it any more. */
export const revokeSite = (em: EntityManager, actor: Actor, id: string): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body, at } = actor
    if ((await tx.nativeUpdate(SiteEntity, { id, body, revokedAt: null }, { revokedAt: at })) === 0)
      return unknownSite()
    await tx.nativeUpdate(DeviceEntity, { node: id }, { revokedAt: at })
    return { action: 'site.revoke', about: [`sites/${id}`] }
  })
