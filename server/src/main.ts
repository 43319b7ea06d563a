import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app'
import { DEMO_DAY, fixedDayClock, realClock } from './clock'
import { announce } from './announce'
import { demoDays } from './demo/demo-plans'
import { listen } from './listen'
import { type Log, openLog, warnThrough } from './log/log'
import { logOutput } from './log/readable'
import { orExplain } from './or-explain'
import { readSettings } from './settings'
import { readSecretKey } from './secrets/secret-key'
import { readCredential } from './sites/node/read-credential'
import { VERSION } from './version'

/** Closes once, also where the signal comes twice: requests under way are answered, the database is closed. */
function closeOnSignal(app: FastifyInstance, log: Log): void {
  const stop = (): void => {
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error })
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** The bundle is in server/dist: the installation is two folders up. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

// Whatever is written here is for its owner alone: evidence too [RI30].
process.umask(0o077)

await orExplain(async () => {
  const settings = readSettings(process.env, root)
  const { port, database, demo, demoDay } = settings
  // Beside what the program says at its start, which stays on the other way out.
  const logger = openLog(settings.logLevel, logOutput(process.stderr))
  warnThrough(logger)
  const secretKey = readSecretKey(settings.givenKey, settings.keyFile)
  const site = settings.site === null ? null : readCredential(settings.site, settings.dataDir)
  const demoClock = () => (demoDay ? fixedDayClock(demoDay) : fixedDayClock(DEMO_DAY, realClock, demoDays()))
  const siteClock = site?.day ? fixedDayClock(site.day) : realClock
  const planWorker = new URL('plan-worker.js', import.meta.url)
  const app = await createApp({
    ...settings,
    planWorker,
    site,
    secretKey,
    logger,
    clock: demo ? demoClock() : siteClock,
  })
  closeOnSignal(app, logger)
  const address = await listen(app, port)
  console.log(await announce(app, { address, demo, database }))
  logger.info({ version: VERSION, node: process.version, database: database.type }, 'avviato')
})
