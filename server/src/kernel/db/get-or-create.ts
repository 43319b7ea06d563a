import { SettingEntity } from './setting.entity'
import type { EntityManager } from './orm'
import { insertNew } from './rows'

/** Returns a value that an installation makes once and keeps, as its keys: whichever process comes first makes it. */
export async function getOrCreate<T>(em: EntityManager, name: string, make: () => T | Promise<T>): Promise<T> {
  const known = await em.findOne(SettingEntity, { name })
  if (known) return JSON.parse(known.value) as T
  await insertNew(em, SettingEntity, [{ name, value: JSON.stringify(await make()) }])
  const kept = await em.findOneOrFail(SettingEntity, { name })
  return JSON.parse(kept.value) as T
}
