import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Content,
  deviceView,
  exchange,
  memoryStore,
  type Operation,
  recordEdit,
  type RegisterKey,
  settle,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { send } from '../../client/src/offline/transport'
import { openDatabase } from '../../server/src/db/open-database'
import { ormStore } from '../../server/src/sync/store/orm-store'
import { freshDatabase, type KINDS } from './databases'
import { freePort, type ServerProcess, startServer } from './server-process'

/** A hundred on the two databases together; `TRAGUARDO_KILLS` asks for more. */
const KILLS = Number(process.env['TRAGUARDO_KILLS'] ?? 50)
/** A server lives for so long after it is ready: some pushes get through, and one is cut. Milliseconds. */
const LEAST_MS = 100
const MOST_MS = 700
/** Waited for an exchange at most. */
const PATIENCE_MS = 5000
const BODY = 'CCIAA-MS'
const MEASURES = ['Percent_LibriRI.num', 'Percent_LibriRI.den', 'Percent_VerbaliRI.num', 'Percent_VerbaliRI.den']
const ALL = 1e6

/** A device of the P.O. Registro Imprese that enters, syncs and settles as long as it is let. */
class Device {
  readonly store = memoryStore()
  readonly saved = new Map<string, Operation>()
  private node = v7()
  private cookie = ''
  private count = 0
  private hasLine = true

  constructor(
    private readonly origin: string,
    private readonly random: () => number,
  ) {}

  private get ports() {
    return {
      node: this.node,
      person: 'po-registro-imprese',
      body: BODY,
      now: () => '2021-09-05T08:00:00.000Z',
      newId: v7,
      renew: async () => (this.node = v7()),
    }
  }

  async signIn(): Promise<void> {
    const query = 'mutation { signIn(username: "po-registro-imprese", password: "Traguardo-2021") { __typename } }'
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
      body: JSON.stringify({ query }),
    })
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }

  private readonly post = ((path: string, init: RequestInit) =>
    fetch(`${this.origin}${path}`, { ...init, headers: { ...init.headers, cookie: this.cookie } })) as typeof fetch

  sync(): Promise<unknown> {
    return exchange(this.store, (push) => send(push, 'po-registro-imprese', this.post), this.ports)
  }

  /** A few edits, what waits in the tray settled, and one exchange. Answers whether that went through. */
  async work(): Promise<boolean> {
    // Without a line a person goes on a little, not for ever.
    const most = this.hasLine || this.random() < 0.05 ? 3 : 0
    for (let edits = 0; edits < most; edits++) {
      const measure = MEASURES[Math.floor(this.random() * MEASURES.length)] ?? ''
      const key: RegisterKey = { body: BODY, measure, unit: 'RI', year: 2021, period: 2, field: 'value' }
      this.count += 1
      const content: Content = { type: 'number', number: this.count }
      const { operation } = await recordEdit(this.store, { key, content }, this.ports)
      this.saved.set(operation.id, operation)
    }
    const { tray } = await deviceView(this.store, BODY, 'po-registro-imprese')
    for (const { record } of tray)
      if (this.random() < 0.5)
        await settle(this.store, record.operation.id, this.random() < 0.5 ? 'mine' : 'theirs', this.ports)
    this.hasLine = await this.sync().then(
      () => true,
      () => false,
    )
    return this.hasLine
  }

  async waiting(): Promise<number> {
    return (await deviceView(this.store, BODY, 'po-registro-imprese')).pending
  }
}

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
  const devices = Array.from({ length: 3 }, () => new Device(server.url, random))
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
  for (let round = 0; round < 3; round++) for (const device of devices) await device.sync()
  await server.stop()

  const file = join(data, 'dimostrazione.sqlite')
  const orm = await openDatabase(database.type === 'sqlite' ? { type: 'sqlite', file } : database)
  const { history, registers } = await ormStore(orm.em).reading(async (tx) => ({
    history: [...(await tx.decided()), ...(await tx.pending())],
    registers: await tx.registersSince(BODY, -1, null, ALL),
  }))
  await orm.close(true)

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
    `${kind}: ${KILLS} kills, ${saved.length} saved, ${history.length} decided: ${count('applied')} applied, ${count('conflict')} conflicts; ${exchanges} exchanges went through between the kills`,
  )
  // It was under load: exchanges went through between the kills, and edits met.
  expect(count('conflict')).toBeGreaterThan(KILLS / 10)
  expect(exchanges).toBeGreaterThan(KILLS / 3)
  await rm(data, { recursive: true, force: true })
}
