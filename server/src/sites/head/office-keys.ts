import type { EntityManager } from '../../kernel/db/orm'
import type { Keyring } from '../../kernel/secrets/keyring'
import { sealedOnce } from '../../kernel/secrets/sealed-once'
import { newKeys } from '../envelope'

/** The keys of this head office. */
export const officeKeys = (em: EntityManager, keyring: Keyring): ReturnType<typeof newKeys> =>
  sealedOnce(em, keyring, 'office-keys', newKeys)
