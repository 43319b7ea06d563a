import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const REMIND = `mutation($unit: String!, $period: Int!) { reminderSend(year: 2021, period: $period, unit: $unit) { __typename ... on Refusal { code } } }`
const RECORD = '{ record(body: "CCIAA-MS") { ... on RecordPage { entries { action outcome about detail } } } }'

describe.each(KINDS)('a reminder by hand on %s', (kind) => {
  let api: Api
  let manager: Caller
  let controller: Caller
  let day = '2021-09-05'
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { clock: { now: () => fixedDayClock(day).now() } })
    manager = await api.signIn('segretario-generale')
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())
  const remind = async (who: Caller, unit: string, period = 2) =>
    (await who.ask<{ reminderSend: { __typename: string; code?: string } }>(REMIND, { unit, period })).reminderSend

  it('[NO9.1] goes to a unit from whoever validates it, and from nobody else, and is on record', async () => {
    expect(await remind(manager, 'RI')).toEqual({ __typename: 'Done' })
    expect(await remind(manager, 'RI', 9)).toMatchObject({ code: 'UNKNOWN_PERIOD' })
    const other = await api.signIn('po-promozione')
    expect(await remind(other, 'RI')).toHaveProperty('code')
    const { record } = await controller.ask<{ record: { entries: readonly object[] } }>(RECORD)
    expect(record.entries).toContainEqual({
      ...{ action: 'reminder.send', outcome: 'done', about: ['units/RI'] },
      detail: { year: 2021, period: 2, name: 'II quadrimestre 2021', missing: 19, deadline: '2021-09-15' },
    })
  })

  it('[NO9.2] goes to no unit to which nothing is missing', async () => {
    expect(await remind(controller, 'ENTE')).toMatchObject({ code: 'NOTHING_MISSING' })
  })

  it('[NO9.3] goes to a unit once a day, whoever sends it', async () => {
    expect(await remind(manager, 'RI')).toMatchObject({ code: 'REMINDED_TODAY' })
    expect(await remind(controller, 'RI')).toMatchObject({ code: 'REMINDED_TODAY' })
    day = '2021-09-06'
    expect(await remind(controller, 'RI')).toEqual({ __typename: 'Done' })
  })
})
