import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { freePort } from './server-process'

/** What that server takes for keys. */
export const S3_KEYS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }
export const BUCKET = 'prove'

/** A server that speaks S3, in a process and on a folder of its own, with one bucket. */
export interface S3Server {
  readonly url: string
  /** Folder of its bucket. */
  readonly folder: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Goes on at the same address, with what it had. */
  start(): Promise<void>
  close(): Promise<void>
}

const require = createRequire(import.meta.url)
const PROGRAM = join(dirname(require.resolve('s3rver/package.json')), 'bin', 's3rver.js')
const PATIENCE_MS = 30_000

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(50)) {
    if (child.exitCode !== null) throw new Error(`the S3 server ended with ${child.exitCode}`)
    if (await fetch(url).catch(() => null)) return
  }
  throw new Error('the S3 server was not ready in time')
}

/** Starts one; whoever starts it closes it. */
export async function startS3(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-s3-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess
  const start = async (): Promise<void> => {
    // The marks by which it goes on with a long list are made by a cipher of long ago.
    const args = ['--openssl-legacy-provider', PROGRAM, '--silent', '--directory', folder]
    args.push('--address', '127.0.0.1', '--port', String(port), '--configure-bucket', BUCKET)
    child = spawn(process.execPath, args, { stdio: 'ignore' })
    await untilItAnswers(url, child)
  }
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url,
    folder: join(folder, BUCKET),
    kill,
    start,
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let shared: Promise<S3Server> | null = null

/** One for all tests of a file. */
export function s3Server(): Promise<S3Server> {
  if (shared === null) {
    const started = (shared = startS3())
    afterAll(async () => {
      shared = null
      await (await started).close()
    })
  }
  return shared
}
