// `npm test`: installs what tests import, runs them, and ends with one line that counts them. What else a part needs, a build,
// a database, a browser, is brought by its project in `vitest.config.ts`, where a test of it is asked for.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../server/bin/workspace.mjs'

const TEST = join(ROOT, 'test')
const report = join(TEST, 'artefacts', 'vitest.json')
const asked = process.argv.slice(2)
const isWatching = asked.some((one) => one === '--watch' || one === '-w')

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
mkdirSync(join(TEST, 'artefacts'), { recursive: true })
// What an earlier run counted is no answer to this one.
rmSync(report, { force: true })
const once = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const vitest = [join(TEST, 'node_modules', 'vitest', 'vitest.mjs'), ...(isWatching ? [] : once), '--root', TEST]
// The files that a value goes through are a figure of `npm run house`.
const projects = asked.includes('--project') ? [] : ['--project', '!ways']
const { status } = spawnSync(process.execPath, [...vitest, ...projects, ...asked], { stdio: 'inherit', cwd: TEST })
if (!isWatching) count()
process.exit(status ?? 1)
