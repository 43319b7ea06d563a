import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allArrives, allThere } from '../support/all-there'
import { BusyDevice } from '../support/busy-device'
import { aFolder } from '../support/copies'
import { seeded } from '../support/killed-under-load'
import { type DatabaseServer, debianBinaries, startPostgres } from '../support/postgres-server'
import { type ServerProcess, startServer } from '../support/server-process'

/** A sample; `TRAGUARDO_KILLS` asks for more. */
const RESTARTS = Math.ceil(Number(process.env['TRAGUARDO_KILLS'] ?? 20) / 4)
/** `pg_restore` and a push may wait for each other: PostgreSQL ends one of them, and whoever restores tries again. */
const TRIES = 10

const seed = Number(process.env['TRAGUARDO_SEED'] ?? Date.now() % 1e6)
const random = seeded(seed)
const bin = debianBinaries() ?? ''
const evidence = aFolder()
const env = { TRAGUARDO_CHIAVE: randomBytes(32).toString('base64'), TRAGUARDO_PROVE: evidence }

describe('devices at work at two servers on one PostgreSQL', () => {
  let database: DatabaseServer
  let servers: readonly ServerProcess[]
  let devices: readonly BusyDevice[]
  let url = ''

  beforeAll(async () => {
    console.log(`seed ${seed}`)
    if (bin === '') throw new Error('This needs the PostgreSQL of the system: apt-get install postgresql')
    database = await startPostgres(bin)
    url = `${database.url}/postgres`
    servers = await Promise.all([0, 1].map(() => startServer(aFolder(), { ...env, DATABASE_URL: url })))
    devices = [0, 1, 2].map((at) => new BusyDevice(servers[at % 2]?.url ?? '', random))
    for (const device of devices) await device.signIn()
  })
  afterAll(async () => {
    await Promise.all((servers ?? []).map((server) => server.kill()))
    await database?.stop()
  })

  /** Does something while all devices work. Gives how many exchanges went through. */
  async function underLoad(work: (exchanges: () => number) => Promise<void>): Promise<number> {
    let isOver = false
    let exchanges = 0
    const load = devices.map(async (device) => {
      while (!isOver) {
        if (await device.work()) exchanges += 1
        await pause(random() * 40)
      }
    })
    await work(() => exchanges).finally(() => (isOver = true))
    await Promise.all(load)
    return exchanges
  }
  const some = async (exchanges: () => number, more: number): Promise<void> => {
    const from = exchanges()
    await expect.poll(exchanges, { timeout: 30_000 }).toBeGreaterThan(from + more)
  }

  it(`[SY76] [RI45.3] [RI60.2] it ends and it crashes under them, ${RESTARTS} times: they go on by themselves, without an internal error`, async () => {
    const exchanges = await underLoad(async (count) => {
      for (let restart = 0; restart < RESTARTS; restart++) {
        await some(count, 3)
        await pause(random() * 300)
        await database.restart(restart % 2 ? 'crashed' : 'ended')
      }
      await some(count, 3)
    })
    await allArrives(devices)
    for (const device of devices) expect([...device.statuses]).not.toContain(500)
    expect(exchanges).toBeGreaterThan(RESTARTS)
    // Lost connections are lines of the log like all else, and few.
    for (const server of servers) {
      const told = server
        .output()
        .split('\n')
        .filter((line) => line.includes('Connection Error'))
      expect(told.filter((line) => !line.startsWith('{'))).toEqual([])
      expect(told.length).toBeLessThanOrEqual(RESTARTS)
    }
    expect(servers.map((server) => server.output()).join('')).toContain('ha chiuso le connessioni')
  })

  it('[SY76] it is put back to an earlier moment by pg_restore under them: what came after comes again', async () => {
    const dump = join(aFolder(), 'copia.dump')
    await underLoad(async (count) => {
      await some(count, 3)
      execFileSync(join(bin, 'pg_dump'), ['-Fc', '-f', dump, url])
      await some(count, 10)
      const restore = ['--clean', '--if-exists', '--single-transaction', '-d', url, dump]
      for (let tries = 1; ; tries++) {
        try {
          execFileSync(join(bin, 'pg_restore'), restore, { stdio: 'pipe' })
          break
        } catch (error) {
          if (tries === TRIES) throw error
        }
      }
      await some(count, 5)
    })
    await allArrives(devices)
    for (const device of devices) expect([...device.statuses]).not.toContain(500)
    await Promise.all(servers.map((server) => server.stop()))
    const { saved, files, history, count } = await allThere(devices, { type: 'postgresql', url })
    console.log(
      `postgresql: ${RESTARTS} restarts and a restore, ${saved} saved, ${files} files, ${history} decided: ${count('applied')} applied, ${count('conflict')} conflicts`,
    )
  })
})
