import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

const MAIN = resolve(import.meta.dirname, '../../server/dist/main.js')
const PATIENCE_MS = 60_000

/** A port that is free now on the loopback address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The product as its user runs it: the built server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Everything it printed. */
  output(): string
  /** Ends it as the system would: SIGTERM, and waits. */
  stop(): Promise<void>
  /** Ends it as a power cut would: SIGKILL, and waits. */
  kill(): Promise<void>
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`)
    const answer = await fetch(`${url}/salute`).catch(() => null)
    if (answer?.ok) return
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error(`the server was not ready in time:\n${output()}`)
}

/** Where and what is started, where it is not the built server on this machine. */
export interface Another {
  /** Another build of it. */
  readonly main?: string
  /** Address at which it is reached. */
  readonly address?: string
  /** What starts it, before its program; Node alone where it is left out. */
  readonly by?: readonly [string, ...string[]]
}

/** Starts the built server on a data folder and waits until it serves. */
export async function startServer(
  data: string,
  environment: Record<string, string> = {},
  { main = MAIN, address = '127.0.0.1', by = [process.execPath] }: Another = {},
): Promise<ServerProcess> {
  const port = Number(environment.PORT ?? (await freePort()))
  const [program, ...args] = by
  const child = spawn(program, [...args, main], {
    env: { ...process.env, TRAGUARDO_DATA: data, ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  const output = () => printed.join('')
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const url = `http://${address}:${port}`
  await ready(url, child, output)
  return { url, port, pid: child.pid ?? 0, output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
