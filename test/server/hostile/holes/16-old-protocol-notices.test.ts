import { registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const BODY = 'CCIAA-MS'
const PERSON = 'po-registro-imprese'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } ... on SyncAnswer {
  notice epoch cursor safe at { view stamp tray } verdicts { type } registers { stamp } } } }`

const operation = (seq: number, node: string) => {
  const key = { body: BODY, measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'note' as const }
  return {
    ...{ id: v7(), node, seq, person: PERSON, protocol: 0, register: registerId(key), key, content: `nota ${seq}` },
    deviceTime: '2021-09-05T08:00:00.000Z',
  }
}

describe.each(KINDS)('a push of an older protocol on %s', (kind) => {
  let api: Api
  const logged: unknown[] = []
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { log: (error) => logged.push(error) })
  })
  afterAll(() => api.close())

  it.each([0, 1])('[SY24.1] protocol %i without `at` gets a proper answer, whatever the notice', async (protocol) => {
    const po = await api.signIn(PERSON)
    const node = `vecchio-${protocol}`
    const send = async (rest: object) =>
      (
        await po.ask<{ sync: { notice: string; cursor: number } }>(SYNC, {
          push: { body: BODY, node, protocol, cursor: 0, operations: [], ...rest },
        })
      ).sync
    const first = await send({ operations: [operation(1, node)] })
    expect(first).toMatchObject({ notice: 'none', verdicts: [{}] })
    // Another id under a count that is taken: a copy of the device.
    expect(await send({ operations: [operation(1, node)] })).toMatchObject({ notice: 'cloned', verdicts: [] })
    expect(await send({ cursor: 2_147_483_647, operations: [operation(1, node)] })).toMatchObject({ notice: 'cloned' })
    expect(await send({ epoch: 'un’altra' })).toMatchObject({ notice: 'new-epoch', verdicts: [] })
    expect(await send({ cursor: 2_147_483_647 })).toMatchObject({ __typename: 'SyncAnswer' })
    expect(logged).toEqual([])
  })
})
