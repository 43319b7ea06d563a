import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Place } from './postgres-server'
import { type ServerProcess, startServer } from './server-process'

const ROOT = resolve(import.meta.dirname, '../..')
/** Nobody else's on this machine, it is hoped: numbers need no names. */
const FIRST_USER = 61_100
const GROUP = 61_200
const PORT = '4000'

const ip = (...args: readonly string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
const quietly = (work: () => void): void => {
  try {
    work()
  } catch {
    // It was never made, or is gone.
  }
}

/** A host with an address, a folder and a user of its own. */
export interface Host {
  /** A server on it, which comes back after a kill with the same data. */
  start(environment: Record<string, string>): Promise<ServerProcess>
  /** Address of the database as it is reached from here. */
  readonly database: string
  /** Cuts the line to the database: silently, or so that this end sees it. */
  cut(how: 'silently' | 'seen'): void
  mend(): void
}

/** Two hosts for servers and one for a database, each in a network namespace, with a line from each to each. */
export interface Hosts {
  readonly hosts: readonly [Host, Host]
  readonly database: Place
  /** A folder that both can write, as one that is shared over the network. */
  readonly shared: string
  close(): void
}

/** A bound copy of the program, and of Node: the users of the hosts come in wherever both lie. */
function bound(folder: string) {
  const [program, node] = [join(folder, 'programma'), join(folder, 'node')]
  mkdirSync(program)
  writeFileSync(node, '')
  execFileSync('mount', ['--bind', ROOT, program])
  execFileSync('mount', ['--bind', process.execPath, node])
  const release = () => {
    for (const place of [node, program]) quietly(() => execFileSync('umount', ['--lazy', place], { stdio: 'ignore' }))
    // Only what is empty: were the program still bound, its files would go.
    quietly(() => rmdirSync(program))
  }
  return { program, node, release }
}

/** Makes them. Needs root and iproute2; `close` takes all of it away again. */
export function openHosts(): Hosts {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-hosts-'))
  chmodSync(folder, 0o755)
  const id = `tg${process.pid.toString(36)}`
  const net = `10.${(process.pid % 200) + 20}.${Math.floor(process.pid / 200) % 250}`
  const names = [`${id}a`, `${id}b`, `${id}d`] as const
  const { program, node, release } = bound(folder)
  const close = () => {
    for (const name of names) quietly(() => ip('netns', 'del', name))
    release()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    // This machine has one address for all of them: limits are counted by it.
    const here = `${net}.1`
    names.forEach((name, at) => {
      ip('netns', 'add', name)
      ip('-n', name, 'link', 'set', 'lo', 'up')
      ip('link', 'add', `${name}0`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
      ip('addr', 'add', here, 'peer', `${net}.${at + 2}/32`, 'dev', `${name}0`)
      ip('link', 'set', `${name}0`, 'up')
      ip('-n', name, 'addr', 'add', `${net}.${at + 2}`, 'peer', `${here}/32`, 'dev', 'eth0')
      ip('-n', name, 'link', 'set', 'eth0', 'up')
    })
    const [, , data] = names
    const shared = join(folder, 'prove')
    mkdirSync(shared)
    chownSync(shared, 0, GROUP)
    chmodSync(shared, 0o2770)
    const hostOf = (at: 0 | 1): Host => {
      const [name, user] = [names[at], FIRST_USER + at]
      const [ends, own, other] = [`db${at}`, `${net}.${100 + 2 * at}`, `${net}.${101 + 2 * at}`]
      ip('-n', name, 'link', 'add', 'db', 'type', 'veth', 'peer', 'name', ends, 'netns', data)
      ip('-n', name, 'addr', 'add', own, 'peer', `${other}/32`, 'dev', 'db')
      ip('-n', name, 'link', 'set', 'db', 'up')
      ip('-n', data, 'addr', 'add', other, 'peer', `${own}/32`, 'dev', ends)
      ip('-n', data, 'link', 'set', ends, 'up')
      const home = join(folder, `dati-${at}`)
      mkdirSync(home, { mode: 0o700 })
      chownSync(home, user, user)
      const become = ['setpriv', `--reuid=${user}`, `--regid=${user}`, `--groups=${GROUP}`]
      let undo: () => void = () => undefined
      return {
        database: other,
        start: (environment) =>
          startServer(
            home,
            { PORT, HOME: home, TRAGUARDO_PROVE: shared, ...environment },
            {
              address: `${net}.${at + 2}`,
              by: ['ip', 'netns', 'exec', name, ...become, node],
              main: join(program, 'server/dist/main.js'),
            },
          ),
        cut(how) {
          if (how === 'seen') {
            ip('-n', data, 'link', 'set', ends, 'down')
            undo = () => {
              ip('-n', data, 'link', 'set', ends, 'up')
            }
          } else {
            // What comes to the database is answered into nowhere.
            ip('-n', data, 'route', 'replace', 'blackhole', `${own}/32`)
            undo = () => ip('-n', data, 'route', 'replace', `${own}/32`, 'dev', ends, 'src', other)
          }
        },
        mend() {
          undo()
          undo = () => undefined
        },
      }
    }
    const hosts = [hostOf(0), hostOf(1)] as const
    return { hosts, database: { address: `${net}.4`, inside: ['ip', 'netns', 'exec', data] }, shared, close }
  } catch (error) {
    close()
    throw error
  }
}
