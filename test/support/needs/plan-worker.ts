import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { ROOT } from '../../../server/bin/workspace.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built thread that checks plans. */
    planWorker: string
  }
}

const SERVER = join(ROOT, 'server')

/** Builds the thread that checks plans as the product is built: threads of Node read no TypeScript. */
export async function buildPlanWorker(): Promise<{ readonly href: string; remove(): void }> {
  // Below the server: what it does not take in is found among its packages.
  const folder = mkdtempSync(join(SERVER, 'node_modules', '.plan-worker-'))
  const entry = join(SERVER, 'src/plans/desk/plan-worker.ts')
  await build({
    root: SERVER,
    configFile: join(SERVER, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, sourcemap: false, rolldownOptions: { input: { 'plan-worker': entry } } },
  })
  return {
    href: pathToFileURL(join(folder, 'plan-worker.js')).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const { href, remove } = await buildPlanWorker()
  project.provide('planWorker', href)
  return remove
}
