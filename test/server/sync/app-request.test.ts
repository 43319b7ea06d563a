import { NOTHING_HELD, PUSH_PROTOCOL } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryPush } from '../../../client/src/offline/transport'
import { type Api, startApi } from '../../support/api'
import { freshDatabase, KINDS } from '../../support/databases'
import { edit } from '../../support/push'

const PERSON = 'po-registro-imprese'

describe.each(KINDS)('what the app asks of the server, on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await freshDatabase(kind))
  })
  afterAll(() => api.close())

  it('[SY90.1] is answered in the form that the app reads: verdicts of every kind, registers, the tray and the view', async () => {
    const postAs =
      (cookie: string): typeof fetch =>
      async (_url, init) => {
        const { headers, body } = init as { headers: Record<string, string>; body: string }
        const payload = Buffer.from(await new Response(body as BodyInit).arrayBuffer())
        const {
          statusCode,
          rawPayload,
          headers: said,
        } = await api.app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { ...headers, cookie },
          payload,
        })
        return new Response(rawPayload.toString(), {
          status: statusCode,
          headers: { 'content-type': String(said['content-type']) },
        })
      }
    const post = postAs((await api.signIn(PERSON)).cookie)
    const number = (value: number) => ({ type: 'number', number: value }) as const
    const made = [
      edit('Percent_LibriRI.num', 'RI', number(3)),
      edit('Percent_LibriRI.num', 'RI', number(4)),
      edit('Percent_LibriRI.num', 'RI', number(3)),
      edit('NessunaMisura', 'RI', number(3)),
      { ...edit('Percent_LibriRI.den', 'RI', number(3)), protocol: 99 },
      edit('Percent_LibriRI.num', 'RI', number(3), { period: 1 }),
    ].map((one) => ({ ...one, node: 'telefono', person: PERSON, about: null, decision: null, kind: 'edit' as const }))
    const push = {
      ...{ body: 'CCIAA-MS', node: 'telefono', protocol: PUSH_PROTOCOL, epoch: null, lastSeq: 2_000_000, verify: true },
      cursor: NOTHING_HELD,
      operations: made,
    }
    const first = await carryPush(push, PERSON, post)
    expect(first.verdicts.map(({ type }) => type)).toEqual([
      'applied',
      'conflict',
      'merged',
      'rejected',
      'deferred',
      'rejected',
    ])
    expect(first.view?.scopes.length).toBeGreaterThan(0)
    const again = await carryPush({ ...push, epoch: first.epoch, receipt: first.receipt, operations: [] }, PERSON, post)
    expect(again.registers.map(({ content }) => content)).toContainEqual(number(3))
    expect(again.tray.map(({ verdict }) => verdict?.type)).toEqual(expect.arrayContaining(['conflict', 'rejected']))
    expect(again.cursor.stamp).toBeGreaterThan(0)
    // What came after the close is in the tray of who decides on it.
    const manager = 'segretario-generale'
    const asked = { ...push, node: 'scrivania', lastSeq: 0, operations: [] }
    const told = await carryPush(asked, manager, postAs((await api.signIn(manager)).cookie))
    expect(told.tray.map(({ operation }) => operation.person)).toEqual([PERSON])
  })
})
