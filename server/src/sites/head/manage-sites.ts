import type { Refusal } from '@traguardo/shared/model'
import { err, ok, refusal, type Result, refuse } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import { UnitEntity } from '../../bodies/unit.entity'
import type { Em } from '../../db/orm'
import type { Actor } from '../../record/actor'
import { telling } from '../../record/telling'
import type { Keyring } from '../../secrets/keyring'
import { nodesOn } from '../../sync/store/nodes-on'
import { newKeys } from '../envelope'
import type { Credential } from '../messages'
import { officeKeys } from './office-keys'
import { SiteEntity } from './site.entity'

/** What a site is made of. */
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

/** Makes a site. Its private keys are in the credential and nowhere else. */
export async function createSite(
  em: Em,
  keyring: Keyring,
  site: NewSite,
  actor: Actor,
): Promise<Result<Credential, Refusal>> {
  const { body, units, head, day } = site
  const name = site.name.trim()
  if (name === '') return refuse('SITE_NAME', 'Scriva il nome della sede.')
  if (!isAddress(head))
    return refuse(
      'SITE_ADDRESS',
      'Scriva l’indirizzo a cui la sede raggiunge questo ufficio, per esempio https://traguardo.ente.it.',
    )
  const known = await em.count(UnitEntity, { body, code: { $in: [...units] } })
  if (units.length === 0 || known < new Set(units).size)
    return refuse('SITE_UNITS', 'Scelga almeno un’unità di questo ente per la sede.')
  const [keys, office] = [await newKeys(), await officeKeys(em, keyring)]
  const id = v7()
  const refused = await telling(em, actor, async (tx) => {
    await tx.insert(SiteEntity, {
      id,
      body,
      name,
      units: [...units],
      keys: keys.open,
      createdAt: actor.at,
      revokedAt: null,
      lastSeen: null,
      report: null,
    })
    // Its name is its own before anybody could push under it [SY34].
    const [firstSeen, lastSeen] = [actor.at, actor.at]
    const node = { node: id, body, person: '', credential: id, name, firstSeen, lastSeen, revokedAt: null }
    await nodesOn(tx).claimNodes([node])
    return { action: 'site.create', about: [`sites/${id}`], detail: { name, units } }
  })
  if (refused) return err(refused)
  return ok({ format: 'traguardo-sede', id, name, body, units, head, day, own: keys.own, office: office.open })
}

/** Takes its access away from a site, at once and for ever. What it brought stays. */
export const revokeSite = (em: Em, actor: Actor, id: string): Promise<Refusal | null> =>
  telling(em, actor, async (tx) => {
    const { body, at } = actor
    if ((await tx.nativeUpdate(SiteEntity, { id, body, revokedAt: null }, { revokedAt: at })) === 0)
      return refusal('UNKNOWN_SITE', 'Questa sede non c’è, o il suo accesso è già stato tolto.')
    return { action: 'site.revoke', about: [`sites/${id}`] }
  })
