import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FLOOD_LIMIT } from '../../server/src/identity/accounts/guesses/floods'
import { type Host, type Hosts, openHosts } from '../support/hosts'
import { Person } from '../support/person'
import { type DatabaseServer, debianBinaries, startPostgres } from '../support/postgres-server'
import type { ServerProcess } from '../support/server-process'

const pdf = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes), Buffer.from('\n%%EOF\n')])
const key = randomBytes(32).toString('base64')

let network: Hosts
let database: DatabaseServer
let servers: [ServerProcess, ServerProcess]

const start = (host: Host): Promise<ServerProcess> =>
  host.start({
    DATABASE_URL: `postgresql://postgres@${host.database}:${database.port}/postgres`,
    TRAGUARDO_CHIAVE: key,
    TRAGUARDO_ATTESA: '1',
    TRAGUARDO_LIMITE_SQL: '2',
  })

beforeAll(async () => {
  const bin = debianBinaries()
  if (!bin) throw new Error('This needs the PostgreSQL of the system: apt-get install postgresql')
  network = openHosts()
  database = await startPostgres(bin, network.database)
  servers = await Promise.all([start(network.hosts[0]), start(network.hosts[1])])
})
afterAll(async () => {
  for (const host of network?.hosts ?? []) host.mend()
  await Promise.all((servers ?? []).map((server) => server.kill()))
  await database?.stop()
  network?.close()
})

const meOf = async (one: Person) =>
  (await one.ask<{ me: { person: string } | null }>('{ me { person } }')).data?.me?.person

/** One person with a device at each of the servers. */
async function atBoth(): Promise<readonly [Person, Person]> {
  const [here, there] = [new Person(servers[0].url), new Person(servers[1].url)]
  // After a cut the first may still find a connection that is gone.
  await expect.poll(() => here.signIn().then(() => meOf(here)), { timeout: 30_000 }).toBe('po-registro-imprese')
  there.shareWith(here)
  return [here, there]
}

it('are three hosts: addresses, users and folders of their own', () => {
  const users = servers.map(({ pid }) => /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  expect(new Set(users).size).toBe(2)
  expect(users).not.toContain('0')
  expect(new Set(servers.map(({ url }) => url)).size).toBe(2)
  expect(statSync(network.shared).gid).toBeGreaterThan(0)
})

it('[SY74] what is uploaded at one is read at the other, and an upload whose server is killed goes on there', async () => {
  const [here, there] = await atBoth()
  const [small, large] = [pdf(400_000), pdf(900_000)]
  const first = here.attached(small)
  await here.sync([first])
  expect((await here.begin(first)).status).toBe(201)
  expect((await here.upload(first.content.sha256, small)).status).toBe(204)
  const read = await there.post(`/prove/${first.content.sha256}`, {})
  expect(Buffer.from(await read.arrayBuffer()).equals(small)).toBe(true)

  const second = here.attached(large)
  const { sha256 } = second.content
  await here.sync([second])
  await here.begin(second)
  const half = new ReadableStream({ start: (line) => line.enqueue(new Uint8Array(large.subarray(0, 450_000))) })
  void here.upload(sha256, half).catch(() => null)
  await pause(1000)
  await servers[0].kill()
  const arrived = async () => {
    const head = await there.post(`/prove/carico/${sha256}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
    return Number(head.headers.get('upload-offset'))
  }
  await expect.poll(arrived, { timeout: 30_000 }).toBeGreaterThan(0)
  const from = await arrived()
  expect(from).toBeLessThan(large.length)
  expect((await there.upload(sha256, large.subarray(from), from)).status).toBe(204)
  servers[0] = await start(network.hosts[0])
  const again = await here.post(`/prove/${sha256}`, {})
  expect(Buffer.from(await again.arrayBuffer()).equals(large)).toBe(true)
})

it('[RI16.4] [RI53] limits are counted over both', async () => {
  const people = servers.map(({ url }) => new Person(url))
  const ask = (time: number, query: string) => people[time % 2]?.ask<Record<string, { code?: string }>>(query)
  const codes: (string | undefined)[] = []
  for (let time = 0; time < 6; time++) {
    const said = await ask(
      time,
      `mutation { signIn(username: "oiv", password: "sbagliata-${time}") { __typename ... on Refusal { code } } }`,
    )
    codes.push(said?.data?.['signIn']?.code)
  }
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'WRONG_CREDENTIALS'), 'TOO_MANY_ATTEMPTS'])
  const link = 'mutation { passwordSet(token: "x", password: "cavallo batteria") { ... on Refusal { code } } }'
  const linked: (string | undefined)[] = []
  for (let time = 0; time < FLOOD_LIMIT.perDoor + 4; time++)
    linked.push((await ask(time, link))?.data?.['passwordSet']?.code)
  expect(linked.filter((code) => code !== 'TOO_MANY_ATTEMPTS')).toHaveLength(FLOOD_LIMIT.perDoor)
})

describe('the line from one of them to the database', () => {
  afterEach(() => network.hosts[0].mend())
  it.each(['silently', 'seen'] as const)(
    '[RI60.1] cut %s: that one refuses with a code, the other goes on, and mended it recovers by itself',
    async (how) => {
      const [here, there] = await atBoth()
      const number = how === 'seen' ? 7 : 8
      const saved = there.value(number, how === 'seen' ? 'Percent_LibriRI.num' : 'Percent_LibriRI.den')
      network.hosts[0].cut(how)
      const tried = await Promise.all(
        Array.from({ length: 14 }, async () => {
          const response = await here.post('/graphql', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
            body: JSON.stringify({ query: '{ me { person } }' }),
            signal: AbortSignal.timeout(40_000),
          })
          const { errors } = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] }
          return `${response.status} ${errors?.[0]?.extensions.code}`
        }),
      )
      // Whoever found no connection free hears that it is busy.
      expect(tried).toContain('503 DATABASE_DOWN')
      expect(tried.filter((said) => !/^503 (DATABASE_DOWN|BUSY)$/.test(said))).toEqual([])
      expect((await there.sync([saved])).verdicts[0]?.type).toBe('applied')
      network.hosts[0].mend()
      await expect.poll(() => meOf(here), { timeout: 30_000 }).toBe('po-registro-imprese')
      const read = await here.sync([])
      expect(read.registers.map(({ content }) => content)).toContainEqual({ type: 'number', number })
    },
  )
})
