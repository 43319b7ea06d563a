// `npm start`: from a fresh clone to the product at one address. Plain JavaScript: it runs before the first install.
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { buildAll, checkNode, install, ROOT, stop } from './workspace.mjs'

const HELP = `npm start                 la dimostrazione, su http://localhost:4000
npm start -- --reale      senza dimostrazione e con l'orologio vero
npm start -- --site [sede.json]  una sede remota, con il file ricevuto dall'ufficio centrale
npm start -- --prepara    installa e costruisce soltanto: per esempio prima di un ripristino
PORT=8080 npm start       un'altra porta
DATABASE_URL=postgresql://utente:password@computer/database npm start
TRAGUARDO_DATA=/percorso  dove stanno i dati (SQLite)`

let isOnlyToPrepare = false
const KNOWN = new Map([
  ['--prepara', () => (isOnlyToPrepare = true)],
  ['--reale', () => (process.env.TRAGUARDO_DEMO = '0')],
  ['--help', () => (console.log(HELP), process.exit(0))],
])

const given = process.argv.slice(2)
const siteAt = given.indexOf('--site')
if (siteAt !== -1) {
  const [, file] = given.splice(siteAt, given[siteAt + 1]?.startsWith('--') === false ? 2 : 1)
  process.env.TRAGUARDO_SEDE = file ? resolve(process.env.INIT_CWD ?? process.cwd(), file) : ''
}
for (const argument of given)
  (KNOWN.get(argument) ?? (() => stop(`Non conosco «${argument}». Si può scrivere:\n${HELP}`)))()

const HIGHEST_PORT = 65_535

/** Said now, before minutes of installing: a port that is none, or that another program holds. */
async function checkPort() {
  const port = Number(process.env.PORT?.trim() || 4000)
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT)
    stop(`PORT vale «${process.env.PORT}»: scriva un numero di porta, per esempio PORT=4000 npm start.`)
  const free = await new Promise((done) => {
    const probe = createServer()
    probe.once('error', ({ code }) => done(code !== 'EADDRINUSE'))
    probe.listen(port, () => probe.close(() => done(true)))
  })
  if (!free)
    stop(`La porta ${port} è già occupata: chiuda l'altro programma, oppure scriva PORT=${port + 1} npm start.`)
}

function checkFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch {
    stop(
      `Non posso scrivere in ${folder}: dia al suo utente il permesso, oppure scelga un'altra cartella con TRAGUARDO_DATA.`,
    )
  }
}

checkNode()
if (!isOnlyToPrepare) await checkPort()
checkFolder(ROOT)
if (!isOnlyToPrepare && !process.env.DATABASE_URL)
  checkFolder(resolve(process.env.TRAGUARDO_DATA ?? join(ROOT, 'data')))
install({ tests: false })
buildAll()
if (isOnlyToPrepare) process.exit(0)

// GraphQL checks its own work less in production, and takes nearly half the time.
const env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' }
const server = spawn(process.execPath, [join(ROOT, 'server', 'dist', 'main.js')], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
