import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../server/bin/workspace.mjs'
import { buildPlanWorker } from '../support/needs/plan-worker'
import { type Covered, fitting } from './fitting'
import { PINNED, type Pinned, without } from './pinned'
import { allMutants, brokenSources, type Mutant, sampleOf, SWITCHED, writeBelow } from './sources'
import { play } from './trial'

const TEST = join(ROOT, 'test')
const RESULT = 'test/mutants/result.json'
const TAKEN_OUT = join(TEST, 'artefacts/pinned')
const COVERED = join(TEST, 'artefacts/covered.jsonl')
const GOAL = 0.85
/** Tests of units, of the server and of its schema, from `test`. */
const ALL = ['shared', 'client', 'server', 'api'].map((part) => `${part}/**/*.test.ts`)
/** How many are taken by chance. */
const SIZE = 420
const AT_ONCE = availableParallelism()
const HOUR = 3600
const MINUTE = 60
const MS = 1000
/** As a share of how long tests take: under load they take longer, and a mutant that is late counts as found. */
const PATIENCE = 4
/** What the tests of a pinned one may take. */
const PINNED_MINUTES = 5
/** A switch that is passed so much more often than it is wont to stands in a loop without end. */
const HITS = 100

/** What came of a mutant: found by a test that is red or does not end, lived through all tests, or no test comes by. */
type End = 'killed' | 'late' | 'survived' | 'uncovered'

interface Ended {
  readonly said: string
  readonly end: End
}

const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** What each file of tests passes; those that are red already are left out. */
async function coverage(tests: readonly string[], env: Readonly<Record<string, string>>): Promise<readonly Covered[]> {
  rmSync(COVERED, { force: true })
  const told = { ...env, MUTANT_TEXTS: SWITCHED, MUTANT_COVERED: COVERED, MUTANT_WORKERS: String(AT_ONCE) }
  const { failed } = await play({ name: 'all', tests, env: told, mostSeconds: HOUR, isShort: false })
  for (const { file, name } of failed) console.log(`left out, red without a mutant: ${file} ${name}`)
  const lines = existsSync(COVERED) ? readFileSync(COVERED, 'utf8').split('\n').filter(Boolean) : []
  const covered = lines.map((line) => JSON.parse(line) as Covered)
  return covered.filter(({ file }) => !failed.some((one) => one.file === file))
}

/** Does them all, so many at a time, and gives what came of them. */
async function inTurn<T>(
  all: readonly T[],
  work: (one: T, worker: string) => Promise<Ended>,
): Promise<readonly Ended[]> {
  const waiting = [...all]
  const ended: Ended[] = []
  const worker = async (name: string) => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { said, end } = await work(one, name)
      ended.push({ said, end })
      console.log(`${ended.length}/${all.length} ${end} ${said}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => worker(String(at))))
  return ended
}

async function tryOne(mutant: Mutant, fit: readonly Covered[], name: string, env: Readonly<Record<string, string>>) {
  const { id, path, line, kind, from, to } = mutant
  const said = `${path}:${line} ${kind}: ${from} -> ${to}`
  if (fit.length === 0) return { said, end: 'uncovered' } as const
  const told = {
    ...env,
    MUTANT_TEXTS: SWITCHED,
    MUTANT_SOURCE: path,
    MUTANT_HITS: String(HITS * (1 + sum(fit.map(({ hits }) => hits[id] ?? 1)))),
    __STRYKER_ACTIVE_MUTANT__: id,
  }
  const mostSeconds = MINUTE + PATIENCE * sum(fit.map(({ seconds }) => seconds))
  const { end } = await play({ name, tests: fit.map(({ file }) => file), env: told, mostSeconds, isShort: true })
  return { said, end: ({ green: 'survived', red: 'killed', late: 'late' } as const)[end] }
}

async function tryPinned(pinned: Pinned, worker: string, env: Readonly<Record<string, string>>) {
  const { name, path, tests, red } = pinned
  const folder = join(TAKEN_OUT, worker)
  writeBelow(folder, path, without(pinned, readFileSync(join(ROOT, path), 'utf8')))
  const told = { ...env, MUTANT_TEXTS: folder, MUTANT_SOURCE: path }
  const mostSeconds = PINNED_MINUTES * MINUTE
  const { failed } = await play({ name: worker, tests, env: told, mostSeconds, isShort: false })
  const end = failed.some((one) => one.name.includes(red)) ? 'killed' : 'survived'
  return { said: `${path} ${name}`, end } as const
}

/** Figures of a run, and whoever was not found. */
function told(ended: readonly Ended[]) {
  const of = (...ends: readonly End[]) => ended.filter(({ end }) => ends.includes(end))
  const found = of('killed', 'late').length
  return {
    mutants: ended.length,
    killed: of('killed').length,
    late: of('late').length,
    survived: of('survived').length,
    uncovered: of('uncovered').length,
    share: Math.floor((1000 * found) / ended.length) / 1000,
    survivors: of('survived', 'uncovered')
      .map(({ said, end }) => `${end} ${said}`)
      .sort(),
  }
}

/** Writes down what came of a full run: `npm run house` reads it. */
function keep(result: object): void {
  writeFileSync(join(ROOT, RESULT), JSON.stringify(result))
  spawnSync(join(ROOT, 'node_modules/.bin/prettier'), ['--write', RESULT], { cwd: ROOT })
}

/**
 * Breaks the sources, one break at a time, and runs the tests that fit it. Answers whether enough were found.
 * @param asked files or folders of sources, of which all mutants are taken instead of a sample, and files of tests that are
 *   enough for them; both from the root
 */
export async function run(asked: readonly string[]): Promise<boolean> {
  const begun = Date.now()
  const seed = Number(process.env['TRAGUARDO_SEED'] ?? Date.now() % 1e6)
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no', '--', '.', `:!${RESULT}`) ? ' with changes' : ''}`
  const named = asked.filter((path) => !path.startsWith('test/'))
  const tests = asked.filter((path) => path.startsWith('test/')).map((path) => path.slice('test/'.length))
  const sources = brokenSources()
  const all = await allMutants(sources.map(({ path }) => path))
  const found = named.length > 0 ? all.filter(({ path }) => named.some((one) => path.startsWith(one))) : all
  const most = Number(process.env['TRAGUARDO_MUTANTS'] ?? (named.length > 0 ? found.length : SIZE))
  const taken = sampleOf(found, most, seed)
  const pinned = named.length > 0 ? [] : PINNED
  console.log(`${taken.length} of ${all.length} mutants, seed ${seed}, and ${pinned.length} by name`)
  const temporary = mkdtempSync(join(tmpdir(), 'traguardo-mutants-'))
  const planWorker = await buildPlanWorker()
  const env = { MUTANT_PLAN_WORKER: planWorker.href, TMPDIR: temporary }
  // Also where somebody stops the run.
  process.once('exit', () => {
    planWorker.remove()
    rmSync(temporary, { recursive: true, force: true })
  })
  const byName = await inTurn(pinned, (one, name) => tryPinned(one, name, env))
  const covered = taken.length > 0 ? await coverage(tests.length > 0 ? tests : ALL, env) : []
  const fit = fitting(all, covered, sources)
  const byChance = await inTurn(taken, (one, name) => tryOne(one, fit(one), name, env))
  const result = told([...byName, ...byChance])
  console.log(result.survivors.join('\n'))
  console.log(`${result.mutants} mutants, ${result.share} of them found`)
  const minutes = Math.round((Date.now() - begun) / MS / MINUTE)
  const day = new Date().toISOString().slice(0, 10)
  if (named.length === 0 && taken.length >= SIZE) keep({ commit, day, seed, minutes, ...result })
  return result.share >= GOAL && byName.every(({ end }) => end === 'killed')
}
