import { madeOnce } from '../db/made-once'
import type { Em } from '../db/orm'
import { StartFailure } from '../runtime/start-failure'
import { SettingEntity } from '../db/setting.entity'
import type { Keyring } from './keyring'

const NAME = 'key-check'
const markOf = (keyring: Keyring): string => keyring.mac('check', 'traguardo')

/** Are the data sealed with this key? Null where nothing was sealed yet. */
export async function keyFits(em: Em, keyring: Keyring): Promise<boolean | null> {
  const kept = await em.fork().findOne(SettingEntity, { name: NAME })
  return kept && JSON.parse(kept.value) === markOf(keyring)
}

/** The data are sealed with another key. */
export class OtherKey extends StartFailure {}

/** Refuses to start with another key than the one that the data were sealed with. */
export async function checkKey(em: Em, keyring: Keyring): Promise<void> {
  const mark = markOf(keyring)
  if ((await madeOnce(em, NAME, () => mark)) === mark) return
  throw new OtherKey(
    'Questi dati sono protetti da un’altra chiave segreta: rimetta il file «chiave-…» che stava accanto ai dati, o la scriva in TRAGUARDO_CHIAVE. Le copie di sicurezza non la contengono; che cosa si perde senza, lo dice «npm run traguardo verifica».',
  )
}
