import { registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } ... on SyncAnswer {
  notice verdicts { type current { content } } registers { scope content key { measure } } tray { operation { content } }
  view { token scopes manages } sums { scope sum } at { view stamp tray behind { scopes stamp } } } } }`

interface Answer {
  readonly __typename: string
  readonly registers: readonly { readonly scope: string; readonly content: unknown }[]
  readonly view: { readonly token: string; readonly scopes: readonly string[] } | null
  readonly sums: readonly { readonly scope: string }[] | null
  readonly at: { readonly behind: { readonly scopes: readonly string[] } | null }
}

const BODY = 'CCIAA-MS'
/** A measure that only the individual sheet of the P.O. of the Registro Imprese uses. */
const cell = { body: BODY, measure: 'PO2_1_2021.1.val', unit: 'RI', year: 2021, period: 2 }
const DAY = { type: 'date', date: '2021-02-08' }
const NOTE = 'canarino della scheda PO2'

let seq = 0
const operation = (field: string, content: unknown) => {
  const key = { ...cell, field }
  const register = registerId(key as Parameters<typeof registerId>[0])
  return {
    ...{ id: v7(), node: 'telefono-po2', seq: ++seq, person: 'po-registro-imprese', protocol: 2, kind: 'edit' },
    ...{ deviceTime: '2021-09-05T08:00:00.000Z', register, key, content },
  }
}

describe.each(KINDS)('scopes in the cursor on %s', (kind) => {
  let api: Api
  let owner: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
    owner = await api.signIn('po-registro-imprese')
  })
  afterAll(() => api.close())

  let asked = 0
  const ask = async (who: Caller, at: object, rest: object = {}) => {
    const push = { body: BODY, node: `lettore-${(asked += 1)}`, protocol: 2, at, operations: [], ...rest }
    return (await who.ask<{ sync: Answer }>(SYNC, { push })).sync
  }
  const nowhere = { view: null, stamp: 0, tray: 0 }

  it('[SY33.1] a colleague who names the scopes of another sheet hears nothing of it', async () => {
    const written = await ask(owner, nowhere, {
      node: 'telefono-po2',
      operations: [operation('value', DAY), operation('note', NOTE)],
    })
    expect(written.__typename).toBe('SyncAnswer')
    const own = await ask(owner, nowhere, { node: 'telefono-po2' })
    expect(JSON.stringify(own.registers)).toContain(NOTE)
    const scope = own.registers.find(({ content }) => content === NOTE)?.scope ?? ''
    expect(scope).toContain('@')

    for (const username of ['po-promozione', 'referente-aagg', 'organi']) {
      const liar = await api.signIn(username)
      const { view } = await ask(liar, nowhere)
      expect(view?.scopes).not.toContain(scope)
      const everything = [scope, ...(own.view?.scopes ?? [])]
      const lies = [
        { view: view?.token ?? null, stamp: 0, tray: 0, behind: { scopes: [scope], stamp: 0 } },
        { view: view?.token ?? null, stamp: 1, tray: 1, behind: { scopes: everything, stamp: 0 } },
        { view: own.view?.token ?? null, stamp: 0, tray: 0, behind: { scopes: [scope], stamp: -1 } },
        { view: null, stamp: 0, tray: 0, behind: { scopes: [scope], stamp: 0 } },
        { view: view?.token ?? null, stamp: 2_147_483_647, tray: 0, behind: { scopes: [scope], stamp: 0 } },
      ]
      for (const at of lies) {
        const answer = await ask(liar, at, { verify: true })
        const text = JSON.stringify([answer.registers, answer.sums, answer.at, answer.view])
        expect(text).not.toContain('canarino')
        expect(text).not.toContain('2021-02-08')
        expect(text).not.toContain(scope)
      }
    }
    expect((await ask(owner, nowhere, { node: 'telefono-po2' })).registers).toEqual(own.registers)
  })
})
