import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'

let folder = ''
let orms: Orm[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'traguardo-two-'))
  const database = { type: 'sqlite', file: join(folder, 'data.sqlite') } as const
  orms = [await openOrm(database), await openOrm(database)]
  await orms[0]?.em.execute('create table tally (n integer not null)')
  await orms[0]?.em.execute('insert into tally values (0)')
})
afterEach(async () => {
  for (const orm of orms) await orm.close()
  rmSync(folder, { recursive: true, force: true })
})

it('two processes that read and then write one SQLite file take turns: none is told that it is locked', async () => {
  const add = (orm: Orm) =>
    orm.em.fork().transactional(async (em) => {
      const [row] = await em.execute<{ n: number }[]>('select n from tally')
      await pause(30)
      await em.execute('update tally set n = ?', [(row?.n ?? 0) + 1])
    })
  const all = orms.flatMap((orm) => Array.from({ length: 5 }, () => add(orm)))
  expect((await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await orms[0]?.em.execute('select n from tally')).toEqual([{ n: 10 }])
})
