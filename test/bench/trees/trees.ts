import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from 'autocannon'
import { openOrm } from '../../../server/src/app/open-orm'
import { startAnyPostgres } from '../../support/needs/postgres'
import { startServer } from '../../support/server-process'
import { manyIndicators } from '../dear-requests'
import { print } from '../figure'
import { SIGN_IN, TREE } from '../queries'
import { fillIn, fillPeer, PEER_QUERY, type TreeAnswer, WRITE_PEER, writeOurs } from './data'
import { ask, load, PLAIN, type Question, questionOf, whileChanging, withPeer } from './load'

/** Trees of so many indicators, and the milliseconds between two changes of a value: fewer than between two answers. */
const SIZES = [
  { count: 100, pause: 0 },
  { count: 1000, pause: 1 },
  { count: 10_000, pause: 5 },
] as const
/** Cells that are changed in turn. */
const CHANGED = 50
const BODY = 'CCIAA-MS'

/** A size that is measured: our server on its database, with the question. */
interface Stage {
  readonly count: number
  readonly pause: number
  readonly database: string
  readonly folder: string
  readonly question: Question
  /** Ids of registers that are changed. */
  readonly registers: readonly string[]
  /** Ids of values of the peer that are changed. */
  readonly values: readonly string[]
  /** Number of values in an answer of the peer. */
  readonly valueCount: number
}

const HIGHER = { bench: 'api', better: 'more' } as const
const rateOf = ({ requests }: Result): number => requests.average
/** A latency below its smallest step counts as that. Milliseconds. */
const p99Of = ({ latency }: Result): number => Math.max(latency.p99, 1)

/** With a value changed since the last request: beside PostGraphile, which says values and targets and scores nothing. */
async function benchChanged(stage: Stage): Promise<void> {
  const { count, pause, database, question, registers, values } = stage
  const ours = await whileChanging({ database, pause, statement: writeOurs(BODY), ids: registers }, () =>
    load(question),
  )
  const theirs = await withPeer('postgraphile.mjs', [database], async (url) => {
    const asked = questionOf(url, PLAIN, PEER_QUERY)
    const text = await (await ask(asked)).text()
    const said = text.split('"type":"number"').length + text.split('"type":"date"').length - 2
    if (said !== stage.valueCount) throw new Error(`A peer that says ${said} values of ${stage.valueCount} is none`)
    return whileChanging({ database, pause, statement: WRITE_PEER, ids: values }, () => load(asked))
  })
  const figure = { bench: 'api', peer: 'postgraphile-4.14.1', goal: 3 } as const
  const rates = { ours: rateOf(ours), theirs: rateOf(theirs), better: 'more' } as const
  print({ ...figure, what: `tree-of-${count}-changed-requests-per-second`, ...rates })
  const times = { ours: p99Of(ours), theirs: p99Of(theirs), better: 'less' } as const
  print({ ...figure, what: `tree-of-${count}-changed-p99-ms`, ...times })
}

/** With nothing changed: beside `node:http` that sends the same bytes. */
async function benchUnchanged({ count, folder, question }: Stage): Promise<void> {
  const answer = await ask(question)
  const tag = answer.headers.get('etag') ?? ''
  const file = join(folder, `tree-${count}.json`)
  await writeFile(file, Buffer.from(await answer.arrayBuffer()))
  const ours = rateOf(await load(question))
  const known = { ...question, headers: { ...question.headers, 'if-none-match': tag } }
  const same = rateOf(await load(known, 304))
  const bare = (...status: readonly ['304'] | readonly []) =>
    withPeer('node-http.mjs', [file, ...status], async (url) =>
      rateOf(await load({ ...question, url }, status[0] ? 304 : 200)),
    )
  const theirs = await bare()
  print({
    ...HIGHER,
    what: `tree-of-${count}-unchanged-requests-per-second`,
    ours,
    peer: 'node-http',
    theirs,
    goal: 0.5,
  })
  print({
    ...HIGHER,
    what: `tree-of-${count}-304-requests-per-second`,
    ours: same,
    peer: 'node-http',
    theirs,
    goal: 0.8,
  })
  console.log(`      ${Math.round(await bare('304'))} a second of a node:http that says 304 and looks at nothing`)
}

async function onStage(
  postgres: string,
  { count, pause }: (typeof SIZES)[number],
  work: (stage: Stage) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-bench-'))
  const name = `trees_${count}`
  const operator = await openOrm({ type: 'postgresql', url: `${postgres}/postgres` })
  await operator.em.execute(`create database ${name}`)
  await operator.close(true)
  const database = `${postgres}/${name}`
  const server = await startServer(folder, { DATABASE_URL: database, NODE_ENV: 'production' })
  const orm = await openOrm({ type: 'postgresql', url: database })
  try {
    const all = await fillIn(orm.em.fork(), manyIndicators('RI', count))
    const variables = { username: 'controllo-gestione', password: 'Traguardo-2021' }
    const signedIn = await ask(questionOf(server.url, PLAIN, SIGN_IN, variables))
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const question = questionOf(server.url, { ...PLAIN, cookie }, TREE, { body: BODY, year: 2021 })
    const text = await (await ask(question)).text()
    if (!text.includes('"achievement":0.') || text.includes('"errors"')) throw new Error(text.slice(0, 500))
    const { data } = JSON.parse(text) as { data: { tree: TreeAnswer } }
    const valueCount = await fillPeer(orm.em.fork(), data.tree)
    const some = <T>(items: readonly T[]): readonly T[] =>
      items.filter((_, at) => at % Math.ceil(items.length / CHANGED) === 0)
    const values = some(Array.from({ length: valueCount }, (_, at) => String(at + 1)))
    await work({ count, pause, database, folder, question, registers: some(all), values, valueCount })
  } finally {
    await orm.close(true)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Trees of any size, with values, scores and sentences, all on one PostgreSQL. */
export async function benchTrees(): Promise<void> {
  const postgres = await startAnyPostgres()
  try {
    for (const size of SIZES)
      await onStage(postgres.url, size, async (stage) => {
        await benchChanged(stage)
        await benchUnchanged(stage)
      })
  } finally {
    await postgres.stop()
  }
}
