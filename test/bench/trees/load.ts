import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import autocannon, { type Result } from 'autocannon'
import { freePort } from '../../support/server-process'

const WARM_UP = 2
const SECONDS = 8
const CONNECTIONS = 4

export type Headers = Readonly<Record<string, string>>
export const PLAIN: Headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' }

/** A question that is asked again and again. */
export interface Question {
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

export const questionOf = (url: string, headers: Headers, query: string, variables: object = {}): Question => ({
  url: `${url}/graphql`,
  headers,
  body: JSON.stringify({ query, variables }),
})

export async function ask({ url, headers, body }: Question): Promise<Response> {
  const response = await fetch(url, { method: 'POST', headers, body })
  if (!response.ok && response.status !== 304) throw new Error(`${response.status}: ${await response.text()}`)
  return response
}

/** Asks it for some seconds over four lines at once; every answer has this status. */
export async function load(question: Question, status: 200 | 304 = 200): Promise<Result> {
  const options = { ...question, method: 'POST', connections: CONNECTIONS, timeout: 60 } as const
  await autocannon({ ...options, duration: WARM_UP })
  const result = await autocannon({ ...options, duration: SECONDS })
  const others = status === 200 ? result.non2xx : result['2xx']
  if (result.errors + others > 0) throw new Error(`${result.errors} requests failed, ${others} were answered otherwise`)
  return result
}

const programOf = (name: string): string => resolve(import.meta.dirname, '../bench/trees', name)

/** A program that runs beside until it is told to end; then it may say a number. */
async function begin(name: string, args: readonly string[]): Promise<() => Promise<number>> {
  const child = spawn(process.execPath, [programOf(name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  return async () => {
    child.kill()
    await ended
    return Number(said)
  }
}

/** Loads a peer that is a program of its own: it takes what it sends, or its database, and its port. */
export async function withPeer<T>(
  name: string,
  args: readonly string[],
  work: (url: string) => Promise<T>,
): Promise<T> {
  const [first = '', ...rest] = args
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const end = await begin(name, [first, String(port), ...rest])
  try {
    while (!(await fetch(url).catch(() => null))) await new Promise((wait) => setTimeout(wait, 50))
    return await work(url)
  } finally {
    await end()
  }
}

/** What is written beside: a statement with an id and a number, for each of these ids in turn. */
export interface Writing {
  readonly database: string
  /** Milliseconds between two. */
  readonly pause: number
  readonly statement: string
  readonly ids: readonly string[]
}

/**
 * Does something while values change, one after the other. Throws where there were fewer changes than answers a second:
 * then some answers were of no new value.
 */
export async function whileChanging({ database, pause, statement, ids }: Writing, work: () => Promise<Result>) {
  const begun = performance.now()
  const end = await begin('writer.mjs', [database, String(pause), statement, ...ids])
  let result: Result | null = null
  let rate = 0
  try {
    result = await work()
  } finally {
    rate = ((await end()) * 1000) / (performance.now() - begun)
  }
  console.log(`      ${Math.round(rate)} values changed a second, ${Math.round(result.requests.average)} answers`)
  if (rate < result.requests.average) throw new Error('Fewer values changed than were asked for')
  return result
}
