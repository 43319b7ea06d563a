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

/**
 * Starts the built server on a data folder and waits until it serves.
 * @param main another build of it
 */
export async function startServer(
  data: string,
  environment: Record<string, string> = {},
  main = MAIN,
): Promise<ServerProcess> {
  const port = Number(environment.PORT ?? (await freePort()))
  const child = spawn(process.execPath, [main], {
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
  const url = `http://127.0.0.1:${port}`
  await ready(url, child, output)
  return { url, port, pid: child.pid ?? 0, output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
