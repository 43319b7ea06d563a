// `npm run test:long`: what `npm test` plays a sample of, at full length; what came of it stands in `test/long-result.json`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../server/bin/workspace.mjs'

const TEST = join(ROOT, 'test')
const RESULT = join(TEST, 'long-result.json')
/** What the tests say of themselves, in one line each. */
const SAID = /^(mutant,|\d+ schedules of seed|sqlite:|postgresql:|hostile doors|\d+ operations)/
const SEED = process.env.TRAGUARDO_SEED ?? String(Date.now() % 1e6)

/**
 * 50,000 schedules on four kinds of days; a hundred kills on each database; hostile clients at every door of both; a device
 * on which 20,000 operations wait; whatever else is shortened.
 */
const PARTS = {
  schedules: { files: ['shared/sync/schedule.test.ts'], env: { TRAGUARDO_SCHEDULES: '12500' } },
  chance: {
    files: ['--project', 'shared', '--project', 'chance', '--testTimeout=600000'],
    env: { TRAGUARDO_CHANCE: '1' },
  },
  mutants: { files: ['shared/sync/mutants.test.ts'], env: {} },
  kills: {
    files: ['process/killed', 'process/postgresql-under-load', 'process/upgraded'],
    env: { TRAGUARDO_KILLS: '100' },
  },
  hostile: { files: ['server/hostile'], env: { HOSTILE_RUNS: '1000' } },
  device: { files: ['e2e/many-operations'], env: { TRAGUARDO_MANY: '20000' } },
  fuzz: { files: ['server/plans/fuzz.test.ts'], env: { TRAGUARDO_FUZZ: '200000' } },
}

const git = (...args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()

function run(name, { files, env }) {
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!test/long-result.json') ? ' with changes' : ''}`
  const report = join(TEST, 'artefacts', `long-${name}.json`)
  const begun = Date.now()
  const args = ['run', '--root', TEST, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files]
  const { status, stdout } = spawnSync(process.execPath, [join(TEST, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: TEST,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, TRAGUARDO_SEED: SEED },
  })
  process.stdout.write(stdout)
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  const said = stdout.split('\n').map((line) => line.replace(/\u001b\[[0-9;]*m/g, '').trim())
  return {
    commit,
    day: new Date().toISOString().slice(0, 10),
    seed: SEED,
    ...env,
    passed: counted.numPassedTests ?? 0,
    failed: counted.numFailedTests ?? 1,
    seconds: Math.round((Date.now() - begun) / 1000),
    said: said.filter((line) => SAID.test(line)),
    ok: status === 0,
  }
}

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(PARTS)
const unknown = names.filter((name) => !(name in PARTS))
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: there are ${Object.keys(PARTS).join(', ')}`)
checkNode()
install({ tests: true })
mkdirSync(join(TEST, 'artefacts'), { recursive: true })
let isGood = true
for (const name of names) {
  const results = existsSync(RESULT) ? JSON.parse(readFileSync(RESULT, 'utf8')) : {}
  const result = run(name, PARTS[name])
  writeFileSync(RESULT, `${JSON.stringify({ ...results, [name]: result }, null, 2)}\n`)
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds} s`)
  isGood &&= result.ok
}
spawnSync(join(ROOT, 'node_modules', '.bin', 'prettier'), ['--write', '--log-level', 'warn', RESULT], {
  stdio: 'inherit',
})
process.exit(isGood ? 0 : 1)
