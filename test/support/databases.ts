import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import type { Database } from '../../server/src/kernel/db/database'
import { openOrm } from '../../server/src/app/open-orm'
import type { Orm } from '../../server/src/kernel/db/orm'
import { demoFile, demoName, makeDemo } from './demo-data'

export const KINDS = ['sqlite', 'postgresql'] as const
type Kind = (typeof KINDS)[number]

/** A file that goes with its tests. */
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-sqlite-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'traguardo.sqlite')
}

const newName = () => `t_${randomUUID().replaceAll('-', '')}`
const at = (name: string): Database => ({ type: 'postgresql', url: `${inject('postgres')}/${name}` })

/** As the operator of the run's PostgreSQL server. */
async function operating<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
  const orm = await openOrm(at('postgres'))
  return work(orm).finally(() => orm.close(true))
}

/** An empty database of that kind, for real: a file, or a database of the run's PostgreSQL server. */
export async function freshDatabase(kind: Kind): Promise<Database> {
  if (kind === 'sqlite') return { type: 'sqlite', file: newFile() }
  const name = newName()
  await operating(({ em }) => em.execute(`create database ${name}`))
  return at(name)
}

/** The demo on the run's server, made where nobody made it yet. Who makes it at the same time makes the same. */
async function template(orm: Orm): Promise<string> {
  const name = demoName()
  const isThere = async () =>
    (await orm.em.execute<object[]>('select 1 from pg_database where datname = ?', [name])).length > 0
  if (await isThere()) return name
  const making = newName()
  await orm.em.execute(`create database ${making}`)
  await makeDemo(at(making))
  await orm.em.execute(`alter database ${making} rename to ${name}`).catch(async (error: unknown) => {
    if (!(await isThere())) throw error
  })
  return name
}

/** A database of that kind as the first start of the demo leaves it: a copy of one that is made once. */
export async function demoDatabase(kind: Kind): Promise<Database> {
  if (kind === 'sqlite') {
    const file = newFile()
    copyFileSync(await demoFile(), file)
    return { type: 'sqlite', file }
  }
  const name = newName()
  await operating(async (orm) => orm.em.execute(`create database ${name} template ${await template(orm)}`))
  return at(name)
}
