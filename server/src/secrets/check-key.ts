import { madeOnce } from '../db/made-once'
import type { Em } from '../db/orm'
import { StartFailure } from '../start-failure'
import type { Keyring } from './keyring'

/** Refuses to start with another key than the one that the data were sealed with. */
export async function checkKey(em: Em, keyring: Keyring): Promise<void> {
  const mark = keyring.mac('check', 'traguardo')
  if ((await madeOnce(em, 'key-check', () => mark)) === mark) return
  throw new StartFailure(
    'Questi dati sono protetti da un’altra chiave segreta: rimetta il file «chiave-…» che stava accanto ai dati, o la scriva in TRAGUARDO_CHIAVE.',
  )
}
