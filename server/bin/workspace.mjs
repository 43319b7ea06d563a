// What `npm start` and `npm test` do alike before there is anything to import: check, install, build.
// Plain JavaScript without dependencies: it runs before the first install.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// Not import.meta.dirname: an old Node must come as far as checkNode.
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'traguardo')
const PNPM = 'pnpm@12.21.0'
const OLDEST_NODE = [20, 19]

/** Ends the program with one plain sentence that says what to do. */
export function stop(sentence) {
  console.error(`\n✗ ${sentence}`)
  process.exit(1)
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  stop(`Serve Node ${OLDEST_NODE.join('.')} o più recente, e questo è ${process.versions.node}: lo aggiorni e riprovi.`)
}

/** Runs a command with its output in a log; a failure ends the program with the sentence and the log's name. */
function run(name, [command, ...args], sentence, { cwd = ROOT, env = {} } = {}) {
  mkdirSync(CACHE, { recursive: true })
  const log = join(CACHE, `${name}.log`)
  const out = openSync(log, 'w')
  const done = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', out, out],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  closeSync(out)
  if (done.status === 0) return
  const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
  stop(`${sentence(text)} Il resoconto completo è in ${log}.`)
}

const NO_COMPILER =
  /not found: (make|g\+\+|gcc|cc)|\b(make|g\+\+|c\+\+|gcc|cc): (not found|no such file)|no acceptable C|find Visual Studio|gyp ERR! find Python/i

const installFailed = (log) => {
  if (NO_COMPILER.test(log))
    return 'Manca il compilatore C++: lo installi (su Debian e Ubuntu: sudo apt-get install build-essential python3) e riprovi.'
  if (/EACCES|EPERM|EROFS/.test(log))
    return `Non posso scrivere in ${ROOT}: dia al suo utente il permesso di scrittura e riprovi.`
  if (/ENOSPC/.test(log)) return 'Il disco è pieno: liberi spazio e riprovi.'
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ERR_SOCKET_TIMEOUT/.test(log))
    return 'Non riesco a scaricare i pacchetti: controlli la connessione o il proxy di npm e riprovi.'
  return "L'installazione non è riuscita."
}

const hash = (parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex')

/** Every file below a folder, generated and installed ones apart, in order. */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
}

const stampOf = (name) => join(CACHE, `${name}.stamp`)
const isDone = (name, digest) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest

/** Does the work and remembers for exactly what it was done. */
function remember(name, digest, work) {
  work()
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(stampOf(name), digest)
}

const manifests = () =>
  ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']
    .concat(['server', 'client', 'shared', 'test'].map((name) => `${name}/package.json`))
    .map((name) => readFileSync(join(ROOT, name)))

/** Installs what runs and builds the product; with `tests` also what tests it. */
export function install({ tests }) {
  // Node comes first: native modules are built for one version of it.
  const digest = hash([process.version, process.arch, ...manifests()])
  const name = tests ? 'install-tests' : 'install'
  if (isDone(name, digest) || isDone('install-tests', digest)) return
  remember(name, digest, () => {
    console.log('Installo i pacchetti: la prima volta ci vogliono alcuni minuti…')
    const filter = tests ? [] : ['--filter', '@traguardo/server...', '--filter', '@traguardo/client...']
    const command = ['npx', '--yes', PNPM, ...filter, 'install', '--frozen-lockfile']
    run('install', command, installFailed, { env: { CI: 'true' } })
  })
}

/** Builds one of the two parts, where its sources changed since the last time. */
function build(part, sentence) {
  const sources = [part, 'shared'].flatMap((name) => filesBelow(join(ROOT, name)))
  // As it is served, whoever asks: a run of the tests has a NODE_ENV of its own, with which Vue would come whole.
  const env = { NODE_ENV: 'production' }
  const digest = hash([env.NODE_ENV, ...manifests(), ...sources.flatMap((file) => [file, readFileSync(file)])])
  const name = `build-${part}`
  if (isDone(name, digest) && existsSync(join(ROOT, part, 'dist'))) return
  remember(name, digest, () => {
    console.log(sentence)
    const vite = [process.execPath, join('node_modules', 'vite', 'bin', 'vite.js'), 'build']
    run(name, vite, () => `La costruzione di «${part}» non è riuscita.`, {
      cwd: join(ROOT, part),
      env,
    })
  })
}

export function buildAll() {
  build('server', 'Costruisco il server…')
  build('client', 'Costruisco le pagine…')
}
