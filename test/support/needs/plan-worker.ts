import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built thread that checks plans. */
    planWorker: string
  }
}

const SERVER = resolve(import.meta.dirname, '../../../server')

/** Builds the thread that checks plans as the product is built: threads of Node read no TypeScript. */
export async function setup(project: TestProject): Promise<() => void> {
  // Below the server: what it does not take in is found among its packages.
  const folder = mkdtempSync(join(SERVER, 'node_modules', '.plan-worker-'))
  const entry = join(SERVER, 'src/plans/desk/plan-worker.ts')
  await build({
    root: SERVER,
    configFile: join(SERVER, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, sourcemap: false, rolldownOptions: { input: { 'plan-worker': entry } } },
  })
  project.provide('planWorker', pathToFileURL(join(folder, 'plan-worker.js')).href)
  return () => rmSync(folder, { recursive: true, force: true })
}
