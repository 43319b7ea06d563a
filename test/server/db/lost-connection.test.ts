import { expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { warnThrough } from '../../../server/src/kernel/log/log'
import { demoDatabase } from '../../support/databases'
import { keptLog } from '../../support/log-lines'

it.each(['one', 'the next'])('[RI60.3] connections that %s server loses together are one line of its log', async () => {
  const { logger, lines } = keptLog()
  warnThrough(logger)
  const database = await demoDatabase('postgresql')
  const [orm, other] = [await openOrm(database), await openOrm(database)]
  await Promise.all([1, 2].map(() => orm.em.fork().execute('select pg_sleep(0.3)')))
  const ended = await other.em.execute<{ ended: boolean }[]>(
    `select pg_terminate_backend("pid") as "ended" from "pg_stat_activity"
     where "datname" = current_database() and "pid" <> pg_backend_pid()`,
  )
  expect(ended.length).toBeGreaterThanOrEqual(2)
  await expect
    .poll(() =>
      orm.em
        .fork()
        .execute('select 1 as "one"')
        .catch(() => null),
    )
    .toEqual([{ one: 1 }])
  expect(lines()).toMatchObject([
    { level: 'warn', msg: expect.stringContaining('ha chiuso le connessioni') as unknown },
  ])
  await orm.close(true)
  await other.close(true)
})
