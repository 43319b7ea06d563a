import { getOrCreate } from '../db/get-or-create'
import type { EntityManager } from '../db/orm'
import type { Keyring } from './keyring'

/**
 * Returns a secret that an installation makes once and keeps to itself, as its private keys: sealed, under its own name
 * as purpose [RI8].
 */
export async function sealedOnce<T>(
  em: EntityManager,
  keyring: Keyring,
  name: string,
  make: () => T | Promise<T>,
): Promise<T> {
  const sealed = await getOrCreate(em, name, async () => keyring.seal(name, JSON.stringify(await make())))
  return JSON.parse(keyring.open(name, sealed)) as T
}
