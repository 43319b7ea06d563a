import { registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } ... on SyncAnswer {
  notice verdicts { type refusal { code } current { content } } registers { scope content } tray { operation { person content } }
  view { token scopes manages } sums { scope sum } } } }`
const PEOPLE = `{ people(body: "CCIAA-MS") { ... on Staff { people { code grants { id } } } } }`
const END = 'mutation($id: String!) { grantEnd(id: $id, lastDay: "2021-09-04") { __typename ... on Refusal { code } } }'

interface Answer {
  readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
  readonly registers: readonly unknown[]
  readonly tray: readonly { readonly operation: { readonly person: string } }[]
  readonly view: { readonly scopes: readonly string[]; readonly manages: readonly string[] } | null
}

const BODY = 'CCIAA-MS'
const LEAVER = 'po-registro-imprese'
let seq = 0
const operation = (content: unknown, field = 'value', period = 2) => {
  const measure = 'Percent_LibriRI.num'
  const key = { body: BODY, measure, unit: 'RI', year: 2021, period, field }
  const register = registerId(key as Parameters<typeof registerId>[0])
  return {
    ...{ id: v7(), node: 'telefono', seq: ++seq, person: LEAVER, protocol: 2, kind: 'edit', register, key, content },
    deviceTime: '2021-09-05T08:00:00.000Z',
  }
}
const number = (value: number) => ({ type: 'number', number: value })

/** What of the body a person with a role may ask, and what of it is the person's own. */
const OF_BODY = [
  `plan(body: "${BODY}", year: 2021)`,
  `tree(body: "${BODY}", year: 2021)`,
  `history(body: "${BODY}", measure: "Percent_LibriRI.num", unit: "RI", year: 2021, period: 2)`,
  `planLife(body: "${BODY}")`,
  `sheetLives(body: "${BODY}", year: 2021)`,
  'notices',
]

describe.each(KINDS)('rights that ended on %s', (kind) => {
  let api: Api
  let leaver: Caller
  let controller: Caller
  let before: readonly unknown[]
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
    leaver = await api.signIn(LEAVER)
    controller = await api.signIn('controllo-gestione')
    expect((await send(leaver, [operation(number(7))])).verdicts).toMatchObject([{ type: 'applied' }])
    expect((await send(leaver, [operation('resta nel cassetto', 'note', 1)])).verdicts[0]?.type).toBe('rejected')
    for (const field of OF_BODY)
      expect(['Refusal', 'NO_ROLE', 'NOT_YOUR_ROLE']).not.toContain(await kindOf(leaver, field))
    before = await inOffice()
    await endRoles()
  })
  afterAll(() => api.close())

  const nowhere = { view: null, stamp: 0, tray: 0 }
  const send = async (who: Caller, operations: readonly object[], at: object = nowhere, node = 'telefono') => {
    const push = { body: BODY, node, protocol: 2, at, verify: true, operations }
    return (await who.ask<{ sync: Answer }>(SYNC, { push })).sync
  }
  const kindOf = async (who: Caller, field: string) => {
    const { answer } = await who.ask<{ answer: { __typename: string; code?: string } }>(
      `{ answer: ${field} { __typename ... on Refusal { code } } }`,
    )
    return answer.code ?? answer.__typename
  }
  const inOffice = async () => (await send(controller, [], nowhere, 'ufficio')).registers

  const endRoles = async () => {
    const { people } = await controller.ask<{ people: { people: { code: string; grants: { id: string }[] }[] } }>(
      PEOPLE,
    )
    for (const { id } of people.people.find(({ code }) => code === LEAVER)?.grants ?? [])
      expect(await controller.ask(END, { id })).toMatchObject({ grantEnd: { __typename: 'Staff' } })
  }

  it('[RI9.1] what they bring gets its verdict', async () => {
    const { verdicts } = await send(leaver, [operation(number(8))])
    expect(verdicts).toMatchObject([{ type: 'rejected', refusal: { code: 'NOT_YOUR_UNIT' }, current: null }])
  })

  it('[RI9.2] what was refused them before stays in their tray, and nothing of others', async () => {
    const { tray } = await send(leaver, [])
    expect(JSON.stringify(tray)).toContain('resta nel cassetto')
    expect(tray.every((row) => row.operation.person === LEAVER)).toBe(true)
  })

  it('[RI9.4] the body is gone, whatever the cursor says', async () => {
    const answer = await send(leaver, [operation(number(8))])
    expect(answer).toMatchObject({ registers: [], view: { scopes: [], manages: [] } })
    const scopes = (await send(controller, [], nowhere, 'ufficio')).view?.scopes ?? []
    const lie = { view: null, stamp: 0, tray: 0, behind: { scopes, stamp: 0 } }
    expect((await send(leaver, [], lie)).registers).toEqual([])
    for (const field of OF_BODY) expect(await kindOf(leaver, field), field).toMatch(/^(NO_ROLE|NOT_YOUR_ROLE)$/)
    expect(await inOffice()).toEqual(before)
  })

  it('[RI9.3] a stolen session can still be ended by its person', async () => {
    const other = await api.signIn(LEAVER)
    const SETTINGS = '{ mySettings { ... on OwnSettings { sessions { id isThis } } ... on Refusal { code } } }'
    const { mySettings } = await leaver.ask<{ mySettings: { sessions?: { id: string; isThis: boolean }[] } }>(SETTINGS)
    const stolen = mySettings.sessions?.filter(({ isThis }) => !isThis) ?? []
    expect(stolen.length).toBeGreaterThan(0)
    for (const { id } of stolen)
      expect(
        await leaver.ask('mutation($id: String!) { sessionRevoke(id: $id) { __typename ... on Refusal { code } } }', {
          id,
        }),
      ).toEqual({ sessionRevoke: { __typename: 'Done' } })
    expect(await other.ask('{ me { person } }')).toEqual({ me: null })
    expect(await leaver.ask('{ me { person roles { role } } }')).toEqual({ me: { person: LEAVER, roles: [] } })
  })
})
