import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evidenceIn } from '@traguardo/shared/sync'
import { expect } from 'vitest'
import { openDatabase } from '../../server/src/db/open-database'
import { ormStore } from '../../server/src/sync/store/orm-store'
import { BODY, BusyDevice } from './busy-device'
import { freshDatabase, type KINDS } from './databases'
import { freePort, type ServerProcess, startServer } from './server-process'

/** A sample; `TRAGUARDO_KILLS` asks for more. */
const KILLS = Number(process.env['TRAGUARDO_KILLS'] ?? 8)
/** A server lives for so long after it is ready: some pushes get through, and one is cut. Milliseconds. */
const LEAST_MS = 100
const MOST_MS = 700
/** Waited for an exchange at most. */
const PATIENCE_MS = 5000
const ALL = 1e6

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A server that is killed again and again while devices work: nothing that was called saved is lost, and nothing is there
 * twice. The seed is printed; `TRAGUARDO_SEED` takes it.
 */
export async function killUnderLoad(kind: (typeof KINDS)[number]): Promise<void> {
  const seed = Number(process.env['TRAGUARDO_SEED'] ?? Date.now() % 1e6)
  console.log(`seed ${seed}`)
  const random = seeded(seed)
  const database = await freshDatabase(kind)
  const data = await mkdtemp(join(tmpdir(), 'traguardo-killed-'))
  const environment: Record<string, string> = {
    PORT: String(await freePort()),
    ...(database.type === 'postgresql' ? { DATABASE_URL: database.url } : {}),
  }
  let server: ServerProcess = await startServer(data, environment)
  const devices = Array.from({ length: 3 }, () => new BusyDevice(server.url, random))
  for (const device of devices) await device.signIn()

  let isOver = false
  let exchanges = 0
  const load = devices.map(async (device) => {
    while (!isOver) {
      if (await device.work()) exchanges += 1
      await new Promise((soon) => setTimeout(soon, random() * 40))
    }
  })
  for (let kill = 0; kill < KILLS; kill++) {
    // Every other kill lets something through first, however busy the machine: what is not under load proves nothing.
    const before = exchanges
    const patience = Date.now() + PATIENCE_MS
    while (kill % 2 === 0 && exchanges === before && Date.now() < patience)
      await new Promise((soon) => setTimeout(soon, 20))
    await new Promise((later) => setTimeout(later, LEAST_MS + random() * MOST_MS))
    await server.kill()
    server = await startServer(data, environment)
  }
  isOver = true
  await Promise.all(load)
  for (let round = 0; round < 3; round++)
    for (const device of devices) {
      await device.sync()
      await device.bring()
    }
  for (const device of devices) await device.sync()
  // Every file of which it was said that it is saved is there, to the last byte.
  const attached = devices.flatMap((device) => [...device.files.keys()].map((sha256) => ({ device, sha256 })))
  for (const { device, sha256 } of attached) expect(await device.hashAtServer(sha256), sha256).toBe(sha256)
  expect(attached.length).toBeGreaterThan(KILLS / 10)
  for (const device of devices) expect(await device.missing()).toEqual([])
  await server.stop()

  const file = join(data, 'dimostrazione.sqlite')
  const orm = await openDatabase(database.type === 'sqlite' ? { type: 'sqlite', file } : database)
  const { history, registers } = await ormStore(orm.em).reading(async (tx) => ({
    history: [...(await tx.decided()), ...(await tx.pending())],
    registers: await tx.registersSince(BODY, -1, null, ALL),
  }))
  await orm.close(true)

  expect(registers.filter(({ content, complete }) => evidenceIn(content) && !complete)).toEqual([])
  const known = new Map(history.map((record) => [record.operation.id, record]))
  const saved = devices.flatMap((device) => [...device.saved.values()])
  expect(saved.length).toBeGreaterThan(KILLS)
  expect(
    saved.filter(({ id, content }) => JSON.stringify(known.get(id)?.operation.content) !== JSON.stringify(content)),
  ).toEqual([])
  const places = history.flatMap(({ verdict }) => (verdict ? [verdict.stamp] : []))
  expect(new Set(places).size).toBe(places.length)
  const heads = new Map<string, string>()
  for (const { operation, verdict } of [...history].sort((a, b) => (a.verdict?.stamp ?? 0) - (b.verdict?.stamp ?? 0)))
    if (verdict?.type === 'applied' && operation.kind === 'edit') heads.set(operation.register, operation.id)
  expect(registers.map(({ id, head }) => [id, head]).sort()).toEqual([...heads].sort())
  for (const device of devices) {
    expect(await device.waiting()).toBe(0)
    const held = await device.store.reading((tx) => tx.registersSince(BODY, -1, null, ALL))
    expect(held.map(({ id, head }) => [id, head]).sort()).toEqual([...heads].sort())
  }
  const count = (type: string) => history.filter(({ verdict }) => verdict?.type === type).length
  console.log(
    `${kind}: ${KILLS} kills, ${saved.length} saved, ${attached.length} files, ${history.length} decided: ${count('applied')} applied, ${count('conflict')} conflicts; ${exchanges} exchanges went through between the kills`,
  )
  // It was under load: exchanges went through between the kills, and edits met.
  expect(count('conflict')).toBeGreaterThan(KILLS / 10)
  expect(exchanges).toBeGreaterThan(KILLS / 3)
  await rm(data, { recursive: true, force: true })
}
