import { StartFailure } from '../start-failure'
import { SettingEntity } from '../sync/store/setting.entity'
import type { Em } from './orm'

/** What the data of an installation is for. */
export type InstallationKind = 'demo' | 'real'

const NAME = 'installation'

export async function installationKind(em: Em): Promise<InstallationKind | null> {
  const row = await em.fork().findOne(SettingEntity, { name: NAME })
  return row ? (row.value === 'demo' ? 'demo' : 'real') : null
}

/** Says once what the data is for. A second claim breaks the uniqueness of the name. */
export async function claimInstallation(em: Em, kind: InstallationKind): Promise<void> {
  await em.insert(SettingEntity, { name: NAME, value: kind })
}

/** Demo accounts have a known password: their data never becomes an office's, nor an office's data a demo. */
export async function checkInstallation(em: Em, demo: boolean): Promise<void> {
  const kind = await installationKind(em)
  if (kind === 'demo' && !demo)
    throw new StartFailure(
      "Questi dati sono della dimostrazione, con password note a tutti: per l'uso vero indichi un'altra cartella con TRAGUARDO_DATA (o un altro database con DATABASE_URL).",
    )
  if (kind === 'real' && demo)
    throw new StartFailure(
      "Questi dati sono di un ente vero: avvii con TRAGUARDO_DEMO=0, oppure per la dimostrazione indichi un'altra cartella con TRAGUARDO_DATA.",
    )
}
