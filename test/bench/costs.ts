import { readFileSync } from 'node:fs'
import type { ServerProcess } from '../support/server-process'
import type { DearRequest } from './dear-requests'
import { median } from './figure'

/** Ticks of the kernel's clock a second, as Linux has it everywhere. */
const TICKS = 100
const ROUNDS = 5
const PING_MS = 5

/** What a request took from the server, seen from outside. */
export interface Cost {
  readonly name: string
  /** Milliseconds of the processor, all threads. */
  readonly cpu: number
  /** Milliseconds that a small request beside it waited at most, in the quietest round: what else runs only adds. */
  readonly loop: number
}

/** Milliseconds of the processor that a process has used. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (((user ?? 0) + (system ?? 0)) * 1000) / TICKS
}

/** Asks for the health of the server again and again until it is stopped; gives the longest that an answer took. */
function pinger(url: string): () => Promise<number> {
  let isOn = true
  const running = (async () => {
    let longest = 0
    while (isOn) {
      const begun = performance.now()
      await (await fetch(`${url}/salute`)).arrayBuffer()
      longest = Math.max(longest, performance.now() - begun)
      await new Promise((wait) => setTimeout(wait, PING_MS))
    }
    return longest
  })()
  return () => {
    isOn = false
    return running
  }
}

type Headers = Record<string, string>

async function sent(url: string, headers: Headers, { name, query, variables }: DearRequest): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  // What is not accepted costs nothing worth telling.
  if (/QUERY_TOO_BIG|TOO_MANY_ATTEMPTS|REQUEST_TOO_LARGE|INTERNAL_ERROR/.test(text))
    throw new Error(`${name}: ${text.slice(0, 200)}`)
}

/** What each of these requests costs: the median of some rounds, the first of which is no round. */
export async function costsOf(
  server: ServerProcess,
  headers: Headers,
  requests: readonly DearRequest[],
): Promise<readonly Cost[]> {
  const costs: Cost[] = []
  for (const request of requests) {
    await sent(server.url, headers, request)
    const rounds: { cpu: number; loop: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const before = cpuOf(server.pid)
      await sent(server.url, headers, request)
      const cpu = cpuOf(server.pid) - before
      const stop = pinger(server.url)
      await sent(server.url, headers, request)
      rounds.push({ cpu, loop: await stop() })
    }
    costs.push({
      name: request.name,
      cpu: median(rounds.map(({ cpu }) => cpu)),
      loop: Math.min(...rounds.map(({ loop }) => loop)),
    })
  }
  return costs
}
