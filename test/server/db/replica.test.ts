import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { openReadReplica, type ReadReplica } from '../../../server/src/kernel/db/replica'
import { startApi } from '../../support/api'
import { type DatabaseServer, debianBinaries, startPostgres, startReplica } from '../../support/postgres-server'

let primary: DatabaseServer
let copy: DatabaseServer
const at = (server: DatabaseServer): Database => ({ type: 'postgresql', url: `${server.url}/postgres` })

beforeAll(async () => {
  const bin = debianBinaries()
  if (!bin) throw new Error('A replica needs the PostgreSQL of the system: apt-get install postgresql')
  primary = await startPostgres(bin)
  copy = await startReplica(bin, primary)
})
afterAll(async () => {
  await copy?.stop()
  await primary?.stop()
})

async function isReplica(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ is: boolean }[]>('select pg_is_in_recovery() as "is"')
  return row?.is === true
}

async function withReplica(work: (orm: Orm, replica: ReadReplica) => Promise<void>): Promise<void> {
  const orm = await openOrm(at(primary))
  const replica = openReadReplica(() => openOrm(at(copy)))
  try {
    await work(orm, replica)
  } finally {
    await replica.close()
    await orm.close(true)
  }
}

it('[RI54.1] who has just done something finds it in what is read, fifty times, and nothing that only reads writes', async () => {
  const api = await startApi(at(primary), { replica: at(copy) })
  const controller = await api.signIn('controllo-gestione')
  const RECORD = 'query { record(body: "CCIAA-MS") { ... on RecordPage { entries { seq action } } } }'
  const SIGN_IN = 'mutation { signIn(username: "po-promozione", password: "sbagliata") { __typename } }'
  const last = async () =>
    (await controller.ask<{ record: { entries: { seq: number; action: string }[] } }>(RECORD)).record.entries[0]
  for (let time = 0; time < 50; time++) {
    const before = (await last())?.seq ?? 0
    await api.nobody.ask(SIGN_IN)
    await expect.poll(async () => (await last())?.seq ?? 0).toBeGreaterThan(before)
  }
  for (const query of [
    'query { planLife(body: "CCIAA-MS") { __typename } }',
    'query { tree(body: "CCIAA-MS", year: 2021) { __typename } }',
    'query { planExport(body: "CCIAA-MS", year: 2021) { __typename } }',
  ])
    await controller.ask(query)
  await api.close()
}, 180_000)

it('[RI54.2] a replica is read where it has everything, and the database where it lags or is away', () =>
  withReplica(async (orm, { readerOf }) => {
    const { em } = orm
    const replay = await openOrm(at(copy))
    const fresh = async () => isReplica(await readerOf(em.fork()))
    await expect.poll(fresh).toBe(true)
    await em.execute('create table "told" ("at" integer)')
    await replay.em.execute('select pg_wal_replay_pause()')
    await em.execute('insert into "told" values (1)')
    expect(await fresh()).toBe(false)
    await replay.em.execute('select pg_wal_replay_resume()')
    await expect.poll(fresh).toBe(true)
    const [row] = await (await readerOf(em.fork())).execute<{ at: number }[]>('select "at" from "told"')
    expect(row?.at).toBe(1)
    await replay.close(true)
    await copy.stop()
    expect(await fresh()).toBe(false)
  }))

it('[RI54.2] a server starts, and answers, while its replica is away', async () => {
  const api = await startApi(at(primary), { replica: at(copy) })
  const controller = await api.signIn('controllo-gestione')
  const answer = await controller.ask<{ tree: object }>('query { tree(body: "CCIAA-MS", year: 2021) { __typename } }')
  expect(answer.tree).not.toBeNull()
  await api.close()
})
