import {
  type Cursor,
  type Operation,
  PROTOCOL,
  type RegisterKey,
  registerId,
  type ScopeView,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const SYNC = `mutation($push: PushInput!) {
  sync(push: $push) {
    __typename
    ... on SyncAnswer {
      notice epoch more checksum
      at { view stamp tray behind { scopes stamp } }
      view { token scopes manages }
      verdicts { operation type stamp keptAs refusal { code message } current { head content person } }
      registers { id head scope content person stamp excused complete key { measure unit period field } }
      tray { operation { id kind content person } verdict { type refusal { code } } settlement { kind reason } stamp }
      sums { scope sum }
    }
    ... on Refusal { code }
  }
}`

interface Answer {
  readonly __typename: string
  readonly notice: string
  readonly epoch: string
  readonly at: Cursor
  readonly checksum: string | null
  readonly view: ScopeView | null
  readonly tray: readonly { operation: { id: string; person: string }; settlement: { reason: string } | null }[]
  readonly verdicts: readonly { type: string; refusal: { code: string; message: string } | null; current: unknown }[]
  readonly registers: readonly { head: string; content: unknown; stamp: number; key: Partial<RegisterKey> }[]
}

const key: RegisterKey = {
  body: 'CCIAA-MS',
  measure: 'Percent_LibriRI.num',
  unit: 'RI',
  year: 2021,
  period: 2,
  field: 'value',
}
const number = (value: number) => ({ type: 'number', number: value }) as const

const mine = (changes: Partial<Operation> = {}): Operation =>
  anOperation({ key, node: 'phone-1', person: 'po-registro-imprese', ...changes })

const send = async (
  who: Caller,
  operations: readonly Operation[],
  at: Cursor = NOWHERE,
  node = operations[0]?.node ?? 'phone-1',
) => {
  const push = { body: 'CCIAA-MS', node, protocol: PROTOCOL, at, operations }
  return (await who.ask<{ sync: Answer }>(SYNC, { push })).sync
}
const types = ({ verdicts }: Answer) => verdicts.map(({ type }) => type)
const codes = ({ verdicts }: Answer) => verdicts.map(({ refusal }) => refusal?.code ?? null)

describe.each(KINDS)('sync on %s', (kind) => {
  let database: Database
  let api: Api
  let po: Caller
  let controller: Caller

  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database)
    po = await api.signIn('po-registro-imprese')
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  it('[SY5] [SY6] [SY7.1] [SY8.1] gives each verdict, and the state after it', async () => {
    const first = mine({ content: number(10) })
    expect(types(await send(po, [first]))).toEqual(['applied'])
    expect(types(await send(po, [first]))).toEqual(['applied'])
    expect(types(await send(po, [mine({ seq: 2, content: number(10) })]))).toEqual(['merged'])
    const conflict = await send(po, [mine({ seq: 3, content: number(11) })])
    expect(conflict.verdicts).toMatchObject([{ type: 'conflict', current: { head: first.id, content: number(10) } }])
    expect(types(await send(po, [mine({ seq: 4, content: number(12), base: first.id })]))).toEqual(['applied'])
    const { registers } = await send(po, [], NOWHERE, 'tablet')
    expect(registers).toMatchObject([{ content: number(12), stamp: 4, key: { unit: 'RI', period: 2 } }])
    expect((await send(controller, [], NOWHERE, 'office')).registers).toMatchObject([{ content: number(12) }])
  })

  it('[SY14.1] [SY14.2] [SY14.3] [SY14.5] [SY14.7] refuses what may not be, each with its code, and changes nothing', async () => {
    const before = await send(controller, [], NOWHERE, 'office')
    const wrong: readonly [string, Partial<RegisterKey>, Operation['content']][] = [
      ['PERIOD_CLOSED', { period: 1 }, number(1)],
      ['PERIOD_CLOSED', { period: 3 }, number(1)],
      ['NOT_YOUR_UNIT', { measure: 'mis_pola_ind_rilevat', unit: 'PROM' }, number(1)],
      ['NOT_ENTERED_HERE', { unit: 'PROM' }, number(1)],
      ['UNKNOWN_MEASURE', { measure: 'Nessuna' }, number(1)],
      ['NOT_A_COUNT', {}, number(1.5)],
      ['NOT_A_NUMBER', {}, { type: 'date', date: '2021-08-01' }],
      ['MALFORMED_CONTENT', {}, 'dodici'],
    ]
    const operations = wrong.map(([, change, content], index) =>
      mine({ key: { ...key, ...change }, content, seq: 10 + index, node: 'phone-2' }),
    )
    const answer = await send(po, operations)
    expect(codes(answer)).toEqual(wrong.map(([code]) => code))
    expect(answer.verdicts.every(({ refusal }) => (refusal?.message.length ?? 0) > 10)).toBe(true)
    const { registers, checksum } = await send(controller, [], NOWHERE, 'office')
    expect({ registers, checksum }).toEqual({ registers: before.registers, checksum: before.checksum })
  })

  it('[SY11.1] nobody gets the values of another sheet', async () => {
    const dates = { ...key, measure: 'PO2_1_2021.1.val' }
    const operation = mine({ key: dates, content: { type: 'date', date: '2021-02-08' }, node: 'phone-3' })
    expect(types(await send(po, [operation]))).toEqual(['applied'])
    const seenBy = async (username: string) => {
      const answer = await send(await api.signIn(username), [], NOWHERE, `node-${username}`)
      return answer.registers.some(({ key: { measure } }) => measure === dates.measure)
    }
    expect(await Promise.all(['po-registro-imprese', 'controllo-gestione', 'segretario-generale'].map(seenBy))).toEqual(
      [true, true, true],
    )
    expect(await Promise.all(['po-promozione', 'referente-isr'].map(seenBy))).toEqual([false, false])
  })

  it('is refused to nobody and to another body', async () => {
    const push = { body: 'CCIAA-MS', node: 'x', protocol: PROTOCOL, at: NOWHERE, operations: [] }
    expect(await api.nobody.ask(SYNC, { push })).toEqual({ sync: { __typename: 'Refusal', code: 'NOT_SIGNED_IN' } })
    expect(await po.ask(SYNC, { push: { ...push, body: 'ALTRO' } })).toEqual({
      sync: { __typename: 'Refusal', code: 'NOT_YOUR_BODY' },
    })
  })

  it('[SY10.2] twenty devices that push one cell at once: one is applied, the others are conflicts', async () => {
    const cell = { ...key, measure: 'Percent_VerbaliRI.num' }
    const pushes = Array.from({ length: 20 }, (_, index) =>
      send(po, [mine({ key: cell, node: `clone-${index}`, content: number(index) })]),
    )
    const verdicts = (await Promise.all(pushes)).flatMap(types)
    expect(verdicts.filter((type) => type === 'applied')).toHaveLength(1)
    expect(verdicts.filter((type) => type === 'conflict')).toHaveLength(19)
  })

  it('[SY9.7] a push of 500 costs as many statements as a push of 50', async () => {
    const many = (count: number, node: string) =>
      Array.from({ length: count }, (_, index) =>
        mine({
          key: { ...key, field: 'note', measure: 'T_medi_C1.1.1' },
          node,
          seq: index + 1,
          content: `nota ${index}`,
          id: v7(),
          base: null,
        }),
      )
    await send(po, many(1, 'warm'))
    api.statements()
    await send(po, many(50, 'small'))
    const small = api.statements().length
    await send(po, many(500, 'large'))
    expect(api.statements()).toHaveLength(small)
    expect(small).toBeLessThan(30)
  })

  it('keeps everything over a restart', async () => {
    const before = await send(controller, [], NOWHERE, 'office')
    await api.close()
    api = await startApi(database)
    controller = await api.signIn('controllo-gestione')
    expect(await send(controller, [], NOWHERE, 'office')).toEqual(before)
    expect(before.registers.map(({ head }) => head)).toContain(
      before.registers.find(({ key: { measure } }) => measure === key.measure)?.head,
    )
    expect(registerId(key)).toBeTruthy()
  })
})
