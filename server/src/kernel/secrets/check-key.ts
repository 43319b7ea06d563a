import { getOrCreate } from '../db/get-or-create'
import type { EntityManager } from '../db/orm'
import { StartFailure } from '../runtime/start-failure'
import { SettingEntity } from '../db/setting.entity'
import type { Keyring } from './keyring'

/** Name of the setting that tells which key sealed the data. */
export const KEY_CHECK = 'key-check'
const markOf = (keyring: Keyring): string => keyring.mac('check', 'traguardo')

/** Are the data sealed with this key? Null where nothing was sealed yet. */
export async function keyFits(em: EntityManager, keyring: Keyring): Promise<boolean | null> {
  const kept = await em.findOne(SettingEntity, { name: KEY_CHECK })
  return kept && JSON.parse(kept.value) === markOf(keyring)
}

/** The data are sealed with another key. */
export class OtherKey extends StartFailure {}

/** Refuses to start with another key than the one that the data were sealed with. */
export async function checkKey(em: EntityManager, keyring: Keyring): Promise<void> {
  const mark = markOf(keyring)
  if ((await getOrCreate(em, KEY_CHECK, () => mark)) === mark) return
  throw new OtherKey(
    'Questi dati sono protetti da un’altra chiave segreta: rimetta il file «chiave-…» che stava accanto ai dati, o la scriva in TRAGUARDO_CHIAVE. Le copie di sicurezza non la contengono; se è perduta per sempre, «npm run traguardo chiave-persa <motivo>» va avanti senza.',
  )
}
