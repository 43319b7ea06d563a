import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { resolve } from 'node:path'
import autocannon from 'autocannon'
import { freePort } from '../../support/server-process'

const WARM_UP = 1
const SECONDS = 3
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

/** Answers a second to a question that is asked for some seconds over four lines at once; every answer has this status. */
export async function rateOf(question: Question, status: 200 | 304 = 200): Promise<number> {
  const options = { ...question, method: 'POST', connections: CONNECTIONS, timeout: 60 } as const
  await autocannon({ ...options, duration: WARM_UP })
  const result = await autocannon({ ...options, duration: SECONDS })
  const others = status === 200 ? result.non2xx : result['2xx']
  if (result.errors + others > 0) throw new Error(`${result.errors} requests failed, ${others} were answered otherwise`)
  return result.requests.average
}

/** Sends a question and reads the answer to its end, as cheaply as Node can. */
async function send({ url, headers, body }: Question, agent: Agent): Promise<void> {
  const sent = request(url, {
    method: 'POST',
    agent,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  if (answer.statusCode !== 200) throw new Error(`Answered with ${answer.statusCode}`)
}

/** What some seconds of asking gave. */
export interface Asked {
  /** Answers a second, the time in which what is asked about was changed left out. */
  readonly rate: number
  /** Milliseconds of each answer. */
  readonly times: readonly number[]
}

/** Asks for some seconds over four lines at once, each time after something was changed. */
export async function askChanging(question: Question, change: () => Promise<unknown>, seconds: number): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + seconds * 1000
  const times: number[] = []
  const line = async (): Promise<void> => {
    do {
      await change()
      const begun = performance.now()
      await send(question, agent)
      times.push(performance.now() - begun)
    } while (performance.now() < end)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, line))
  agent.destroy()
  const waited = times.reduce((sum, time) => sum + time, 0) / CONNECTIONS
  return { rate: (times.length * 1000) / waited, times }
}

const programOf = (name: string): string => resolve(import.meta.dirname, '../bench/trees', name)

/** Loads a peer that is a program of its own: it takes what it sends, or its database, and its port. */
export async function withPeer<T>(
  name: string,
  args: readonly string[],
  work: (url: string) => Promise<T>,
): Promise<T> {
  const [first = '', ...rest] = args
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [programOf(name), first, String(port), ...rest], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const ended = once(child, 'exit')
  try {
    while (!(await fetch(url).catch(() => null))) await new Promise((wait) => setTimeout(wait, 50))
    return await work(url)
  } finally {
    child.kill()
    await ended
  }
}
