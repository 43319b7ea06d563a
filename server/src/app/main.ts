import type { FastifyInstance } from 'fastify'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from '../kernel/db/database'
import { StartFailure } from '../kernel/runtime/start-failure'
import { type ServerLog, openLog, warnThrough, logOutput } from '../kernel/log/log'
import { createApp } from './app'
import { clockOf } from './clock-of'
import { documentsServed, OWN_STATUS } from './http/known-documents'
import { isOfGroup } from '../kernel/files/owner-only'
import { runProgram } from './run-program'
import { readSettings } from './settings'
import { withSecretKey } from '../kernel/secrets/secret-key'
import { readCredential } from '../sites/node/read-credential'
import { VERSION } from '../kernel/runtime/version'

interface Running {
  readonly address: string
  readonly demo: boolean
  readonly database: Database
}

interface DemoAccount {
  readonly body: string
  readonly bodyName: string
  readonly username: string
  readonly title: string
}

interface StatusAnswer {
  readonly data?: {
    readonly status: {
      readonly needsSetup: boolean
      readonly demoPassword: string | null
      readonly accounts: readonly DemoAccount[]
    }
  }
}

/** Asks the application what a page would ask it first. */
async function statusOf(app: FastifyInstance): Promise<NonNullable<StatusAnswer['data']>['status'] | undefined> {
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query: OWN_STATUS } })
  return answer.json<StatusAnswer>().data?.status
}

const placeOf = (database: Database): string => (database.type === 'sqlite' ? database.file : 'PostgreSQL')

/** Returns the text printed when the server is ready: its address, and in the demo who may enter with which link. */
async function announce(app: FastifyInstance, { address, demo, database }: Running): Promise<string> {
  const status = await statusOf(app)
  const lines = [`Traguardo è pronto: ${address}`, `Dati: ${placeOf(database)}`]
  if (!demo) {
    const setup = status?.needsSetup ? [`Primo avvio: crei l'ente su ${address}/avvio`] : []
    return [...lines, ...setup].join('\n')
  }
  const accounts = status?.accounts ?? []
  const bodies = [...new Map(accounts.map(({ body, bodyName }) => [body, bodyName]))]
  const [first] = bodies
  const some = accounts.filter(({ body }) => body === first?.[0])
  return [
    ...lines,
    'Dimostrazione: ogni ente vive in un giorno di settembre dell’anno del suo piano.',
    `Utenti (password ${status?.demoPassword ?? ''}):`,
    ...some.map(({ username, title }) => `  ${address}/accesso?utente=${username}\n    ${title}`),
    ...bodies.slice(1).map(([code, name]) => `  ${address}/accesso?ente=${code}\n    ${name}: tutti i suoi utenti`),
  ].join('\n')
}

const isNodeError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error

function remedy(code: string | undefined, port: number): string | null {
  if (code === 'EADDRINUSE')
    return `La porta ${port} è già occupata da un altro programma: lo chiuda, oppure scelga un'altra porta, per esempio PORT=${port + 1} npm start.`
  if (code === 'EACCES')
    return `Non ho il permesso di usare la porta ${port}: ne scelga una sopra la 1024, per esempio PORT=4000 npm start.`
  return null
}

/** Listens on all addresses of the machine and gives the one to open here. Closes the application where it cannot. */
async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    await app.listen({ port, host: '::' })
  } catch (error) {
    const code = isNodeError(error) ? error.code : undefined
    // A machine without IPv6.
    if (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') await app.listen({ port, host: '0.0.0.0' })
    else {
      await app.close()
      const message = remedy(code, port)
      throw message ? new StartFailure(message, { cause: error }) : error
    }
  }
  const bound = app.server.address()
  return `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`
}

/** One Ctrl-C comes several times: from the terminal, and from npm that hands it on. Milliseconds. */
const SAME = 500
/** Milliseconds after the last request in which work that the program does by itself may end. */
const LAST = 15_000

/**
 * Ends the program when it is told to: once gently, whatever is open is answered within the limit; the second time it says
 * that it is at it; the third time ends at once [RI43].
 * @param seconds the limit
 */
function closeOnSignal(app: FastifyInstance, log: ServerLog, seconds: number): void {
  let told = 0
  let last = -Infinity
  const end = async (): Promise<void> => {
    console.log(`Chiudo: finisco le richieste aperte (${app.openRequests()}), al massimo in ${seconds} s.`)
    const late = setTimeout(() => process.exit(1), seconds * 1000 + LAST)
    late.unref()
    const cut = await app.closeGently(seconds * 1000)
    log.info({ cut }, 'chiuso')
    process.exit(0)
  }
  const onSignal = (): void => {
    const now = performance.now()
    const isSame = now - last < SAME
    last = now
    if (isSame) return
    told += 1
    if (told === 1)
      end().catch((error: unknown) => {
        log.error({ err: error })
        process.exit(1)
      })
    else if (told === 2) console.log('Sto già chiudendo: ancora una volta per terminare subito.')
    else process.exit(1)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** The bundle is in server/dist: the installation is two folders up. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

// Files written here are for their owner alone: evidence too [RI30], until its folder says otherwise.
process.umask(0o077)

await runProgram(async () => {
  const settings = readSettings(process.env, root)
  const { port, database, demo } = settings
  if (settings.storage.type === 'folder' && isOfGroup(settings.storage.folder)) process.umask(0o007)
  // Beside what the program says at its start, which stays on the other way out.
  const logger = openLog(settings.logLevel, logOutput(process.stderr))
  warnThrough(logger)
  const site = settings.site === null ? null : readCredential(settings.site, settings.dataDir)
  const planWorker = new URL('plan-worker.js', import.meta.url)
  const clock = clockOf(settings)
  const documents = settings.anyDocument ? null : documentsServed(settings.clientDir)
  const app = await withSecretKey(settings.givenKey, settings.keyFile, (secretKey) =>
    createApp({ ...settings, documents, planWorker, site, secretKey, logger, clock }),
  )
  closeOnSignal(app, logger, settings.closeSeconds)
  const address = await listen(app, port)
  console.log(await announce(app, { address, demo, database }))
  logger.info({ version: VERSION, node: process.version, database: database.type }, 'avviato')
})
