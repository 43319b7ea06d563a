import vue from '@vitejs/plugin-vue'
import { createRequire } from 'node:module'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** type-graphql is CommonJS and would load a second copy of graphql: both must be the one file. */
const graphql = resolve(
  dirname(createRequire(resolve(import.meta.dirname, '../server/package.json')).resolve('graphql')),
  'index.js',
)

const SECOND = 1000
const MINUTE = 60 * SECOND
/** A worker with a server, a database and a browser beside it takes so much. */
const BYTES_A_WORKER = 2 * 2 ** 30
/** Two at least: whoever waits for a server lets the other one work. */
const WORKERS = Math.max(2, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_A_WORKER)))

/** What is brought before the first test of a project, once for a run. */
const needs = (...names: readonly string[]) => names.map((name) => `./support/needs/${name}.ts`)
/** Chance and time played through: minutes, where a unit takes milliseconds. */
const SIMULATIONS = ['shared/sync/schedule.test.ts', 'shared/sync/mutants.test.ts']
/** Properties over whole plans, of which each case takes as long as a test of a unit. */
const CHANCE = ['shared/**/*.chance.test.ts']

/** Files of a minute or more on two cores, the longest first. */
const LONGEST = [
  'server/hostile/hostile',
  'e2e/pages',
  'e2e/year',
  'e2e/journeys',
  'process/killed-postgresql',
  'shared/sync/mutants',
  'e2e/states',
  'e2e/keyboard',
]

/** What takes longest begins first, so that nobody waits for it alone at the end: a fresh clone knows no durations. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.includes(`/${name}`))
      return at === -1 ? LONGEST.length : at
    }
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

/** The parts stand beside the tests: while tests are watched, a change there counts too. */
const watchedParts: Plugin = {
  name: 'watched-parts',
  configureServer: ({ watcher }) => {
    for (const part of ['shared', 'server', 'client']) watcher.add(resolve(import.meta.dirname, '..', part, 'src'))
  },
}

export default defineConfig({
  plugins: [vue(), watchedParts],
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    maxWorkers: WORKERS,
    // What was translated once is kept: most of a short run would go into it.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    testTimeout: MINUTE,
    hookTimeout: 2 * MINUTE,
    // What is waited for comes when it comes: a machine that is busy is no fault.
    expect: { poll: { timeout: MINUTE / 2 } },
    projects: [
      { extends: true, test: { name: 'house', include: ['house.test.ts'] } },
      { extends: true, test: { name: 'api', include: ['api/**/*.test.ts'], setupFiles: ['reflect-metadata'] } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['shared/**/*.test.ts'],
          exclude: [...SIMULATIONS, ...CHANCE],
          testTimeout: 5 * SECOND,
          // Nothing there keeps anything: see `ARCHITECTURE.md`.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'client', include: ['client/**/*.test.ts'], testTimeout: 5 * SECOND } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['components/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 5 * SECOND,
        },
      },
      { extends: true, test: { name: 'chance', include: CHANCE, isolate: false } },
      { extends: true, test: { name: 'simulations', include: SIMULATIONS } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          // Each app has a database of its own; loading the server's modules for every file takes longer than most tests.
          isolate: false,
          // A worker begins with whatever file: decorators find what they write into.
          setupFiles: ['reflect-metadata'],
          globalSetup: needs('postgres', 'plan-worker'),
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['process/**/*.test.ts'],
          globalSetup: needs('build', 'postgres', 'pgbouncer', 'hosts'),
          testTimeout: 15 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          name: 'ways',
          include: ['house/**/*.test.ts'],
          globalSetup: needs('build', 'chromium', 'plan-worker'),
          testTimeout: 3 * MINUTE,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: needs('build', 'chromium'),
          testTimeout: 3 * MINUTE,
        },
      },
    ],
  },
})
