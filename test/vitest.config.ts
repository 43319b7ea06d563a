import vue from '@vitejs/plugin-vue'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** type-graphql is CommonJS and would load a second copy of graphql: both must be the one file. */
const graphql = resolve(
  dirname(createRequire(resolve(import.meta.dirname, '../server/package.json')).resolve('graphql')),
  'index.js',
)

const MINUTE = 60_000

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    maxWorkers: 2,
    testTimeout: MINUTE,
    hookTimeout: 2 * MINUTE,
    projects: [
      { extends: true, test: { name: 'house', include: ['house.test.ts'] } },
      { extends: true, test: { name: 'shared', include: ['shared/**/*.test.ts'] } },
      { extends: true, test: { name: 'client', include: ['client/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          // Each app has a database of its own; loading the server's modules for every file takes longer than most tests.
          isolate: false,
          globalSetup: ['./support/postgres.ts', './support/plan-worker.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['process/**/*.test.ts'],
          globalSetup: './support/postgres.ts',
          testTimeout: 15 * MINUTE,
        },
      },
      { extends: true, test: { name: 'e2e', include: ['e2e/**/*.test.ts'], testTimeout: 3 * MINUTE } },
    ],
  },
})
