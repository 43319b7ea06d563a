import { type Operation, registerId, type RegisterKey, type Verdict } from '@traguardo/shared/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { registersOfYears } from '../../../server/src/sync/store/registers-of-years'
import { registersAsOf } from '../../../server/src/sync/store/rows'
import { demoDatabase } from '../../support/databases'
import { aKey, anOperation, aRecord } from '../../support/sync'

const DAY = '2021-09-05'
const YEARS = { from: 2020, to: 2021 }

describe('what stood in the cells of a body', () => {
  let orm: Orm
  let seq = 0
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  beforeEach(async () => {
    for (const table of ['operation', 'register']) await orm.em.fork().execute(`delete from "${table}"`)
  })

  async function happened(receivedAt: string, changes: Partial<Operation> = {}, verdict: object = {}) {
    seq += 1
    const operation = anOperation({ seq, ...changes, content: changes.content ?? { type: 'number', number: seq } })
    const said = { operation: operation.id, type: 'applied', stamp: seq, scope: 'S', provisional: false, current: null }
    const record = { verdict: { ...said, ...verdict } as Verdict, receivedAt, stamp: seq, scope: 'S' }
    await ormStore(orm.em).transaction((tx) => tx.putOperations([aRecord(operation, record)]))
    return operation
  }
  const key = (changes: Partial<RegisterKey>) => {
    const of = { ...aKey, ...changes }
    return { key: of, register: registerId(of) }
  }
  const asOf = async (day = DAY) => registersAsOf(orm.em.fork(), 'B', { ...YEARS, day })
  const heads = async (day?: string) => (await asOf(day)).map(({ head }) => head)

  it('[PR7] is, of each register, what was put there last on that day or before', async () => {
    const first = await happened('2021-09-04T08:00:00.000Z')
    const second = await happened('2021-09-05T08:00:00.000Z')
    const other = await happened('2021-09-05T08:00:00.000Z', key({ measure: 'M2' }))
    await happened('2021-09-06T08:00:00.000Z')
    expect(await heads('2021-09-03')).toEqual([])
    expect(await heads('2021-09-04')).toEqual([first.id])
    expect(await heads()).toEqual([second.id, other.id])
    expect((await asOf())[0]).toEqual({
      ...{ id: second.register, key: aKey, scope: 'S', head: second.id, content: second.content, person: 'anna' },
      ...{ at: '2021-09-05T08:00:00.000Z', stamp: second.seq, excused: false, complete: true },
    })
  })

  it('[RI1.1] goes by the day in Rome, to its last moment', async () => {
    const inTime = await happened('2021-09-05T21:59:59.999Z')
    const after = await happened('2021-09-05T22:00:00.000Z', key({ measure: 'M2' }))
    expect(await heads()).toEqual([inTime.id])
    expect(await heads('2021-09-06')).toEqual([inTime.id, after.id])
  })

  it('[PR7] is what was applied, or accepted though it was late, and nothing else', async () => {
    await happened('2021-09-05T08:00:00.000Z', key({ measure: 'M2' }), { type: 'conflict' })
    await happened('2021-09-05T08:00:00.000Z', { ...key({ measure: 'M3' }), kind: 'decline' })
    const decision = { inTime: true, reason: 'Guasto' } as never
    const accepted = await happened('2021-09-05T08:00:00.000Z', { kind: 'accept', decision })
    expect(await asOf()).toMatchObject([{ head: accepted.id, excused: true }])
    const late = await happened('2021-09-05T08:00:01.000Z', { kind: 'accept', decision: { inTime: false } as never })
    expect(await asOf()).toMatchObject([{ head: late.id, excused: false }])
  })

  it('[PR7] is that of the years and the body that are asked for', async () => {
    for (const year of [2019, 2022]) await happened('2021-09-05T08:00:00.000Z', key({ year }))
    await happened('2021-09-05T08:00:00.000Z', key({ body: 'C' }))
    const [from, to] = [
      await happened('2021-09-05T08:00:00.000Z', key({ year: 2020 })),
      await happened('2021-09-05T08:00:00.000Z', key({ year: 2021 })),
    ]
    expect(await heads()).toEqual([from.id, to.id])
  })

  it('[SY28.2] evidence of a day gone by proves nothing: whether its bytes were here nobody wrote down', async () => {
    const sha256 = 'a'.repeat(64)
    const content = { type: 'evidence', sha256, size: 1, mime: 'application/pdf', name: 'a.pdf' } as const
    await happened('2021-09-05T08:00:00.000Z', { ...key({ field: `evidence/${sha256}` }), content })
    expect(await asOf()).toMatchObject([{ complete: false }])
  })

  it('is read of a span of years in one go, with both truths as such', async () => {
    const state = { scope: 'S', head: 'h', person: 'anna', at: '2021-09-05T08:00:00.000Z' }
    const registers = [
      { ...key({ year: 2019 }), content: null, stamp: 1, excused: false, complete: true },
      {
        ...key({ year: 2020 }),
        content: { type: 'number', number: 0 } as const,
        stamp: 2,
        excused: true,
        complete: true,
      },
      { ...key({ year: 2021 }), content: null, stamp: 3, excused: false, complete: false },
      { ...key({ year: 2022 }), content: null, stamp: 4, excused: false, complete: true },
      { ...key({ body: 'C' }), content: null, stamp: 5, excused: false, complete: true },
    ].map(({ register: id, ...one }) => ({ id, ...state, ...one }))
    await ormStore(orm.em).transaction((tx) => tx.putRegisters(registers))
    const found = await registersOfYears(orm.em.fork(), 'B', YEARS)
    expect([...found].sort((a, b) => a.stamp - b.stamp)).toEqual(registers.slice(1, 3))
  })
})
