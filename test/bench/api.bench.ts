import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '@traguardo/shared/model'
import type { Operation } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { startServer } from '../support/server-process'
import { anOperation } from '../support/sync'
import { type Cost, costsOf } from './costs'
import { type DearRequest, OF_A_HEAD, OF_NOBODY, manyIndicators } from './dear-requests'
import { print } from './figure'
import { filled } from './plan'
import { PUSH, SIGN_IN } from './queries'
import { benchTrees } from './trees/trees'

const PASSWORD = 'Traguardo-2021'
/** Operations of a push: a device sends 500 at most. */
const PUSHED = 400
const IMPORT =
  'mutation($text: String!) { planImport(text: $text) { __typename ... on PlanFaults { faults { path message } } } }'

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

/** Trees of three sizes beside peers, and the dearest requests that are accepted. */
export async function bench(): Promise<void> {
  await benchTrees()
  await benchDearest()
}
