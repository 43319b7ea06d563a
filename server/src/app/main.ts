import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from './app'
import { DEMO_DAY, fixedDayClock, realClock } from '../kernel/runtime/clock'
import { announce } from './announce'
import { closeOnSignal } from './close-on-signal'
import { isOfGroup } from '../kernel/files/owner-only'
import { demoDays } from './demo/demo-plans'
import { listen } from './listen'
import { openLog, warnThrough } from '../kernel/log/log'
import { logOutput } from '../kernel/log/readable'
import { orExplain } from './or-explain'
import { readSettings } from './settings'
import { withSecretKey } from '../kernel/secrets/secret-key'
import { readCredential } from '../sites/node/read-credential'
import { VERSION } from '../kernel/runtime/version'

/** The bundle is in server/dist: the installation is two folders up. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

// Whatever is written here is for its owner alone: evidence too [RI30], until its folder says otherwise.
process.umask(0o077)

await orExplain(async () => {
  const settings = readSettings(process.env, root)
  const { port, database, demo, demoDay } = settings
  if (settings.storage.type === 'folder' && isOfGroup(settings.storage.folder)) process.umask(0o007)
  // Beside what the program says at its start, which stays on the other way out.
  const logger = openLog(settings.logLevel, logOutput(process.stderr))
  warnThrough(logger)
  const site = settings.site === null ? null : readCredential(settings.site, settings.dataDir)
  const demoClock = () => (demoDay ? fixedDayClock(demoDay) : fixedDayClock(DEMO_DAY, realClock, demoDays()))
  const siteClock = site?.day ? fixedDayClock(site.day) : realClock
  const planWorker = new URL('plan-worker.js', import.meta.url)
  const clock = demo ? demoClock() : siteClock
  const app = await withSecretKey(settings.givenKey, settings.keyFile, (secretKey) =>
    createApp({ ...settings, planWorker, site, secretKey, logger, clock }),
  )
  closeOnSignal(app, logger, settings.closeSeconds)
  const address = await listen(app, port)
  console.log(await announce(app, { address, demo, database }))
  logger.info({ version: VERSION, node: process.version, database: database.type }, 'avviato')
})
