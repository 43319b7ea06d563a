import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const CLI = resolve(import.meta.dirname, '../../server/dist/cli.js')

/** Starts a command of the built command line on a data folder. */
export const beginCommand = (
  data: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): ChildProcess =>
  spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, TRAGUARDO_DATA: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Runs a command to its end: its exit code, and everything it printed. */
export async function runCommand(
  data: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = beginCommand(data, args, environment)
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}
