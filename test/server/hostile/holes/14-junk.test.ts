import { registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const BODY = 'CCIAA-MS'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } ... on SyncAnswer {
  notice verdicts { operation type stamp refusal { code } } registers { content } tray { operation { id content } } } } }`
const HISTORY = `{ history(body: "CCIAA-MS", measure: "Percent_LibriRI.num", unit: "RI", year: 2021, period: 2) {
  ... on History { entries { record { operation { id content decision { reason } } verdict { type } } } } } }`
const RECORD = `{ record(body: "CCIAA-MS") { ... on RecordPage { entries { action outcome detail } } } }`

const cell = { body: BODY, measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'value' }
let seq = 0
const operation = (person: string, changes: object = {}, of: object = {}) => {
  const key = { ...cell, ...of }
  return {
    ...{ id: v7(), node: `telefono-${person}`, seq: ++seq, person, protocol: 2, kind: 'edit' },
    ...{ register: registerId(key as Parameters<typeof registerId>[0]), key, deviceTime: '2021-09-05T08:00:00.000Z' },
    ...changes,
  }
}
interface Answer {
  readonly notice: string
  readonly verdicts: readonly {
    readonly type: string
    readonly stamp: number
    readonly refusal: { readonly code: string } | null
  }[]
  readonly registers: readonly unknown[]
  readonly tray: readonly { readonly operation: { readonly id: string } }[]
}
const JUNK: readonly object[] = [
  { content: { type: 'number', number: 'sette' } },
  { content: { type: 'number', number: 1e308 } },
  { content: { type: 'date', date: 'x'.repeat(50_000) } },
  { content: { type: 'steps', done: [{ step: 'y'.repeat(50_000), on: 'mai' }] } },
  { content: JSON.parse('['.repeat(3000) + ']'.repeat(3000)) as unknown },
  { content: 'a\ud800b' },
  { content: { type: 'number', number: 3 }, deviceTime: '2021-99-99T99:99:99Z' },
]

describe.each(KINDS)('junk on %s', (kind) => {
  let api: Api
  let orm: Orm
  let head: Caller
  let liar: Caller
  let controller: Caller
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database)
    orm = await openOrm(database)
    head = await api.signIn('po-registro-imprese')
    liar = await api.signIn('po-promozione')
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  const send = async (who: Caller, operations: readonly { node?: string }[], node = operations[0]?.node ?? 'x') => {
    const at = { view: null, stamp: 0, tray: 0 }
    return (await who.ask<{ sync: Answer }>(SYNC, { push: { body: BODY, node, protocol: 2, at, operations } })).sync
  }
  const kept = async () =>
    orm.em
      .fork()
      .execute<{ id: string; content: string | null }[]>('select "id", "content" from "operation" order by "id"')
  const historyOf = async (who: Caller) =>
    (await who.ask<{ history: { entries: { record: { operation: { id: string } } }[] } }>(HISTORY)).history.entries.map(
      ({ record }) => record.operation.id,
    )

  it('[SY36.3] content without form is refused by itself, and nothing of it is kept', async () => {
    const good = operation('po-registro-imprese', {
      content: { type: 'number', number: 3, padding: 'x'.repeat(10_000) },
    })
    const mixed = [...JUNK.map((junk) => operation('po-registro-imprese', junk)), good]
    const answer = await send(head, mixed)
    expect(answer.verdicts.map(({ type }) => type)).toEqual([...JUNK.map(() => 'rejected'), 'applied'])
    expect(answer.verdicts.slice(0, -1).every(({ stamp }) => stamp === 0)).toBe(true)
    expect(answer.verdicts.slice(0, 6).map(({ refusal }) => refusal?.code)).toEqual(
      JUNK.slice(0, 6).map(() => 'MALFORMED_CONTENT'),
    )
    expect(await kept()).toEqual([{ id: good.id, content: '{"type":"number","number":3}' }])
  })

  it('[SY37.3] letting go is judged: unit, year, reason and size of nowhere are not kept', async () => {
    const before = await kept()
    const letGo = (changes: object, of: object = {}) =>
      operation('po-promozione', { kind: 'dismiss', content: null, about: v7(), ...changes }, of)
    await send(liar, [
      letGo({}, { unit: 'NOWHERE', year: 9999 }),
      letGo({ content: 'x'.repeat(100_000) }),
      letGo({ decision: { reason: 'x'.repeat(4000), inTime: true } }),
      letGo({ about: before[0]?.id }),
      letGo({}),
    ])
    expect(await kept()).toEqual(before)
  })

  const text = 'canarino: nota rifiutata'

  it('[SY38.1] what was refused is its author’s to look at, and nobody else’s', async () => {
    const refused = operation('po-promozione', { content: text }, { field: 'note' })
    const mine = operation('po-registro-imprese', { content: 'nota buona' }, { field: 'note' })
    expect((await send(head, [mine])).verdicts).toMatchObject([{ type: 'applied' }])
    const answer = await send(liar, [refused])
    expect(answer.verdicts).toMatchObject([{ type: 'rejected', refusal: { code: 'NOT_YOUR_UNIT' } }])
    expect((await send(liar, [], 'altro-telefono')).tray.map(({ operation: { id } }) => id)).toContain(refused.id)
    for (const other of [head, controller]) {
      expect(await historyOf(other)).toContain(mine.id)
      expect(await historyOf(other)).not.toContain(refused.id)
    }
    expect(await historyOf(liar)).toContain(refused.id)
  })

  it('[SY38.2] the record tells that it was refused, and not what it said', async () => {
    const refused = operation('po-promozione', { content: text }, { field: 'note' })
    expect((await send(liar, [refused])).verdicts).toMatchObject([{ type: 'rejected' }])
    const { record } = await controller.ask<{ record: { entries: { outcome: string }[] } }>(RECORD)
    expect(record.entries.some(({ outcome }) => outcome === 'refused')).toBe(true)
    expect(JSON.stringify(record)).not.toContain('canarino')
  })
})
