import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../support/api'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const LOCK = 300
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code message }
  ... on SyncAnswer { verdicts { type } } } }`
const aPushOf = (number: number) => ({
  push: {
    ...{ body: 'CCIAA-MS', node: 'phone', protocol: 4, at: NOWHERE },
    operations: [
      anOperation({
        key: { body: 'CCIAA-MS', measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'value' },
        person: 'po-registro-imprese',
        seq: number,
        content: { type: 'number', number },
      }),
    ],
  },
})

/** Asks as the API is asked, and gives the status too. */
const post = async (api: Api, { cookie }: Caller, query: string, variables: object = {}) => {
  const payload = { query, variables }
  const headers = { 'apollo-require-preflight': '1', cookie }
  const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload })
  const { data, errors } = response.json<{
    data?: Record<string, { readonly code?: string }>
    errors?: readonly { message: string; extensions: { code: string } }[]
  }>()
  const code = errors?.[0]?.extensions.code ?? Object.values(data ?? {})[0]?.code
  return { status: response.statusCode, code, data }
}

/** Holds what every push of a body writes, until it is let go. */
async function hold(database: Database): Promise<{ orm: Orm; letGo(): Promise<void> }> {
  const orm = await openOrm(database)
  let free = (): void => undefined
  const isFree = new Promise<void>((done) => (free = done))
  let isHeld = (): void => undefined
  const held = new Promise<void>((done) => (isHeld = done))
  const holding = orm.em.fork().transactional(async (tx) => {
    await tx.execute(`insert into "counter" ("name", "value") values ('stamp/CCIAA-MS', 0)
      on conflict ("name") do update set "value" = "counter"."value"`)
    isHeld()
    await isFree
  })
  await held
  return {
    orm,
    async letGo() {
      free()
      await holding
      await orm.close(true)
    },
  }
}

describe.each(KINDS)('what cannot be done just now on %s', (kind) => {
  let api: Api
  let person: Caller
  let database: Database
  const logged: unknown[] = []
  beforeAll(async () => {
    database = await demoDatabase(kind)
    const limits = { lock: LOCK, statement: 5000 }
    api = await startApi(database, { limits, log: (error) => logged.push(error) })
    person = await api.signIn('po-registro-imprese')
  })
  afterAll(() => api.close())

  it('[RI45.1] a held row: BUSY after a while, nothing changed, and /salute goes on', async () => {
    const { letGo } = await hold(database)
    const asked = post(api, person, SYNC, aPushOf(1))
    const alive = await api.app.inject({ url: '/salute' })
    expect(alive.statusCode).toBe(200)
    expect(await asked).toMatchObject({ status: 200, code: 'BUSY' })
    expect(logged).toHaveLength(1)
    await letGo()
    expect(await post(api, person, SYNC, aPushOf(1))).toMatchObject({
      data: { sync: { verdicts: [{ type: 'applied' }] } },
    })
  })

  it('[RI44.3] /salute/pronto says no word of where anything is', async () => {
    const { body } = await api.app.inject({ url: '/salute/pronto' })
    const { controlli } = JSON.parse(body) as { controlli: Record<string, string> }
    expect(Object.values(controlli).every((said) => said === 'ok')).toBe(true)
    const where =
      database.type === 'sqlite' ? [database.file, dirname(database.file)] : [new URL(database.url).pathname]
    expect([...where, kind].filter((one) => body.includes(one))).toEqual([])
  })

  it('[RI44.2] /salute/pronto says of each check how it is; a migration that is missing, or too many, is one', async () => {
    const look = async () => {
      // What was found holds for a second.
      await new Promise((later) => setTimeout(later, 1100))
      const { statusCode, body } = await api.app.inject({ url: '/salute/pronto' })
      return { statusCode, ...(JSON.parse(body) as { pronto: boolean; controlli: Record<string, string> }) }
    }
    const good = { database: 'ok', migrazioni: 'ok', disco: 'ok', chiusura: 'ok' }
    expect(await look()).toMatchObject({ statusCode: 200, pronto: true, controlli: good })
    const orm = await openOrm(database)
    await orm.em.execute(`insert into "mikro_orm_migrations" ("name") values ('999-of-tomorrow')`)
    const found = await look()
    expect(found).toMatchObject({ statusCode: 503, pronto: false })
    expect(found.controlli['migrazioni']).toContain('da fare')
    await orm.em.execute(`delete from "mikro_orm_migrations" where "name" = '999-of-tomorrow'`)
    expect(await look()).toMatchObject({ statusCode: 200 })
    await orm.close(true)
  })
})

it('[RI45.2] a full disk is DISK_FULL, the server is not ready, and goes on by itself when there is room', async () => {
  const disk = join(aFolder(), 'disco')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])
  const file = join(disk, 'dati', 'traguardo.sqlite')
  const logged: unknown[] = []
  const api = await startApi({ type: 'sqlite', file }, { log: (error) => logged.push(error) })
  try {
    const person = await api.signIn('po-registro-imprese')
    const filler = join(disk, 'riempie')
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=4k 2>/dev/null || true`])
    let full: Awaited<ReturnType<typeof post>> | null = null
    for (let at = 1; at < 400 && full?.code !== 'DISK_FULL'; at++) full = await post(api, person, SYNC, aPushOf(at))
    expect(full).toMatchObject({ status: 200, code: 'DISK_FULL' })
    const ready = await api.app.inject({ url: '/salute/pronto' })
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toMatchObject({ controlli: { database: 'ok', disco: 'pieno o in sola lettura' } })
    expect(ready.body).not.toContain(dirname(file))
    execFileSync('rm', [filler])
    const after = await post(api, person, SYNC, aPushOf(1000))
    expect(after.data?.['sync']).toMatchObject({ verdicts: [{ type: expect.any(String) as unknown }] })
  } finally {
    await api.close()
    execFileSync('umount', [disk])
  }
})

it('[RI45.4] a statement that runs too long is ended', async () => {
  const orm = await openOrm(await demoDatabase('postgresql'), { limits: { lock: 0, statement: 200 } })
  await expect(orm.em.execute('select pg_sleep(20)')).rejects.toThrow('statement timeout')
  expect(await orm.em.execute('select 1 as "one"')).toEqual([{ one: 1 }])
  await orm.close(true)
})

/** A line to a PostgreSQL server that can be cut, as where the server starts again. */
async function line(target: URL) {
  const sockets = new Set<Socket>()
  let bytes = 0
  const proxy = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    from.on('data', (chunk) => (bytes += chunk.length))
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  const open = async (port = 0) => {
    proxy.listen(port, '127.0.0.1')
    await once(proxy, 'listening')
    return (proxy.address() as AddressInfo).port
  }
  const cut = async () => {
    const ended = once(proxy, 'close')
    proxy.close()
    for (const socket of sockets) socket.destroy()
    await ended
  }
  return { open, cut, sent: () => bytes }
}

it('[RI44.1] /salute asks nothing of the database', async () => {
  const database = await demoDatabase('postgresql')
  if (database.type !== 'postgresql') throw new Error('no PostgreSQL')
  const url = new URL(database.url)
  const { open, cut, sent } = await line(new URL(database.url))
  url.port = String(await open())
  const api = await startApi({ type: 'postgresql', url: url.href })
  const asks = async (path: string) => {
    const before = sent()
    expect((await api.app.inject({ url: path })).statusCode).toBe(200)
    return sent() > before
  }
  expect(await asks('/salute')).toBe(false)
  expect(await asks('/salute/pronto')).toBe(true)
  await api.close()
  await cut()
})

it('[RI45.3] a PostgreSQL that is away is DATABASE_DOWN with status 503, and back again it is served as before', async () => {
  const database = await demoDatabase('postgresql')
  if (database.type !== 'postgresql') throw new Error('no PostgreSQL')
  const url = new URL(database.url)
  const { open, cut } = await line(new URL(database.url))
  const port = await open()
  url.port = String(port)
  const api = await startApi({ type: 'postgresql', url: url.href }, { log: () => undefined })
  const person = await api.signIn('po-registro-imprese')
  await cut()
  for (let at = 1; at < 4; at++)
    expect(await post(api, person, SYNC, aPushOf(at))).toMatchObject({ status: 503, code: 'DATABASE_DOWN' })
  expect((await api.app.inject({ url: '/salute' })).statusCode).toBe(200)
  expect((await api.app.inject({ url: '/salute/pronto' })).statusCode).toBe(503)
  expect((await api.app.inject({ url: '/registro.jsonl', headers: { cookie: person.cookie } })).statusCode).toBe(503)
  await open(port)
  expect(await post(api, person, SYNC, aPushOf(9))).toMatchObject({ status: 200, code: undefined })
  await api.close()
  await cut()
})
