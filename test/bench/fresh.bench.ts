import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen, type News } from '../support/news'
import { aPush, edit } from '../support/push'
import { type ServerProcess, startServer } from '../support/server-process'
import { median, print } from './figure'

const LISTENERS = 200
/** Streams that a person has at most. */
const OF_ONE = 8
const ROUNDS = 20
/** Who hears of the values that are entered: one stream, so that none of it is ended for another. */
const WATCHER = 'controllo-gestione'
/** Milliseconds after which nothing comes any more. */
const LONGEST = 20_000
const PASSWORD = 'Traguardo-2021'
const FIGURE = { bench: 'fresh', peer: 'budget', better: 'less', goal: 1 } as const
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Megabytes that a server holds in memory. */
const memoryOf = ({ pid }: ServerProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

interface Answered {
  readonly status?: { readonly accounts?: readonly { readonly username: string }[] }
  readonly sync?: { readonly verdicts?: readonly { readonly type: string }[] }
}

async function ask({ url }: ServerProcess, query: string, variables: object = {}, cookie = '') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', cookie },
    body: JSON.stringify({ query, variables }),
  })
  const { data } = (await response.json()) as { data: Answered }
  return { data, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

const signIn = async (server: ServerProcess, username: string): Promise<string> =>
  (await ask(server, `mutation { signIn(username: "${username}", password: "${PASSWORD}") { __typename } }`)).cookie

/** Somebody who enters one value after the other, each over the one before. */
function author(server: ServerProcess, cookie: string): () => Promise<void> {
  let base: string | null = null
  let number = 0
  return async () => {
    number += 1
    const one = edit('Percent_LibriRI.num', 'RI', { type: 'number', number }, { base })
    const { data } = await ask(server, ...aPush([one]), cookie)
    if (data.sync?.verdicts?.[0]?.type !== 'applied') throw new Error(`Not taken: ${JSON.stringify(data)}`)
    base = one.id
  }
}

/** Milliseconds from the push of a value to the word of it at whoever listens, one round after the other. */
async function heardAfter(enter: () => Promise<void>, news: News): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const before = news.counts().at(-1)
    const begun = performance.now()
    await enter()
    while (news.counts().at(-1) === before) {
      if (performance.now() - begun > LONGEST)
        throw new Error(`Nobody hears of value ${round}: ${news.counts().join(' ')}`)
      await pause(2)
    }
    times.push(performance.now() - begun)
  }
  return times
}

/** What pages in sight cost a server, and how soon they hear of a value. */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-fresh-'))
  const server = await startServer(folder, { TRAGUARDO_ATTESA: '0' })
  const open: News[] = []
  try {
    const { data } = await ask(server, '{ status { accounts { username } } }')
    const names = [...new Set((data.status?.accounts ?? []).map(({ username }) => username))].filter(
      (name) => name !== WATCHER,
    )
    if (names.length * OF_ONE < LISTENERS) throw new Error(`${names.length} people are too few`)
    const cookies: string[] = []
    for (const name of names.slice(0, LISTENERS / OF_ONE)) cookies.push(await signIn(server, name))
    const enter = author(server, await signIn(server, 'po-registro-imprese'))
    const first = await listen(server.url, await signIn(server, WATCHER))
    open.push(first)
    await heardAfter(enter, first)
    const before = memoryOf(server)
    while (open.length < LISTENERS + 1)
      open.push(await listen(server.url, cookies[(open.length - 1) % cookies.length] ?? ''))
    let ended = 0
    for (const news of open) void news.ended.then(() => (ended += 1))
    const heard = await heardAfter(enter, first)
    if (ended > 0) throw new Error(`${ended} of ${open.length} were ended`)
    print({ ...FIGURE, what: '200-listeners-megabytes', ours: Math.max(0.1, memoryOf(server) - before), theirs: 50 })
    print({ ...FIGURE, what: 'heard-ms', ours: median(heard), theirs: 2000 })
  } finally {
    for (const news of open) news.leave()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
