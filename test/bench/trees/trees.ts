import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openOrm } from '../../../server/src/app/open-orm'
import type { EntityManager } from '../../../server/src/kernel/db/orm'
import { startAnyPostgres } from '../../support/needs/postgres'
import { startServer } from '../../support/server-process'
import { manyIndicators } from '../dear-requests'
import { byTurns, median, p99, print } from '../figure'
import { SIGN_IN, TREE } from '../queries'
import { fillIn, fillPeer, PEER_QUERY, type TreeAnswer, WRITE_PEER, writeOurs } from './data'
import { ask, type Asked, askChanging, PLAIN, type Question, questionOf, rateOf, withPeer } from './load'

interface Size {
  readonly count: number
  readonly seconds: number
}

/** Trees of so many indicators, and the seconds for which each side is asked in a round: the peer has to answer in them. */
const SIZES: readonly Size[] = [
  { count: 100, seconds: 3 },
  { count: 1000, seconds: 4 },
  { count: 10_000, seconds: 8 },
]
const ROUNDS = 5
/** Cells that are changed in turn. */
const CHANGED = 50
const BODY = 'CCIAA-MS'

/** A size that is measured: our server on its database, with the question. */
interface Stage extends Size {
  readonly database: string
  readonly em: EntityManager
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

/** Changes one after the other by a statement that takes a number and an id. */
function changing({ em }: Stage, statement: string, ids: readonly string[]): () => Promise<unknown> {
  let writes = 0
  return () => {
    writes += 1
    return em.execute(statement, [String(1 + (writes % 97)), ids[writes % ids.length] ?? ''], 'run')
  }
}

/** With a value changed before each request: beside PostGraphile, which says values and targets and scores nothing. */
async function benchChanged(stage: Stage): Promise<void> {
  const { count, seconds, database, question, registers, values } = stage
  const [ours = [], theirs = []] = await withPeer('postgraphile.mjs', [database], async (url) => {
    const asked = questionOf(url, PLAIN, PEER_QUERY)
    const text = await (await ask(asked)).text()
    const said = text.split('"type":"number"').length + text.split('"type":"date"').length - 2
    if (said !== stage.valueCount) throw new Error(`A peer that says ${said} values of ${stage.valueCount} is none`)
    const sides = [
      { asked: question, change: changing(stage, writeOurs(BODY), registers) },
      { asked, change: changing(stage, WRITE_PEER, values) },
    ]
    for (const { asked: one, change } of sides) await askChanging(one, change, 1)
    return byTurns(
      ROUNDS,
      sides.map(
        ({ asked: one, change }) =>
          () =>
            askChanging(one, change, seconds),
      ),
    )
  })
  const figure = { bench: 'api', peer: 'postgraphile-4.14.1', goal: 3 } as const
  const rate = (rounds: readonly Asked[]) => median(rounds.map((one) => one.rate))
  const rates = { ours: rate(ours), theirs: rate(theirs), better: 'more' } as const
  print({ ...figure, what: `tree-of-${count}-changed-requests-per-second`, ...rates })
  const last = (rounds: readonly Asked[]) => p99(rounds.flatMap(({ times }) => times))
  const times = { ours: last(ours), theirs: last(theirs), better: 'less' } as const
  print({ ...figure, what: `tree-of-${count}-changed-p99-ms`, ...times })
}

/** With nothing changed: beside `node:http` that sends the same bytes. */
async function benchUnchanged({ count, folder, question }: Stage): Promise<void> {
  const answer = await ask(question)
  const tag = answer.headers.get('etag') ?? ''
  const file = join(folder, `tree-${count}.json`)
  await writeFile(file, Buffer.from(await answer.arrayBuffer()))
  const known = { ...question, headers: { ...question.headers, 'if-none-match': tag } }
  const found = await withPeer('node-http.mjs', [file], (url) =>
    withPeer('node-http.mjs', [file, '304'], (same) =>
      byTurns(ROUNDS, [
        () => rateOf(question),
        () => rateOf(known, 304),
        () => rateOf({ ...question, url }),
        () => rateOf({ ...question, url: same }, 304),
      ]),
    ),
  )
  const [ours = 0, same = 0, theirs = 0, bare = 0] = found.map(median)
  const figure = { ...HIGHER, peer: 'node-http' } as const
  print({ ...figure, what: `tree-of-${count}-unchanged-requests-per-second`, ours, theirs, goal: 0.5 })
  print({ ...figure, what: `tree-of-${count}-304-requests-per-second`, ours: same, theirs, goal: 0.8 })
  console.log(`      ${Math.round(bare)} a second of a node:http that says 304 and looks at nothing`)
}

async function onStage(postgres: string, { count, seconds }: Size, work: (stage: Stage) => Promise<void>) {
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
    const em = orm.em.fork()
    await work({ count, seconds, database, em, folder, question, registers: some(all), values, valueCount })
  } finally {
    await orm.close(true)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Trees of any size, with values, scores and sentences, all on one PostgreSQL. */
export async function benchTrees(sizes: readonly Size[] = SIZES): Promise<void> {
  const postgres = await startAnyPostgres()
  try {
    for (const size of sizes)
      await onStage(postgres.url, size, async (stage) => {
        await benchChanged(stage)
        await benchUnchanged(stage)
      })
  } finally {
    await postgres.stop()
  }
}
