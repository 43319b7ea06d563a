// `npm run check`: format, lint, types, unused code, then every test, the house rules among them. `--fast` leaves the browser out.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../server/bin/workspace.mjs'

const bin = (name, folder = '') => join(ROOT, folder, 'node_modules', '.bin', name)

const STEPS = [
  ['format', bin('prettier'), '--check', '--log-level', 'warn', '.'],
  ['lint', bin('eslint'), '--max-warnings', '0', '.'],
  ['types of shared', bin('tsc'), '-p', 'shared'],
  ['types of server', bin('tsc'), '-p', 'server'],
  ['types of client', bin('vue-tsc'), '-p', 'client'],
  ['types of test', bin('vue-tsc'), '-p', 'test'],
  ['unused code', bin('knip'), '--no-progress'],
]

function step([name, command, ...args]) {
  const begun = Date.now()
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  return status === 0
}

checkNode()
install({ tests: true })
const failed = STEPS.filter((one) => !step(one))
if (failed.length > 0) console.log(`✗ ${failed.map(([name]) => name).join(', ')}`)
const without = process.argv.includes('--fast') ? ['--project', '!e2e'] : []
const tests = spawnSync(process.execPath, [join(ROOT, 'test', 'run.mjs'), ...without], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, FAILED_CHECKS: String(failed.length) },
})
process.exit(failed.length > 0 ? 1 : (tests.status ?? 1))
