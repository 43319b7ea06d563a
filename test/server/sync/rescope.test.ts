import { counterOf, type RegisterState, registerId, scopeName, sumOf } from '@traguardo/shared/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { markForRescope } from '../../../server/src/plans/mark-for-rescope'
import { rescopeWhereDue } from '../../../server/src/sync/rescope'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { demoDatabase } from '../../support/databases'

const BODY = 'CCIAA-MS'
const RIGHT = scopeName({ year: 2021, period: 2, unit: 'RI' }, '')
const clockOf = (day: string) => ({ now: () => `${day}T08:00:00.000Z` })

describe('registers whose plan changed', () => {
  let orm: Orm
  beforeEach(async () => {
    orm = await openOrm(await demoDatabase('sqlite'))
    await orm.em.fork().execute(`delete from "setting" where "name" like 'rescope/%'`)
  })
  afterEach(() => orm.close(true))

  const register = (measure: string, changes: Partial<RegisterState> = {}): RegisterState => {
    const key = { body: BODY, measure, unit: 'RI', year: 2021, period: 2, field: 'value' as const }
    const at = { head: `head-${measure}`.slice(0, 36), person: 'po-registro-imprese', at: '2021-09-05T08:00:00.000Z' }
    const state = { content: null, stamp: 1, scope: RIGHT, excused: false, complete: true }
    return { id: registerId(key), key, ...at, ...state, ...changes }
  }
  const stand = (states: readonly RegisterState[], count: number) =>
    ormStore(orm.em).transaction(async (tx) => {
      await tx.putRegisters(states)
      await tx.count(counterOf(BODY), count)
    })
  const now = (body = BODY) =>
    ormStore(orm.em).reading(async (tx) => ({
      states: await tx.registersSince(body, -1, null, 100),
      sums: await tx.scopeSums(body),
      count: await tx.count(counterOf(body), 0),
    }))
  const rescope = (day = '2021-09-05') => rescopeWhereDue(orm.em, clockOf(day))

  it('[SY19.1] go into the scope that the plan gives them, each with a new stamp; what stays stays as it is', async () => {
    const stays = register('Percent_LibriRI.num')
    const moves = register('Percent_LibriRI.den', { stamp: 2, scope: '2021/2/RI@OLD' })
    const follows = register('Percent_VerbaliRI.num', { stamp: 3, scope: '2021/2/RI@OLDER' })
    await stand([stays, moves, follows], 3)
    await markForRescope(orm.em.fork(), BODY)
    await rescope()
    const { states, sums, count } = await now()
    const placed = [stays, { ...moves, scope: RIGHT, stamp: 4 }, { ...follows, scope: RIGHT, stamp: 5 }]
    expect(states).toEqual(placed)
    expect(sums).toEqual([{ scope: RIGHT, sum: sumOf(placed) }])
    expect(count).toBe(5)
    await markForRescope(orm.em.fork(), BODY)
    await rescope()
    expect(await now()).toEqual({ states, sums, count })
  })

  it('[SY19.1] leave behind a scope whose checksum says that nothing is in it any more', async () => {
    await stand([register('Percent_LibriRI.num', { scope: '2021/2/RI@OLD' })], 1)
    await ormStore(orm.em).transaction((tx) => tx.putScopeSums(BODY, [{ scope: '2021/2/RI@OLD', sum: 'stale' }]))
    await markForRescope(orm.em.fork(), BODY)
    await rescope()
    const { sums } = await now()
    expect(sums.find(({ scope }) => scope === '2021/2/RI@OLD')).toEqual({ scope: '2021/2/RI@OLD', sum: sumOf([]) })
    expect(sums).toHaveLength(2)
  })

  it('[SY19.1] of the body that it is due for, and of no other, once', async () => {
    const elsewhere = register('Percent_LibriRI.num', { scope: '2021/2/RI@OLD' })
    await stand([elsewhere], 1)
    await markForRescope(orm.em.fork(), 'ISR')
    await rescope()
    expect((await now()).states).toEqual([elsewhere])
    expect(await orm.em.fork().execute(`select * from "setting" where "name" like 'rescope/%'`)).toEqual([])
  })
})
