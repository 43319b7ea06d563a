import { expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import { fillEarlier } from '../../support/earlier-data'
import { freshDatabase, KINDS } from '../../support/databases'
import { aPlan } from '../../support/scoring'

it.each(KINDS)(
  '[RI23.1] [RI61.1] [RI66.1] the account of a position becomes its holder’s, without days, on %s',
  async (kind) => {
    const database = await freshDatabase(kind)
    const old = await openOrm(database)
    await old.getMigrator().up({ to: '015-upload-leases' })
    await fillEarlier(old.em.fork(), aPlan(), kind === 'sqlite')
    await old.em.execute(
      `insert into "person" ("id", "body_code", "code", "title") values ('p2', 'B', 'bruno', 'P.O.')`,
    )
    await old.close(true)

    const orm = await openDatabase(database)
    const rows = async (sql: string) => orm.em.fork().execute<object[]>(sql)
    const none = { name: null, valid_from: null, valid_to: null }
    expect(await rows('select * from "holder"')).toEqual([
      { id: 'p1', person_id: 'p1', account_username: 'anna', ...none },
    ])
    expect(await rows('select "code" from "person" order by "code"')).toEqual([{ code: 'anna' }, { code: 'bruno' }])
    await expect(rows('select "p"."account_username" from "person" "p"')).rejects.toThrow(/account_username/)
    expect(await rows('select "person", "holder" from "notice"')).toEqual([{ person: 'anna', holder: 'p1' }])
    // What the chain hashed before holders were named still holds.
    expect((await verifyRecords(orm.em.fork())).map(({ fault }) => fault)).toEqual([null])
    await orm.close(true)
  },
)
