import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Plan } from '@traguardo/shared/model'
import type { Operation } from '@traguardo/shared/sync'
import autocannon, { type Result } from 'autocannon'
import { v7 } from 'uuid'
import { massaCarrara } from '../support/massa-carrara'
import { freePort, startServer } from '../support/server-process'
import { anOperation } from '../support/sync'
import { type Cost, costsOf } from './costs'
import { type DearRequest, OF_A_HEAD, OF_NOBODY, manyIndicators } from './dear-requests'
import { print } from './figure'
import { filled } from './plan'
import { PUSH, SIGN_IN, TREE } from './queries'
import { benchTrees } from './trees/trees'

const PASSWORD = 'Traguardo-2021'
const SECONDS = 8
/** Operations of a push: a device sends 500 at most. */
const PUSHED = 400
const IMPORT =
  'mutation($text: String!) { planImport(text: $text) { __typename ... on PlanFaults { faults { path message } } } }'
const CONNECTIONS = 4
const STATIC = resolve(import.meta.dirname, '../bench/static-json.mjs')

type Headers = Record<string, string>

async function ask(url: string, headers: Headers, query: string, variables: object): Promise<Response> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return response
}

const plainHeaders: Headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' }

async function signIn(url: string, username: string): Promise<Headers> {
  const response = await ask(url, plainHeaders, SIGN_IN, { username, password: PASSWORD })
  return { ...plainHeaders, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

/** Enters all values of the open quadrimestre, each unit's by its head, so that the tree has something to score. */
async function enterValues(url: string): Promise<number> {
  let applied = 0
  const { body, people } = massaCarrara
  for (const { code: person, roles } of people) {
    const units = roles.filter(({ role }) => role === 'unit-head').map(({ unit }) => unit)
    const cells = filled(massaCarrara, 1).filter(({ period, unit }) => period === 2 && units.includes(unit ?? ''))
    if (cells.length === 0) continue
    const node = v7()
    const operations = cells.map(({ value, ...cell }, at): Operation =>
      anOperation({ node, seq: at + 1, person, key: { ...cell, field: 'value' }, content: value }),
    )
    const push = { body: body.code, node, protocol: 1, cursor: 0, operations }
    const answer = await ask(url, await signIn(url, person), PUSH, { push })
    applied += (await answer.text()).split('"applied"').length - 1
  }
  return applied
}

async function load(url: string, headers: Headers, body: string): Promise<Result> {
  const options = { url: `${url}/graphql`, method: 'POST', headers, body, connections: CONNECTIONS } as const
  await autocannon({ ...options, duration: 2 })
  const result = await autocannon({ ...options, duration: SECONDS })
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`)
  return result
}

async function peerLoad(file: string, headers: Headers, body: string): Promise<Result> {
  const port = await freePort()
  const peer = spawn(process.execPath, [STATIC, file, String(port)], { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  try {
    while (!(await fetch(`${url}/salute`).catch(() => null))?.ok) await new Promise((wait) => setTimeout(wait, 50))
    return await load(url, headers, body)
  } finally {
    peer.kill()
    await once(peer, 'exit')
  }
}

/** What a request may cost anybody below a controller, and how long nobody's may keep the others waiting. */
const MOST_CPU_MS = 500
const LONGEST_LOOP_MS = 100
const HEAD = 'po-registro-imprese'

/** Prints the dearest of these requests by the processor, and the one that keeps the others waiting longest. */
async function printDearest(who: string, costs: readonly Cost[]): Promise<void> {
  for (const { name, cpu, loop } of costs)
    console.log(`      ${who}: ${name}: ${cpu} ms, others wait ${Math.round(loop)} ms`)
  const most = (of: (cost: Cost) => number) => Math.max(...costs.map(of), 1)
  const figure = { bench: 'api', better: 'less', goal: 1, peer: 'budget' } as const
  print({ ...figure, what: `dearest-${who}-cpu-ms`, ours: most(({ cpu }) => cpu), theirs: MOST_CPU_MS })
  print({ ...figure, what: `dearest-${who}-loop-ms`, ours: most(({ loop }) => loop), theirs: LONGEST_LOOP_MS })
}

/** Enters a value in every cell of the open period that a unit of the head has: in pushes of 400. */
async function enterAll(url: string, headers: Headers, plan: Plan, unit: string): Promise<void> {
  const node = v7()
  const cells = filled(plan, 1).filter(
    ({ period, unit: own, measure, value }) =>
      period === 2 && own === unit && measure.startsWith('IX') && value?.type === 'number',
  )
  for (let from = 0; from < cells.length; from += PUSHED) {
    const operations = cells
      .slice(from, from + PUSHED)
      .map(({ value, ...cell }, at): Operation =>
        anOperation({ node, seq: from + at + 1, person: HEAD, key: { ...cell, field: 'value' }, content: value }),
      )
    const push = { body: plan.body.code, node, protocol: 1, cursor: 0, operations }
    const text = await (await ask(url, headers, PUSH, { push })).text()
    if (!text.includes('"applied"')) throw new Error(text.slice(0, 300))
  }
}

/** The push of a head who enters as much as one holds, each time on other versions: a device of its own. */
function dearPush(plan: Plan, unit: string): DearRequest {
  const cells = filled(plan, 2).filter(
    ({ period, unit: own, measure }) => period === 2 && own === unit && measure.startsWith('IX'),
  )
  const node = v7()
  const operations = cells
    .slice(0, PUSHED)
    .map(({ value, ...cell }, at): Operation =>
      anOperation({ node, seq: at + 1, person: HEAD, key: { ...cell, field: 'value' }, content: value }),
    )
  return {
    name: 'sync',
    query: PUSH,
    variables: { push: { body: plan.body.code, node, protocol: 1, cursor: 0, operations } },
  }
}

/** The dearest requests that are accepted, with a body of a thousand indicators. */
async function benchDearest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(folder, { NODE_ENV: 'production' })
  try {
    const unit = 'RI'
    const plan = manyIndicators(unit)
    const controller = await signIn(server.url, 'controllo-gestione')
    const imported = await (await ask(server.url, controller, IMPORT, { text: JSON.stringify(plan) })).text()
    if (!imported.includes('PlanImported')) throw new Error(imported.slice(0, 500))
    const head = await signIn(server.url, HEAD)
    await enterAll(server.url, head, plan, unit)
    const body = plan.body.code
    await printDearest('anonymous', await costsOf(server, plainHeaders, OF_NOBODY))
    await printDearest('unit-head', await costsOf(server, head, [...OF_A_HEAD(body), dearPush(plan, unit)]))
    const again = { name: 'planImport', query: IMPORT, variables: { text: JSON.stringify(plan) } }
    await printDearest('controller', await costsOf(server, controller, [again]))
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The whole tree of the real plan with scores and explanations, beside a server that only sends the same bytes. */
export async function bench(): Promise<void> {
  await benchTrees()
  await benchDearest()
  await benchTree()
}

async function benchTree(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(folder, { NODE_ENV: 'production' })
  try {
    if ((await enterValues(server.url)) < 50) throw new Error('the values were not taken')
    const headers = await signIn(server.url, 'controllo-gestione')
    const variables = { body: massaCarrara.body.code, year: 2021 }
    const json = await (await ask(server.url, headers, TREE, variables)).text()
    if (!json.includes('"achievement":0.') || json.includes('"errors"')) throw new Error(json.slice(0, 500))
    const file = join(folder, 'tree.json')
    await writeFile(file, json)
    const body = JSON.stringify({ query: TREE, variables })
    const ours = await load(server.url, headers, body)
    const theirs = await peerLoad(file, headers, body)
    const figure = { bench: 'api', peer: 'fastify-static-json', goal: 0.02 } as const
    const rates = { ours: ours.requests.average, theirs: theirs.requests.average }
    const times = { ours: ours.latency.p50, theirs: Math.max(theirs.latency.p50, 1) }
    print({ ...figure, ...rates, what: 'tree-requests-per-second', better: 'more' })
    print({ ...figure, ...times, what: 'tree-median-ms', better: 'less' })
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
