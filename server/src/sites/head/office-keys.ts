import type { Em } from '../../db/orm'
import { SettingEntity } from '../../sync/store/setting.entity'
import { newKeys, type PrivateKeys, type PublicKeys } from '../envelope'

const NAME = 'office-keys'

interface OfficeKeys {
  readonly own: PrivateKeys
  readonly open: PublicKeys
}

/** The keys of this head office, made once. */
export async function officeKeys(em: Em): Promise<OfficeKeys> {
  const known = await em.findOne(SettingEntity, { name: NAME })
  if (known) return JSON.parse(known.value) as OfficeKeys
  const made = await newKeys()
  await em.execute('insert into "setting" ("name", "value") values (?, ?) on conflict ("name") do nothing', [
    NAME,
    JSON.stringify(made),
  ])
  const kept = await em.fork().findOneOrFail(SettingEntity, { name: NAME })
  return JSON.parse(kept.value) as OfficeKeys
}
