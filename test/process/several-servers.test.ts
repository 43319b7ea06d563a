import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FLOOD_LIMIT } from '../../server/src/identity/accounts/guesses/floods'
import { type DatabaseServer, debianBinaries, startPgbouncer, startPostgres } from '../support/postgres-server'
import { type ServerProcess, startServer } from '../support/server-process'
import { fileOf, OTHER_BODY, pdf, wire } from '../server/hostile/holes/evidence-wire'

let folder: string
let database: DatabaseServer
let bouncer: DatabaseServer
let servers: readonly [ServerProcess, ServerProcess]
let cookie: string
const key = randomBytes(32).toString('base64')

/** One of two servers on hosts of their own, as far as one machine goes: a data folder each, one folder of evidence. */
const start = (name: string) =>
  startServer(join(folder, name), {
    DATABASE_URL: `${bouncer.url}/postgres`,
    TRAGUARDO_CHIAVE: key,
    TRAGUARDO_ATTESA: '0',
    TRAGUARDO_LIMITE_SQL: '0',
    TRAGUARDO_PROVE: join(folder, 'prove'),
  })

interface Said<T> {
  readonly data: T
  readonly cookies: string
}

async function ask<T>({ url }: ServerProcess, query: string, variables: object = {}): Promise<Said<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', cookie },
    body: JSON.stringify({ query, variables }),
  })
  const { data } = (await response.json()) as { data: T }
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { data, cookies: cookies.join('; ') }
}

/** The P.O. Registro Imprese, who speaks to one of the servers. */
const at = (server: ServerProcess) =>
  wire(server.url, {
    cookie,
    ask: async <T>(query: string, variables = {}) => (await ask<T>(server, query, variables)).data,
  })

const signIn = (user: string, password: string) =>
  `mutation { signIn(username: "${user}", password: "${password}") { __typename ... on Refusal { code } } }`

beforeAll(async () => {
  const bin = debianBinaries()
  if (!bin) throw new Error('This needs the PostgreSQL of the system: apt-get install postgresql')
  folder = await mkdtemp(join(tmpdir(), 'traguardo-servers-'))
  database = await startPostgres(bin)
  bouncer = await startPgbouncer(database)
  cookie = ''
  servers = [await start('one'), await start('other')]
  cookie = (await ask(servers[0], signIn('po-registro-imprese', 'Traguardo-2021'))).cookies
})
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.stop()))
  await bouncer?.stop()
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
})

it('[SY85.2] what is uploaded at one is read at the other', async () => {
  const bytes = pdf(400_000)
  const file = fileOf(bytes)
  const [here, there] = [at(servers[0]), at(servers[1])]
  await here.name(OTHER_BODY, file)
  await here.begin(file)
  expect((await here.go(file, bytes)).status).toBe(204)
  expect(await there.isComplete(OTHER_BODY, file)).toBe(true)
  expect((await there.read(file)).bytes.equals(bytes)).toBe(true)
})

it('[SY86.2] an upload whose server is killed goes on at the other, where it stopped', async () => {
  const bytes = pdf(900_000)
  const file = fileOf(bytes)
  const [here, there] = [at(servers[0]), at(servers[1])]
  await here.name(OTHER_BODY, file)
  await here.begin(file)
  const sending = request(`${servers[0].url}/prove/carico/${file.sha256}`, {
    method: 'PATCH',
    headers: {
      cookie,
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': String(bytes.length),
    },
  })
  sending.on('error', () => undefined)
  sending.write(bytes.subarray(0, bytes.length / 2))
  const arrived = async () => Number((await there.find(file)).offset)
  // The other server, asked how far it is, makes the first one let go: what is there by then counts.
  await setTimeout(1000)
  await servers[0].kill()
  await expect.poll(arrived, { timeout: 30_000 }).toBeGreaterThan(0)
  const from = await arrived()
  expect(from).toBeLessThan(bytes.length)
  expect((await there.go(file, bytes.subarray(from), from)).status).toBe(204)
  expect((await there.read(file)).bytes.equals(bytes)).toBe(true)
  servers = [await start('one'), servers[1]]
})

it('[RI16.4] [RI53] limits hold over both', async () => {
  const link =
    'mutation { passwordSet(token: "x", password: "cavallo batteria graffetta") { ... on Refusal { code } } }'
  const codes: string[] = []
  for (let time = 0; time < FLOOD_LIMIT.perDoor + 4; time++) {
    const { data } = await ask<{ passwordSet: { code: string } }>(servers[time % 2] ?? servers[0], link)
    codes.push(data.passwordSet.code)
  }
  expect(codes.filter((code) => code !== 'TOO_MANY_ATTEMPTS')).toHaveLength(FLOOD_LIMIT.perDoor)
  const tries: (string | undefined)[] = []
  for (let time = 0; time < 6; time++) {
    const asked = signIn('oiv', `sbagliata-${time}`)
    tries.push((await ask<{ signIn: { code?: string } }>(servers[time % 2] ?? servers[0], asked)).data.signIn.code)
  }
  expect(tries).toEqual([...Array.from({ length: 5 }, () => 'WRONG_CREDENTIALS'), 'TOO_MANY_ATTEMPTS'])
})

it('[RI60.2] the database is restarted under both, and they go on by themselves', async () => {
  const me = async (server: ServerProcess) =>
    (await ask<{ me: { person: string } | null } | null>(server, '{ me { person } }')).data?.me?.person
  await database.restart()
  for (const server of servers)
    await expect.poll(() => me(server).catch(() => null), { timeout: 30_000 }).toBe('po-registro-imprese')
  const bytes = pdf(3000)
  const file = fileOf(bytes)
  const there = at(servers[1])
  await there.name(OTHER_BODY, file)
  await there.begin(file)
  expect((await there.go(file, bytes)).status).toBe(204)
  expect((await at(servers[0]).read(file)).bytes.equals(bytes)).toBe(true)
})
