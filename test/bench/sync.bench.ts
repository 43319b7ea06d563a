import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  type PushAnswer,
  exchangeWork,
  type Push,
  receivePush,
  recordEdit,
  registerId,
  type RegisterKey,
  type HeadStore,
} from '@traguardo/shared/sync'
import express from 'express'
import expressPouch from 'express-pouchdb'
import http from 'pouchdb-adapter-http'
import memoryAdapter from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import mapreduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'
import { v7 } from 'uuid'
import { openDatabase } from '../../server/src/app/opening/open-database'
import { ormStore } from '../../server/src/sync/store/orm-store'
import { aKey, devicePorts, receivePorts } from '../support/sync'
import { byTurns, median, print } from './figure'

const SIZES = [1000, 5000] as const
const FEW = 10
const RUNS = 3

const keyAt = (at: number): RegisterKey => ({ ...aKey, measure: `Percent_${at}.num` })

/** What went over the wire, compressed as the line compresses it. */
interface Traffic {
  rounds: number
  bytes: number
  commits: number
}

const wire = (message: Push | PushAnswer): number => gzipSync(JSON.stringify(slim(message))).length

/** As it goes out: what the other end makes by itself, and what is nothing, is left out. */
function slim(message: Push | PushAnswer): unknown {
  if (!('operations' in message)) return message
  const operations = message.operations.map(({ register: _made, base, about, decision, ...rest }) => ({
    ...rest,
    ...(base ? { base } : {}),
    ...(about ? { about } : {}),
    ...(decision ? { decision } : {}),
  }))
  return { ...message, operations }
}

let commits = 0
/** Commits at the head: each is one wait for the disk. */
const countCommit = (statement: string): void => {
  if (/commit$/i.test(statement)) commits += 1
}

const isPush = (read: unknown): read is Push => typeof read === 'object' && read !== null && 'operations' in read

/** A head that takes pushes over HTTP, as theirs does. */
async function listen(head: HeadStore) {
  const app = express()
  app.post('/', express.json({ limit: '10mb' }), async (request, response) => {
    const read: unknown = request.body
    if (!isPush(read)) throw new Error('No push')
    response.json(await receivePush(head, read, receivePorts()))
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

async function post(url: string, push: Push): Promise<PushAnswer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(push) })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as PushAnswer
}

/**
 * Our two ends, each on a SQLite file of its own with `synchronous = FULL`: an edit is on the disk before it is saved. Over
 * HTTP, on the same Express as theirs.
 */
class Ours {
  private readonly ports = devicePorts()

  private constructor(
    private readonly device: HeadStore,
    private readonly url: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Ours> {
    const folder = mkdtempSync(join(tmpdir(), 'traguardo-bench-'))
    const device = await openDatabase({ type: 'sqlite', file: join(folder, 'device.sqlite') })
    const head = await openDatabase({ type: 'sqlite', file: join(folder, 'head.sqlite') }, { log: countCommit })
    const line = await listen(ormStore(head.em))
    return new Ours(ormStore(device.em), line.url, async () => {
      line.close()
      await Promise.all([device.close(true), head.close(true)])
      rmSync(folder, { recursive: true, force: true })
    })
  }

  async edit(count: number, from = 0): Promise<void> {
    for (let at = from; at < from + count; at++)
      await recordEdit(this.device, { key: keyAt(at), content: { type: 'number', number: at } }, this.ports)
  }

  async sync(): Promise<void> {
    await exchangeWork(this.device, (push) => post(this.url, push), this.ports)
  }

  /** The same, and what went over the wire. */
  async syncCounted(): Promise<Traffic> {
    const traffic: Traffic = { rounds: 0, bytes: 0, commits: 0 }
    const before = commits
    const line = async (push: Push): Promise<PushAnswer> => {
      const answer = await post(this.url, push)
      traffic.rounds += 1
      traffic.bytes += wire(push) + wire(answer)
      return answer
    }
    await exchangeWork(this.device, line, this.ports)
    return { ...traffic, commits: commits - before }
  }

  end(): Promise<void> {
    return this.close()
  }
}

/** Plug-ins may be put in once. */
const Client = PouchDB.plugin(memoryAdapter).plugin(http).plugin(mapreduce).plugin(replication)

type Pouch = InstanceType<typeof PouchDB>

/** Theirs: a database in memory that replicates over HTTP to express-pouchdb, in memory too. */
class Theirs {
  private constructor(
    private readonly device: Pouch,
    private readonly remote: Pouch,
    private readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Theirs> {
    const Server = Client.defaults({ adapter: 'memory', prefix: v7() })
    const app = express()
    app.use('/', expressPouch(Server, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }))
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const device = new Client(v7(), { adapter: 'memory' })
    const remote = new Client(`http://127.0.0.1:${port}/edits`)
    return new Theirs(device, remote, async () => {
      await device.destroy()
      server.closeAllConnections()
      server.close()
    })
  }

  async edit(count: number, from = 0): Promise<void> {
    for (let at = from; at < from + count; at++) {
      const key = keyAt(at)
      await this.device.put({ _id: registerId(key), key, content: { type: 'number', number: at } })
    }
  }

  /** Both ways, as ours does in one go. */
  async sync(): Promise<void> {
    await this.device.replicate.to(this.remote, { batch_size: 500 })
    await this.device.replicate.from(this.remote, { batch_size: 500 })
  }

  end(): Promise<void> {
    return this.close()
  }
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Milliseconds of syncing so many edits, and then ten more, of both sides by turns. */
async function measure(size: number) {
  const sides = [Ours.open, Theirs.open].map((open) => async () => {
    const ends = await open()
    await ends.edit(size)
    const all = await timed(() => ends.sync())
    await ends.edit(FEW, size)
    const few = await timed(() => ends.sync())
    await ends.end()
    return { all, few }
  })
  // The first run compiles what it runs: it is not counted.
  await byTurns(1, sides)
  const [ours = [], theirs = []] = await byTurns(RUNS, sides)
  const middle = (runs: typeof ours) => ({
    all: median(runs.map(({ all }) => all)),
    few: median(runs.map(({ few }) => few)),
  })
  return { ours: middle(ours), theirs: middle(theirs) }
}

async function traffic(size: number) {
  const ours = await Ours.open()
  await ours.edit(size)
  const big = await ours.syncCounted()
  await ours.edit(FEW, size)
  const few = await ours.syncCounted()
  await ours.end()
  return { big, few }
}

/** Operations a second, from the outbox to the verdict and back; ours durable on disk at both ends, theirs in memory. */
export async function bench(): Promise<void> {
  const peer = 'pouchdb+express-pouchdb-in-memory'
  for (const size of SIZES) {
    const { ours, theirs } = await measure(size)
    const rate = (ms: number) => (size / ms) * 1000
    const what = `${size}-edits`
    print({
      bench: 'sync',
      what: `${what}-per-second-durable`,
      ours: rate(ours.all),
      peer,
      theirs: rate(theirs.all),
      better: 'more',
      goal: 1.2,
    })
    print({
      bench: 'sync',
      what: `ten-more-after-${what}-ms`,
      ours: ours.few,
      peer,
      theirs: theirs.few,
      better: 'less',
      goal: 1.2,
    })
    const { big, few } = await traffic(size)
    const goal = { peer: 'goal', better: 'less', goal: 1, bench: 'sync' } as const
    print({ ...goal, what: `${what}-bytes-an-operation-compressed`, ours: big.bytes / size, theirs: 64 })
    print({ ...goal, what: `${what}-round-trips`, ours: big.rounds, theirs: size / 500 })
    print({ ...goal, what: `${what}-commits-at-the-head`, ours: big.commits, theirs: size / 500 })
    print({ ...goal, what: `ten-more-after-${what}-bytes-compressed`, ours: few.bytes, theirs: 64 * FEW * 2 })
  }
}
