import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Cursor, type Operation, PUSH_PROTOCOL, registerId, type RegisterState } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { openOrm } from '../../server/src/app/open-orm'
import type { EntityManager } from '../../server/src/kernel/db/orm'
import { startAnyPostgres } from '../support/needs/postgres'
import { type ServerProcess, startServer } from '../support/server-process'
import { anOperation, NOWHERE } from '../support/sync'
import { median, p99, print } from './figure'
import { TREE } from './queries'
import { PLAIN } from './trees/load'
import { addBodies, type Body, HEAD, LAST_YEAR, UNIT, VALUES_A_YEAR } from './scale/data'

/** Bodies and years before and after an installation has grown. */
const SMALL = { bodies: 1, years: 1 }
const LARGE = { bodies: 100, years: 10 }
const ROUNDS = 400
/** Values of a push. */
const PUSHED = 20
/** How much slower anything may become: its median and its p99. */
const MOST_GROWTH = 1.2
const START_MS = 3000
/** The key of installations that live for a bench. */
const TRAGUARDO_CHIAVE = randomBytes(32).toString('base64')
const CLI = resolve(import.meta.dirname, '../../server/dist/cli.js')

const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on SyncAnswer {
  notice epoch verdicts { type } registers { id head content stamp } at { view stamp tray behind { scopes stamp } } more }
  ... on Refusal { code } } }`

interface Answered {
  readonly code?: string
  readonly notice: string
  readonly epoch: string
  readonly verdicts: readonly { readonly type: string }[]
  readonly registers: readonly Pick<RegisterState, 'id' | 'head'>[]
  readonly at: Cursor
  readonly more: boolean
}

/** A device of somebody, as far as the line knows it. */
interface Device {
  readonly token: string
  readonly node: string
  cursor: Cursor
  epoch: string | null
  seq: number
  /** Heads of registers by their ids: what the next value is based on. */
  readonly heads: Map<string, string>
}

const deviceOf = (token: string): Device => ({
  ...{ token, node: v7(), cursor: NOWHERE, epoch: null, seq: 0, heads: new Map() },
})

/** A body with the devices that are used there. */
interface Seat extends Body {
  readonly writer: Device
  readonly reader: Device
}

/** An installation with its server. */
interface Stage {
  readonly database: string
  readonly folder: string
  readonly em: EntityManager
  readonly seats: readonly Seat[]
  readonly server: ServerProcess
}

async function ask<T>({ server }: Stage, token: string, query: string, variables: object): Promise<T> {
  const headers = { ...PLAIN, cookie: `traguardo=${token}` }
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  if (!response.ok || text.includes('"errors"')) throw new Error(text.slice(0, 500))
  return (JSON.parse(text) as { data: T }).data
}

/** Sends these operations, and reads what is new to the device, to its end. */
async function exchange(
  stage: Stage,
  body: string,
  device: Device,
  operations: readonly Operation[] = [],
): Promise<Answered> {
  const { token, node, cursor: at, epoch } = device
  const push = { body, node, protocol: PUSH_PROTOCOL, epoch, at, operations, lastSeq: device.seq }
  const { sync: answer } = await ask<{ sync: Answered }>(stage, token, SYNC, { push })
  if (answer.code !== undefined) throw new Error(answer.code)
  Object.assign(device, { cursor: answer.at, epoch: answer.epoch })
  for (const { id, head } of answer.registers) device.heads.set(id, head)
  for (const { id, register } of operations) device.heads.set(register, id)
  if (answer.more || answer.notice !== 'none') await exchange(stage, body, device)
  return answer
}

/** A head enters values over those that stand. */
async function push(stage: Stage, { body, measures, writer }: Seat, round: number): Promise<void> {
  const operations = Array.from({ length: PUSHED }, (_, at) => {
    const measure = measures[(round * PUSHED + at) % measures.length] ?? ''
    const key = { body, measure, unit: UNIT, year: LAST_YEAR, period: 2, field: 'value' } as const
    const content = { type: 'number', number: 10 + ((round + at) % 90) } as const
    writer.seq += 1
    const base = writer.heads.get(registerId(key)) ?? null
    return anOperation({ node: writer.node, seq: writer.seq, person: HEAD, key, content, base })
  })
  const { verdicts } = await exchange(stage, body, writer, operations)
  if (verdicts.length !== PUSHED || !verdicts.every(({ type }) => type === 'applied'))
    throw new Error(`A value is not taken: ${JSON.stringify(verdicts[0])}`)
}

/** A controller's device fetches what is new. */
async function pull(stage: Stage, { body, reader }: Seat): Promise<void> {
  const { registers } = await exchange(stage, body, reader)
  if (registers.length !== PUSHED) throw new Error(`${registers.length} values are new, not ${PUSHED}`)
}

async function tree(stage: Stage, { body, controller }: Seat): Promise<void> {
  const found = await ask<{ tree: { areas?: readonly object[] } }>(stage, controller, TREE, { body, year: LAST_YEAR })
  if (!found.tree.areas) throw new Error('No tree')
}

const WORKS = { push, pull, tree } as const
type Work = keyof typeof WORKS

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Makes an installation of so many bodies and years. */
async function open(postgres: string, name: string, { bodies, years }: typeof SMALL): Promise<Stage> {
  const operator = await openOrm({ type: 'postgresql', url: `${postgres}/postgres` })
  await operator.em.execute(`create database ${name}`)
  await operator.em.execute(`alter database ${name} set synchronous_commit = off`)
  await operator.close(true)
  const database = `${postgres}/${name}`
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-bench-'))
  // It makes the tables, and ends: what is written beside it is nothing that it keeps.
  await (await serve(database, folder)).stop()
  const { em } = await openOrm({ type: 'postgresql', url: database })
  const codes = Array.from({ length: bodies }, (_, at) => `ENTE-${String(at + 1).padStart(3, '0')}`)
  const seats = (await addBodies(em, codes, years)).map((body) => ({
    ...body,
    writer: deviceOf(body.head),
    reader: deviceOf(body.controller),
  }))
  await em.execute('vacuum analyze')
  return { database, folder, em, seats, server: await serve(database, folder) }
}

const serve = (database: string, folder: string): Promise<ServerProcess> =>
  startServer(folder, { DATABASE_URL: database, NODE_ENV: 'production', TRAGUARDO_CHIAVE })

type Times = Readonly<Record<Work, number[]>>

/** Asks a body of each installation for everything, by turns; gives milliseconds of each. */
async function playRound(stages: readonly Stage[], round: number, times: readonly Times[]): Promise<void> {
  for (const name of ['push', 'pull', 'tree'] as const)
    for (const [at, stage] of stages.entries()) {
      const seat = stage.seats[round % stage.seats.length]
      if (!seat) throw new Error('An installation has a body')
      times[at]?.[name].push(await timed(() => WORKS[name](stage, seat, round)))
    }
}

/** Asks both by turns, a body after the other, once each body was asked: that is not counted. */
async function measure(stages: readonly Stage[], rounds: number): Promise<readonly Times[]> {
  const none = (): readonly Times[] => stages.map(() => ({ push: [], pull: [], tree: [] }))
  for (const stage of stages)
    for (const { body, writer, reader } of stage.seats) {
      await exchange(stage, body, writer)
      await exchange(stage, body, reader)
    }
  const warm = Math.max(...stages.map(({ seats }) => seats.length))
  const [ignored, times] = [none(), none()]
  for (let round = 0; round < warm; round++) await playRound(stages, round, ignored)
  for (let round = warm; round < warm + rounds; round++) await playRound(stages, round, times)
  return times
}

/** Bytes that a process has in memory. */
const memoryOf = ({ pid }: ServerProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

async function diskOf({ em }: Stage): Promise<number> {
  const [row] = await em.execute<{ size: string }[]>('select pg_database_size(current_database()) as "size"')
  return Number(row?.size)
}

/** Does `verifica` find the data whole: items of plans, record, evidence? */
async function verify({ database, folder }: Stage): Promise<void> {
  const env = { ...process.env, DATABASE_URL: database, TRAGUARDO_DATA: folder, TRAGUARDO_CHIAVE }
  const begun = performance.now()
  await promisify(execFile)(process.execPath, [CLI, 'verifica'], { env, maxBuffer: 1e8 })
  console.log(`      verifica finds all of it whole, in ${Math.round((performance.now() - begun) / 1000)} s`)
}

const FIGURE = { bench: 'scale', better: 'less' } as const

function printGrowth(name: Work, small: readonly number[], large: readonly number[]): void {
  for (const [what, of] of [
    ['median', median],
    ['p99', p99],
  ] as const) {
    const [before, after] = [of(small), of(large)]
    console.log(`      ${name} ${what}: ${before.toFixed(1)} ms, then ${after.toFixed(1)} ms`)
    print({
      ...FIGURE,
      what: `${name}-${what}-growth`,
      ours: after / before,
      peer: 'limit',
      theirs: MOST_GROWTH,
      goal: 1,
    })
  }
}

const valuesOf = ({ bodies, years }: typeof SMALL): number => bodies * years * VALUES_A_YEAR

/** The time from the start of a program to its first answer, on all of the data: the best of three. Milliseconds. */
async function startOf({ database, folder }: Stage): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 3; run++) {
    const begun = performance.now()
    const server = await serve(database, folder)
    times.push(performance.now() - begun)
    await server.stop()
  }
  return Math.min(...times)
}

/** What an installation costs that grew from one body and year to a hundred bodies and ten years. */
export async function bench(large = LARGE, rounds = ROUNDS): Promise<void> {
  const postgres = await startAnyPostgres()
  const opened: Stage[] = []
  try {
    const small = await open(postgres.url, 'scale_small', SMALL)
    opened.push(small)
    const begun = performance.now()
    const grown = await open(postgres.url, 'scale_large', large)
    opened.push(grown)
    console.log(`      ${valuesOf(large)} values were written in ${Math.round((performance.now() - begun) / 1000)} s`)
    const added = valuesOf(large) - valuesOf(SMALL)
    const none = { ...FIGURE, goal: 1 } as const
    const disk = ((await diskOf(grown)) - (await diskOf(small))) / added
    print({ ...none, what: 'bytes-a-value-on-disk', ours: disk, peer: 'budget', theirs: 4096 })
    await verify(grown)
    const [before, after] = await measure(opened, rounds)
    if (!before || !after) throw new Error('Nothing was measured')
    for (const name of ['tree', 'pull', 'push'] as const) printGrowth(name, before[name], after[name])
    const held = (large.bodies - SMALL.bodies) * VALUES_A_YEAR
    const memory = Math.max(0, memoryOf(grown.server) - memoryOf(small.server)) / held
    print({ ...none, what: 'bytes-a-kept-value-in-memory', ours: memory, peer: 'budget', theirs: 4096 })
    await grown.server.stop()
    print({ ...none, what: 'start-ms', ours: await startOf(grown), peer: 'budget', theirs: START_MS })
  } finally {
    for (const { server, em, folder } of opened) {
      await server.stop()
      await em.getConnection().close(true)
      await rm(folder, { recursive: true, force: true })
    }
    await postgres.stop()
  }
}
