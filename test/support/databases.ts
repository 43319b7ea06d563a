import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import type { Database } from '../../server/src/db/database'
import { openOrm } from '../../server/src/db/orm'

export const KINDS = ['sqlite', 'postgresql'] as const

/** An empty database of that kind, for real: a file, or a database of the run's PostgreSQL server. */
export async function freshDatabase(kind: (typeof KINDS)[number]): Promise<Database> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'traguardo-sqlite-'))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    return { type: 'sqlite', file: join(folder, 'traguardo.sqlite') }
  }
  const server = inject('postgres')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const orm = await openOrm({ type: 'postgresql', url: `${server}/postgres` })
  await orm.em.execute(`create database ${name}`)
  await orm.close(true)
  return { type: 'postgresql', url: `${server}/${name}` }
}
