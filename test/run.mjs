// `npm test`: installs what tests need, builds the product, runs every test, and ends with one line that counts them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll, checkNode, install, ROOT, stop } from '../server/bin/workspace.mjs'

const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const isRoot = process.getuid?.() === 0
const report = join(ROOT, 'test', 'artefacts', 'vitest.json')

function aptInstall(name) {
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return false
  console.log(`Installo ${name}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  return (
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'ignore', env }).status ===
    0
  )
}

/** A real browser: the one that is there, or Debian's. */
function needChromium() {
  if (CHROMIUM.some((path) => path && existsSync(path)) || aptInstall('chromium')) return
  stop('Per le prove nel browser serve Chromium: lo installi, oppure dica dove sta con CHROMIUM=/percorso/di/chromium.')
}

/** The database of the system where there is one; else the tests bring their own from a package. And what stands before it. */
function needPostgres() {
  const server = existsSync('/usr/lib/postgresql') && readdir('/usr/lib/postgresql/')
  if (!server) aptInstall('postgresql')
  if (!existsSync('/usr/sbin/pgbouncer')) aptInstall('pgbouncer')
}

const readdir = (folder) => spawnSync('sh', ['-c', `ls ${folder}*/bin/postgres`]).status === 0

/** The last line, whatever happened: a file that could not even be loaded, and a check that failed before, count as failed. */
function count() {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] }
  const isBroken = ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  const failed = numFailedTests + testResults.filter(isBroken).length + Number(process.env.FAILED_CHECKS ?? 0)
  if (numPendingTests > 0) console.log(`\n${numPendingTests} skipped`)
  console.log(`\n${numPassedTests} passed, ${failed} failed`)
}

checkNode()
install({ tests: true })
needPostgres()
needChromium()
buildAll()
mkdirSync(join(ROOT, 'test', 'artefacts'), { recursive: true })
// What an earlier run counted is no answer to this one.
rmSync(report, { force: true })
const vitest = join(ROOT, 'test', 'node_modules', 'vitest', 'vitest.mjs')
const args = [
  vitest,
  'run',
  '--root',
  join(ROOT, 'test'),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: join(ROOT, 'test'),
})
count()
process.exit(status ?? 1)
