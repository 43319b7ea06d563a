import { readFile, writeFile } from 'node:fs/promises'
import { sayRefusal } from '@traguardo/shared/refusals'
import { fixedDayClock, realClock } from '../kernel/runtime/clock'
import { checkInstallation } from '../kernel/db/installation'
import { openDatabase } from './opening/open-database'
import { openStore } from '../evidence/storage/open-store'
import type { Settings } from './settings'
import { checkKey } from '../kernel/secrets/check-key'
import { keyringOf } from '../kernel/secrets/keyring'
import { withSecretKey } from '../kernel/secrets/secret-key'
import { readCredential } from '../sites/node/read-credential'
import { runSite } from '../sites/node/run-site'

/** What `traguardo sync` is to do: over the line, or through a file in one direction. */
export interface SyncOptions {
  readonly toFile?: string | undefined
  readonly fromFile?: string | undefined
}

/** One exchange of a site, from cron or by hand. Answers the exit code. */
export async function syncCommand(settings: Settings, { toFile, fromFile }: SyncOptions): Promise<number> {
  const credential = readCredential(settings.site ?? '', settings.dataDir)
  const clock = credential.day ? fixedDayClock(credential.day) : realClock
  const orm = await openDatabase(settings.database, { copies: settings.copies })
  try {
    await checkInstallation(orm.em, 'site')
    const keyring = await withSecretKey(settings.givenKey, settings.keyFile, async (key) => {
      await checkKey(orm.em.fork(), keyringOf(key))
      return keyringOf(key)
    })
    const evidence = await openStore(settings.storage)
    const site = runSite(orm.em, { credential, clock, keyring, evidence })
    if (toFile) {
      await writeFile(toFile, await site.request())
      console.log(`Scritto ${toFile}: lo porti all’ufficio centrale.`)
      return 0
    }
    const status = fromFile ? await site.take(await readFile(fromFile, 'utf8')) : await site.sync()
    console.log(
      status.problem
        ? sayRefusal(status.problem, 'it')
        : `Sincronizzato. In attesa: ${status.waiting}, allegati: ${status.files}. Da sistemare: ${status.refused}.`,
    )
    return status.problem ? 1 : 0
  } finally {
    await orm.close(true)
  }
}
