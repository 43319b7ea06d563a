import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../../server/bin/workspace.mjs'

const TEST = join(ROOT, 'test')
const MS = 1000

/** What came of a run of tests: all green, red, or over its time and ended. */
export interface Outcome {
  readonly end: 'green' | 'red' | 'late'
  /** Tests that failed: their file, from `test`, and their full name; no name where the file could not be loaded. */
  readonly failed: readonly { readonly file: string; readonly name: string }[]
}

export interface Trial {
  /** Files of tests, or patterns of them, from `test`. */
  readonly tests: readonly string[]
  /** What the process is told: see `vitest.config.ts` and `covered.ts`. */
  readonly env: Readonly<Record<string, string>>
  readonly mostSeconds: number
  /** It ends with the first red test. */
  readonly isShort: boolean
  /** No two at a time have the same. */
  readonly name: string
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

function failedIn(report: string): Outcome['failed'] {
  if (!existsSync(report)) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const file = relative(TEST, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      return failed.length === 0 ? [{ file, name: '' }] : failed.map(({ fullName }) => ({ file, name: fullName }))
    })
}

/** Runs tests in a process of their own, which goes with all its children when its time is over. */
export async function play({ tests, env, mostSeconds, isShort, name }: Trial): Promise<Outcome> {
  const report = join(TEST, `artefacts/trial-${name}.json`)
  rmSync(report, { force: true })
  const vitest = [
    join(TEST, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(TEST, 'mutants/vitest.config.ts'),
  ]
  const child = spawn(
    process.execPath,
    [...vitest, '--reporter=json', `--outputFile.json=${report}`, ...(isShort ? ['--bail=1'] : [])],
    {
      cwd: TEST,
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, TRAGUARDO_SCHEDULES: '30', ...env, MUTANT_TESTS: tests.join(' ') },
    },
  )
  let isLate = false
  const end = () => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL')
  }
  const timer = setTimeout(() => {
    isLate = true
    end()
  }, mostSeconds * MS)
  process.once('exit', end)
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  clearTimeout(timer)
  process.removeListener('exit', end)
  if (isLate) return { end: 'late', failed: [] }
  return { end: code === 0 ? 'green' : 'red', failed: failedIn(report) }
}
