import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from './server-process'

const DEBIAN = '/usr/lib/postgresql'
/** Where Debian has it. */
export const PGBOUNCER = '/usr/sbin/pgbouncer'
const PATIENCE_MS = 30_000

/** Who the server runs as: it refuses to be root. */
function owner(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString())
  return { uid: id('-u'), gid: id('-g') }
}

/** Folder of the programs of the newest of the system's own servers, or null. */
export function debianBinaries(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return (
    versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres'))) ?? null
  )
}

/** Resolves when somebody listens there. */
async function listening(port: number, address: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const socket = connect(port, address)
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    // Looked at after the last try: a build in this process may have held it up for longer than that.
    if (Date.now() > end) throw new Error('PostgreSQL did not start')
    await setTimeout(100)
  }
}

/** A folder for a server that may run as somebody else, who has to come in. */
function serverFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-postgres-'))
  chmodSync(folder, 0o755)
  const as = owner()
  if (as.uid !== undefined) execFileSync('chown', [`${as.uid}:${as.gid}`, folder])
  return folder
}

/** A program of PostgreSQL, or one beside it, that runs until it is ended. */
export interface DatabaseServer {
  readonly port: number
  /** Address without a database name. */
  readonly url: string
  /** Ends it at once, as its operator would, and takes its folder away. */
  stop(): Promise<void>
  /** Ends it, or lets it crash, and starts it again on the same data and port. */
  restart(how?: 'ended' | 'crashed'): Promise<void>
}

/** Where a server runs: on this machine, or as on a host of its own. */
export interface Place {
  readonly address: string
  /** What stands before a program so that it runs there. */
  readonly inside: readonly string[]
  /** Folder for its data; left out, one of its own. */
  readonly folder?: string
}

const HERE: Place = { address: '127.0.0.1', inside: [] }

/** Runs a program as whoever may, and waits until it is ready. */
async function run(
  command: readonly [string, ...string[]],
  folder: string,
  port: number,
  { address, inside, isReady = () => true }: Place & { isReady?(): boolean } = HERE,
): Promise<DatabaseServer> {
  const { uid, gid } = owner()
  // A namespace is entered by root, who then becomes somebody else.
  const become = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const [program = '', ...args] = inside.length > 0 ? [...inside, ...become, ...command] : command
  const start = async () => {
    const child = spawn(program, args, { ...(inside.length > 0 ? {} : owner()), cwd: folder, stdio: 'ignore' })
    await listening(port, address)
    while (!isReady()) await setTimeout(100)
    return child
  }
  let child = await start()
  const end = async (signal: NodeJS.Signals = 'SIGINT') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    port,
    url: `postgresql://postgres:postgres@${address}:${port}`,
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
    async restart(how = 'ended') {
      await end(how === 'crashed' ? 'SIGQUIT' : 'SIGINT')
      child = await start()
    },
  }
}

function postgres(bin: string, folder: string, port: number, place: Place = HERE): Promise<DatabaseServer> {
  const { address } = place
  const settings = [
    `port=${port}`,
    `listen_addresses=${place === HERE ? address : '*'}`,
    `unix_socket_directories=${folder}`,
  ]
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])]
  const isReady = () => spawnSync(join(bin, 'pg_isready'), ['-h', address, '-p', `${port}`]).status === 0
  return run([join(bin, 'postgres'), ...args], folder, port, { ...place, isReady })
}

/** An empty server of the system's. */
export async function startPostgres(bin: string, place: Place = HERE): Promise<DatabaseServer> {
  const folder = place.folder ?? serverFolder()
  const args = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  execFileSync(join(bin, 'initdb'), args, { ...owner(), cwd: folder, stdio: 'ignore' })
  if (place !== HERE) appendFileSync(join(folder, 'data', 'pg_hba.conf'), 'host all all all trust\n')
  return postgres(bin, folder, await freePort(), place)
}

/** A streaming replica of a server. */
export async function startReplica(bin: string, primary: DatabaseServer): Promise<DatabaseServer> {
  const folder = serverFolder()
  const args = ['-D', join(folder, 'data'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', primary.url]
  execFileSync(join(bin, 'pg_basebackup'), args, { ...owner(), cwd: folder, stdio: 'ignore' })
  return postgres(bin, folder, await freePort())
}

/** A pgbouncer before a server, which lends its connections for one transaction each. */
export async function startPgbouncer(server: Pick<DatabaseServer, 'port'>): Promise<DatabaseServer> {
  const folder = serverFolder()
  const port = await freePort()
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${server.port} user=postgres`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 4',
    'max_client_conn = 100',
    'server_reset_query = discard all',
  ]
  const settings = join(folder, 'pgbouncer.ini')
  writeFileSync(settings, `${lines.join('\n')}\n`)
  return run([PGBOUNCER, settings], folder, port)
}
