import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { freshDatabase, KINDS } from '../../support/databases'

const REFUSED = new Error('refused')

describe.each(KINDS)('a transaction on %s', (kind) => {
  let orm: Orm
  beforeAll(async () => {
    orm = await openOrm(await freshDatabase(kind))
    await orm.em.execute('create table tally (n integer not null)')
  })
  afterAll(() => orm.close(true))

  const add = (tx: unknown, n: number) => (tx as EntityManager).execute('insert into tally values (?)', [n])

  it('in another one is undone alone', async () => {
    await orm.em.fork().transactional(async (tx) => {
      await add(tx, 1)
      const inner = tx.transactional(async (within) => {
        await add(within, 2)
        throw REFUSED
      })
      await expect(inner).rejects.toBe(REFUSED)
    })
    expect(await orm.em.execute('select n from tally')).toEqual([{ n: 1 }])
  })

  it('that cannot begin says why, and holds nobody up', async () => {
    const guarded = await openOrm(await freshDatabase(kind), { schema: { isOn: true, isOutdated: false } })
    await guarded.em.execute('create table mikro_orm_migrations (name text)')
    await guarded.em.execute("insert into mikro_orm_migrations values ('999-newer')")
    const begin = () => guarded.em.fork().transactional((tx) => (tx as EntityManager).execute('select 1 as "one"'))
    await expect(begin()).rejects.toThrow('The schema of the database is of a newer program')
    await guarded.em.execute('delete from mikro_orm_migrations')
    expect(await begin()).toEqual([{ one: 1 }])
    await guarded.close(true)
  })
})

describe('a transaction on postgresql', () => {
  it('begins as it was asked for: at one moment, or only to read', async () => {
    const orm = await openOrm(await freshDatabase('postgresql'))
    const settings = (wished: object) =>
      orm.em.fork().transactional(async (tx) => {
        const asked = `select current_setting('transaction_isolation') as "level", current_setting('transaction_read_only') as "only"`
        const [row] = await (tx as EntityManager).execute<object[]>(asked)
        return row
      }, wished)
    expect(await settings({})).toEqual({ level: 'read committed', only: 'off' })
    expect(await settings({ isolationLevel: 'repeatable read' })).toEqual({ level: 'repeatable read', only: 'off' })
    expect(await settings({ readOnly: true })).toEqual({ level: 'read committed', only: 'on' })
    await orm.close(true)
  })
})
