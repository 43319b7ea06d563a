import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import base from '../vitest.config'

const ROOT = resolve(import.meta.dirname, '../..')
const TEST = join(ROOT, 'test')
const SECOND = 1000
/** Folder of the texts that stand instead, and the one source that is meant; without it, all that are there. */
const {
  MUTANT_TEXTS = '',
  MUTANT_SOURCE,
  MUTANT_TESTS = '',
  MUTANT_PLAN_WORKER = '',
  MUTANT_WORKERS = '1',
} = process.env
const asked = MUTANT_TESTS.split(' ')

/** One breaks the sources by itself, the other asks at every door as everybody: the holes do so one by one. */
const LEFT_OUT = ['shared/sync/mutants.test.ts', 'server/hostile/hostile.test.ts']

/** The text that stands instead of a source; undefined for one that is as it is. */
function instead(id: string): string | undefined {
  const path = relative(ROOT, id.split('?')[0] ?? '')
  const file = join(MUTANT_TEXTS, path)
  const isMeant = /^(shared|server)\/src\//.test(path) && (MUTANT_SOURCE ?? path) === path
  return isMeant && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const texts: Plugin = {
  name: 'mutant-texts',
  enforce: 'pre',
  load: instead,
  configureVitest: ({ experimental_defineCacheKeyGenerator: defineKey }) =>
    defineKey(({ id }) =>
      createHash('sha256')
        .update(instead(id) ?? '')
        .digest('hex'),
    ),
}

/** What fits best comes first. */
class AsAsked extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => asked.indexOf(relative(TEST, moduleId))
    return [...files].sort((a, b) => place(a) - place(b))
  }
}

const isOfClient = (path: string) => path.startsWith('client/')
/** As in the suite: files of the client keep something, those of the others nothing. */
const projects = [
  { name: 'client', include: asked.filter(isOfClient), isolate: true },
  { name: 'others', include: asked.filter((path) => !isOfClient(path)), isolate: false },
].filter(({ include }) => include.length > 0)

/** The tests of units and of the server, on SQLite alone. */
export default defineConfig({
  plugins: [...(base.plugins ?? []), texts],
  resolve: base.resolve ?? {},
  test: {
    root: TEST,
    exclude: LEFT_OUT,
    testNamePattern: /^(?!.*postgresql)/,
    testTimeout: 30 * SECOND,
    hookTimeout: 60 * SECOND,
    projects: projects.map((test) => ({ extends: true, test })),
    maxWorkers: Number(MUTANT_WORKERS),
    sequence: { sequencer: AsAsked },
    setupFiles: ['reflect-metadata', './mutants/covered.ts'],
    provide: { planWorker: MUTANT_PLAN_WORKER },
    experimental: { fsModuleCache: true, fsModuleCachePath: join(TEST, 'artefacts/modules') },
  },
})
