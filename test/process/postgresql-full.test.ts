import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allArrives, allThere } from '../support/all-there'
import { BusyDevice } from '../support/busy-device'
import { aFolder } from '../support/copies'
import { Person } from '../support/person'
import { type DatabaseServer, debianBinaries, startPostgres } from '../support/postgres-server'
import { type ServerProcess, startServer } from '../support/server-process'
import { smallDisk } from '../support/small-disk'

const KILOBYTES = 40_000
const MEASURE = 'Percent_LibriRI.num'
/** A note of about a page of the database. */
const NOTE = 'Una nota lunga quanto una pagina. '.repeat(50)

const disk = smallDisk(KILOBYTES)
let database: DatabaseServer
let server: ServerProcess
let url = ''

const sql = (bin: string, statement: string): void =>
  void execFileSync(join(bin, 'psql'), ['-q', '-d', `${database.url}/postgres`, '-c', statement])

beforeAll(async () => {
  const bin = debianBinaries()
  if (!bin) throw new Error('This needs the PostgreSQL of the system: apt-get install postgresql')
  database = await startPostgres(bin)
  // The tables stand on the small disk, the log of PostgreSQL does not: so it says that it is full, and goes on.
  const tables = join(disk, 'tables')
  mkdirSync(tables)
  execFileSync('chown', ['postgres', tables])
  execFileSync('chmod', ['755', disk])
  sql(bin, `create tablespace small location '${tables}'`)
  sql(bin, 'create database traguardo tablespace small')
  url = `${database.url}/traguardo`
  server = await startServer(aFolder(), { DATABASE_URL: url })
})
afterAll(async () => {
  await server?.kill()
  await database?.stop()
})

it('[RI45.2] [SY65.1] [SY78] a PostgreSQL whose disk is full is DISK_FULL with its sentence; nothing is lost, and with room again all of it arrives', async () => {
  const device = new BusyDevice(server.url, Math.random)
  await device.signIn()
  await device.sync()
  const person = new Person(server.url)
  await person.signIn()
  const filler = join(disk, 'filler')
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(filler, Buffer.alloc(bavail * bsize))

  // Free places in the tables are used first; then nothing more fits.
  let refused: unknown
  for (let number = 1; refused === undefined && number < 2000; number++) {
    await device.enter(MEASURE, `${number} ${NOTE}`, 'note')
    await device.sync().catch((error: unknown) => (refused = error))
  }
  expect(refused).toMatchObject({ message: 'DISK_FULL' })
  expect(await device.waiting()).toBe(1)
  const told = await person.sync([person.value(7)])
  expect(told).toMatchObject({
    __typename: 'Refusal',
    code: 'DISK_FULL',
    message: expect.stringMatching(/^Il disco .* è pieno: nulla va perso/) as string,
  })
  expect([...device.statuses].filter((status) => status >= 500)).toEqual([])
  // What only reads goes on.
  expect((await fetch(`${server.url}/salute`)).status).toBe(200)

  rmSync(filler)
  await allArrives([device])
  await server.stop()
  const { saved } = await allThere([device], { type: 'postgresql', url })
  expect(saved).toBeGreaterThan(0)
})
