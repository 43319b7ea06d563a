import { registerId, type RegisterKey } from '@traguardo/shared/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { AppPorts } from '../../../server/src/kernel/context'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { colleaguesOf } from '../../../server/src/notifications/colleagues'
import { notifyEverybody } from '../../../server/src/notifications/notify'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { demoDatabase } from '../../support/databases'

const PO = 'po-registro-imprese'

describe('who is told, and of how much', () => {
  let orm: Orm
  let day = '2021-09-05'
  beforeEach(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterEach(() => orm.close(true))

  const entered = (measure: string, year: number, period: number) => {
    const key: RegisterKey = { body: 'CCIAA-MS', measure, unit: 'RI', year, period, field: 'value' }
    const state = { id: registerId(key), key, scope: 'S', head: 'h', content: { type: 'number', number: 1 } as const }
    const by = { person: PO, at: `${day}T07:00:00.000Z`, stamp: 1, excused: false, complete: true }
    return ormStore(orm.em).transaction((tx) => tx.putRegisters([{ ...state, ...by }]))
  }
  async function reminder(): Promise<string> {
    const clock = { now: () => `${day}T08:00:00.000Z` }
    const ports = { clock, plans: planShelf(clock), log: (error: unknown) => expect.fail(String(error)) }
    await orm.em.fork().execute('delete from "notice"')
    await orm.em.fork().execute(`delete from "setting" where "name" like 'reminded/%'`)
    await notifyEverybody(ports as unknown as AppPorts, orm.em, new AbortController().signal)
    const rows = await orm.em
      .fork()
      .execute<{ text: string }[]>(`select "text" from "notice" where "kind" = 'due' and "person" = ?`, [PO])
    return rows.map(({ text }) => text).join()
  }
  const missing = async () => Number(/mancano (\d+) misure/.exec(await reminder())?.[1])

  it('[RI1.1] each of the body with the roles held in it, and nobody of another', async () => {
    const colleagues = await colleaguesOf(orm.em.fork(), 'ISR')
    expect(colleagues.map(({ person }) => person).sort()).toEqual([
      ...['controllo-gestione', 'direttore', 'oiv', 'organi', 'referente-isr'],
    ])
    const rows = await orm.em
      .fork()
      .execute<object[]>(
        `select 1 from "role_grant" r join "person" p on p."id" = r."person_id" where p."body_code" = 'ISR'`,
      )
    expect(colleagues.flatMap(({ roles }) => roles)).toHaveLength(rows.length)
    await orm.em
      .fork()
      .execute(
        `insert into "role_grant" ("id", "person_id", "unit_id", "role", "valid_from", "deputy", "origin") ` +
          `select 'g', "person_id", "unit_id", 'manager', '2021-09-01', true, 'hand' from "role_grant" r join "person" p ` +
          `on p."id" = r."person_id" where p."code" = 'oiv' and p."body_code" = 'ISR'`,
      )
    const oiv = (await colleaguesOf(orm.em.fork(), 'ISR')).find(({ person }) => person === 'oiv')
    expect(oiv?.roles.map(({ role, from, deputy }) => [role, from, deputy])).toEqual(
      expect.arrayContaining([
        ['evaluator', undefined, undefined],
        ['manager', '2021-09-01', true],
      ]),
    )
  })

  it('[NO1.2] what is left to enter in the period', async () => {
    const before = await missing()
    await entered('Percent_LibriRI.num', 2021, 2)
    expect(await missing()).toBe(before - 1)
    await entered('Percent_LibriRI.num', 2021, 1)
    await entered('Percent_LibriRI.num', 2020, 2)
    expect(await missing()).toBe(before - 1)
  })

  it('[NO1.1] of the last period of a year in the next one too', async () => {
    day = '2022-01-05'
    const before = await missing()
    expect(before).toBeGreaterThan(1)
    await entered('Percent_LibriRI.num', 2021, 3)
    expect(await missing()).toBe(before - 1)
    day = '2021-09-05'
  })
})
