import { StartFailure } from '../runtime/start-failure'
import { SettingEntity } from './setting.entity'
import type { EntityManager } from './orm'

/** Purpose of the data of an installation. */
export type InstallationKind = 'demo' | 'real' | 'site'

const NAME = 'installation'

export async function installationKind(em: EntityManager): Promise<InstallationKind | null> {
  const row = await em.findOne(SettingEntity, { name: NAME })
  return row ? (row.value as InstallationKind) : null
}

/** Says once what the data is for. A second claim breaks the uniqueness of the name. */
export async function claimInstallation(em: EntityManager, kind: InstallationKind): Promise<void> {
  await em.insert(SettingEntity, { name: NAME, value: kind })
}

const ELSEWHERE = "indichi un'altra cartella con TRAGUARDO_DATA (o un altro database con DATABASE_URL)"

const OWNERS: Readonly<Record<InstallationKind, string>> = {
  demo: `Questi dati sono della dimostrazione, con password note a tutti: per l'uso vero ${ELSEWHERE}.`,
  real: `Questi dati sono di un ente vero: avvii con TRAGUARDO_DEMO=0, oppure per altro ${ELSEWHERE}.`,
  site: `Questi dati sono di una sede remota: avvii con «npm start -- --site», oppure per altro ${ELSEWHERE}.`,
}

/** Demo accounts have a known password, and a site holds a part only: the data of one are never taken for another's. */
export async function checkInstallation(orm: EntityManager, kind: InstallationKind): Promise<void> {
  const em = orm.fork()
  const known = await installationKind(em)
  if (known !== null && known !== kind) throw new StartFailure(OWNERS[known])
  if (known === null && kind === 'site') await claimInstallation(em, kind)
}
