import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import type { Orm } from '../../server/src/kernel/db/orm'
import { BusyDevice } from '../support/busy-device'
import { aFolder } from '../support/copies'
import { freshDatabase } from '../support/databases'
import { buildNewer } from '../support/newer-program'
import { type Told, Person } from '../support/person'
import { startPgbouncer } from '../support/postgres-server'
import { type ServerProcess, startServer } from '../support/server-process'

/** How often; `TRAGUARDO_KILLS` asks for more. */
const ROUNDS = Math.ceil(Number(process.env['TRAGUARDO_KILLS'] ?? 20) / 10)
const KEY = Buffer.alloc(32, 'k').toString('base64')

const pronto = async ({ url }: ServerProcess) => {
  const response = await fetch(`${url}/salute/pronto`)
  const { controlli } = (await response.json()) as { controlli: Record<string, string> }
  return { status: response.status, migrazioni: controlli['migrazioni'] }
}

/** A PostgreSQL database with nothing in it, straight or behind a pgbouncer that lends its sessions for a transaction. */
async function emptyDatabase(isBehind: boolean) {
  const database = await freshDatabase('postgresql')
  if (database.type !== 'postgresql') throw new Error('no PostgreSQL')
  const noEnv: Record<string, string> = {}
  if (!isBehind) return { url: database.url, env: noEnv, end: async () => undefined }
  const bouncer = await startPgbouncer({ port: Number(new URL(inject('postgres')).port) })
  const url = `${bouncer.url}${new URL(database.url).pathname}`
  return { url, env: { TRAGUARDO_ATTESA: '0', TRAGUARDO_LIMITE_SQL: '0' }, end: () => bouncer.stop() }
}

describe.each([
  { way: 'straight', isBehind: false },
  { way: 'behind a pgbouncer in transaction mode', isBehind: true },
])('on one PostgreSQL, $way', ({ isBehind }) => {
  it(`[RI59] servers that start at once on an empty database all serve, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { url, env, end } = await emptyDatabase(isBehind)
      const kind: Record<string, string> = round % 2 ? { TRAGUARDO_DEMO: '0' } : {}
      const all = { ...env, ...kind, DATABASE_URL: url, TRAGUARDO_CHIAVE: KEY }
      const started = await Promise.allSettled([startServer(aFolder(), all), startServer(aFolder(), all)])
      const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const states = await Promise.all(servers.map(pronto))
      await Promise.all(servers.map((server) => server.stop()))
      await end()
      expect(started.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([])
      expect(states.map(({ migrazioni }) => migrazioni)).toEqual(['ok', 'ok'])
    }
  })
})

describe('one server upgraded before the other', () => {
  let newer = ''
  let orm: Orm
  let older: ServerProcess
  let upgraded: ServerProcess
  let env: Record<string, string>
  const moved = () => orm.em.execute<{ id: string; moved: number }[]>('select "id", "moved" from "operation"')

  beforeAll(async () => {
    newer = await buildNewer()
    const database = await freshDatabase('postgresql')
    if (database.type !== 'postgresql') throw new Error('no PostgreSQL')
    orm = await openOrm(database)
    env = { DATABASE_URL: database.url, TRAGUARDO_CHIAVE: KEY, TRAGUARDO_PROVE: aFolder() }
    older = await startServer(aFolder(), env)
    return async () => {
      await Promise.all([older.stop(), upgraded?.stop()])
      await orm.close(true)
    }
  })

  it('[RI58.4] while the schema changes and after it the older one writes nothing, says why, and nothing acknowledged is lost', async () => {
    const person = new Person(older.url)
    await person.signIn()
    const devices = Array.from({ length: 3 }, () => new BusyDevice(older.url, Math.random))
    for (const device of devices) await device.signIn()
    let isOver = false
    let exchanges = 0
    const load = devices.map(async (device) => {
      while (!isOver) if (await device.work()) exchanges += 1
    })
    const acknowledged = new Set<string>()
    const codes = new Set<string>()
    let told: Told | undefined
    const pushes = (async () => {
      for (let number = 1; !isOver; number++) {
        const operation = person.value(number)
        const answer = await person.sync([operation], told).catch((error: unknown) => String(error))
        if (typeof answer === 'string') codes.add(/"code":"(\w+)"/.exec(answer)?.[1] ?? answer)
        else if (answer.__typename === 'Refusal') codes.add(answer.code ?? '')
        else {
          told = answer
          acknowledged.add(operation.id)
        }
      }
    })()
    await expect.poll(() => exchanges, { timeout: 20_000 }).toBeGreaterThan(5)
    upgraded = await startServer(aFolder(), { ...env, SLOWLY: '1.5', TRAGUARDO_SENZA_COPIA: '1' }, { main: newer })
    await expect.poll(() => [...codes], { timeout: 20_000 }).toContain('SERVER_OUTDATED')
    isOver = true
    await Promise.all([...load, pushes])

    // BUSY while the schema changed, and nothing that nobody foresaw.
    expect([...codes].sort()).toEqual(['BUSY', 'SERVER_OUTDATED'])
    const rows = await moved()
    expect(rows.filter((row) => row.moved === 0)).toEqual([])
    const known = new Set(rows.map(({ id }) => id))
    expect(acknowledged.size).toBeGreaterThan(0)
    expect([...acknowledged].filter((id) => !known.has(id))).toEqual([])

    // What the devices still hold arrives at the new one, with the sessions that they have.
    for (const device of devices) {
      device.origin = upgraded.url
      for (let round = 0; round < 2; round++) {
        await device.sync()
        await device.bring()
      }
      expect(await device.waiting()).toBe(0)
    }
    const after = new Set((await moved()).map(({ id }) => id))
    expect(devices.flatMap(({ saved }) => [...saved.keys()]).filter((id) => !after.has(id))).toEqual([])
  })

  it('[RI58.3] the older one says so where it is asked whether it can serve, and to whoever asks anything', async () => {
    expect(await pronto(older)).toEqual({ status: 503, migrazioni: 'da fare, o di una versione più nuova' })
    expect(await pronto(upgraded)).toMatchObject({ migrazioni: 'ok' })
    const person = new Person(older.url)
    for (const query of [
      '{ me { person } }',
      `mutation { signIn(username: "a", password: "${randomUUID()}") { __typename } }`,
    ]) {
      const { errors } = await person.ask(query)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SERVER_OUTDATED'])
    }
    expect((await person.post('/prove/carico', { method: 'POST' })).status).toBe(503)
    await expect(startServer(aFolder(), env)).rejects.toThrow(/più nuova di questa .*aggiorni il programma/)
  })
})
