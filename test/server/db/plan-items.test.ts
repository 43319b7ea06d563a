import { afterEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { itemsOf } from '../../../server/src/plans/items/items'
import { itemEntities } from '../../../server/src/plans/items/kinds'
import { fillEarlier } from '../../support/earlier-data'
import { freshDatabase, KINDS } from '../../support/databases'
import { demoPlan } from '../../support/plan-files'
import { aPlan } from '../../support/scoring'

const one = aPlan()
const other = demoPlan('cciaa-mt-2020')

const INSERT =
  'insert into "plan" ("id", "body_code", "first_year", "last_year", "version", "hash", "document") values (?, ?, ?, ?, ?, ?, ?)'

describe.each(KINDS)('versions that software of before left on %s', (kind) => {
  const open: Orm[] = []
  const opened = async (orm: Promise<Orm>): Promise<Orm> => {
    open.push(await orm)
    return orm
  }
  afterEach(async () => {
    for (const orm of open.splice(0)) await orm.close(true)
  })

  it('[PR9.6] get their items when the data are opened, one at a time and once', async () => {
    const database = await freshDatabase(kind)
    const old = await openOrm(database)
    await old.getMigrator().up({ to: '017-sheets-of-holders' })
    await fillEarlier(old.em.fork(), one, kind === 'sqlite')
    await old.em.execute(INSERT, ['plan-0', 'B', 2020, 2020, 1, 'h', JSON.stringify(other)])
    await old.close(true)

    const statements: string[] = []
    const orm = await opened(openDatabase(database, { log: (statement) => statements.push(statement) }))
    expect(await itemsOf(orm.em.fork(), 'plan-0')).toEqual(other)
    expect(await itemsOf(orm.em.fork(), 'plan-1')).toEqual(one)
    const isCover = (said: string) => /insert into .plan_cover./.test(said)
    expect(statements.filter(isCover)).toHaveLength(2)
    // The first version is kept before the second is begun.
    const between = statements.slice(statements.findIndex(isCover), statements.findLastIndex(isCover))
    expect(between.filter((said) => /commit/i.test(said))).toHaveLength(1)

    statements.length = 0
    await opened(openDatabase(database, { log: (statement) => statements.push(statement) }))
    expect(statements.filter((said) => said.includes('insert into'))).toEqual([])
  })

  it('[PR9.6] that a start was broken off over get them at the next', async () => {
    const database = await freshDatabase(kind)
    const first = await openDatabase(database)
    await fillEarlier(first.em.fork(), one, kind === 'sqlite')
    expect(await itemsOf(first.em.fork(), 'plan-1')).toBeNull()
    await first.close(true)
    const orm = await opened(openDatabase(database))
    expect(await itemsOf(orm.em.fork(), 'plan-1')).toEqual(one)
    expect(itemEntities.length).toBeGreaterThan(15)
  })
})
