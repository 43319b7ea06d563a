import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { allArrives, allThere } from './all-there'
import { BusyDevice } from './busy-device'
import { freshDatabase, type KINDS } from './databases'
import { freePort, type ServerProcess, startServer } from './server-process'

/** A sample; `TRAGUARDO_KILLS` asks for more. */
const KILLS = Number(process.env['TRAGUARDO_KILLS'] ?? 8)
/** A server that was killed takes up to so long until it serves again, on a machine that does other things too. Milliseconds. */
const RESTART_MS = 20_000
/** What all of it may take. Milliseconds. */
export const LONGEST_MS = 300_000 + KILLS * RESTART_MS
/** A server lives for so long after it is ready: some pushes get through, and one is cut. Milliseconds. */
const LEAST_MS = 100
const MOST_MS = 700
/** Waited for an exchange at most. */
const PATIENCE_MS = 20_000

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
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
  await allArrives(devices)
  await server.stop()
  const file = join(data, 'dimostrazione.sqlite')
  const { saved, files, history, count } = await allThere(
    devices,
    database.type === 'sqlite' ? { type: 'sqlite', file } : database,
  )
  expect(files).toBeGreaterThan(KILLS / 10)
  expect(saved).toBeGreaterThan(KILLS)
  console.log(
    `${kind}: ${KILLS} kills, ${saved} saved, ${files} files, ${history} decided: ${count('applied')} applied, ${count('conflict')} conflicts; ${exchanges} exchanges went through between the kills`,
  )
  // It was under load: exchanges went through between the kills, and edits met.
  expect(count('conflict')).toBeGreaterThan(KILLS / 10)
  expect(exchanges).toBeGreaterThan(KILLS / 3)
  await rm(data, { recursive: true, force: true })
}
