import { type Content, type RegisterField, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { type Api, type Caller, startApi } from '../../support/api'
import type { Database } from '../../../server/src/kernel/db/database'
import { demoDatabase } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const HISTORY = `query($body: String!, $measure: String!, $unit: String!, $year: Int!, $period: Int!) {
  history(body: $body, measure: $measure, unit: $unit, year: $year, period: $period) { ... on Refusal { code }
  ... on History { entries { personTitle device record { operation { node content person key { field } } verdict { type } } } } } }`
const PO = 'po-registro-imprese'
const MEASURE = 'Percent_LibriRI.num'
const number = (value: number): Content => ({ type: 'number', number: value })

interface Entry {
  readonly personTitle: string
  readonly device: string | null
  readonly record: {
    readonly operation: { readonly node: string; readonly content: unknown; readonly key: { readonly field: string } }
    readonly verdict: { readonly type: string } | null
  }
}
interface Answer {
  readonly history: { readonly code?: string; readonly entries?: readonly Entry[] }
}

describe('the history of a value', () => {
  let database: Database
  let api: Api
  let po: Caller
  let manager: Caller
  beforeAll(async () => {
    database = await demoDatabase('sqlite')
    api = await startApi(database)
    po = await api.signIn(PO)
    manager = await api.signIn('segretario-generale')
  })
  afterAll(() => api.close())

  const cell = { body: 'CCIAA-MS', measure: MEASURE, unit: 'RI', year: 2021, period: 2 }
  const ask = async (who: Caller, changes: object = {}) =>
    (await who.ask<Answer>(HISTORY, { ...cell, ...changes })).history
  const entries = async (who: Caller, changes: object = {}) => (await ask(who, changes)).entries ?? []
  const told = async (who: Caller, changes: object = {}) =>
    (await entries(who, changes)).map(({ record: { operation, verdict } }) => [
      operation.key.field,
      operation.content,
      verdict?.type,
    ])
  const put = async (
    content: Content,
    changes: { field?: RegisterField; base?: string | null; period?: number } = {},
  ) => {
    const operation = edit(MEASURE, 'RI', content, changes)
    const [query, { push }] = aPush([operation])
    const answer = await po.ask<PushAnswer>(query, { push: { ...push, device: 'Chrome su Android' } })
    return { id: operation.id, said: verdictsIn(answer)[0] }
  }

  it('[SY38.1] is all that was done to it, its note and its evidence, in the order in which it was decided', async () => {
    const first = await put(number(1))
    await put('una nota', { field: 'note' })
    const sha256 = 'a'.repeat(64)
    const evidence = { type: 'evidence', sha256, size: 9, mime: 'application/pdf', name: 'a.pdf' } as const
    await put(evidence, { field: `evidence/${sha256}` })
    await put(number(2), { base: first.id })
    expect(await told(manager)).toEqual([
      ['value', number(1), 'applied'],
      ['note', 'una nota', 'applied'],
      [`evidence/${sha256}`, evidence, 'applied'],
      ['value', number(2), 'applied'],
    ])
    const [entry = expect.fail('none')] = await entries(manager)
    expect(entry).toMatchObject({ device: 'Chrome su Android', record: { operation: { node: '', person: PO } } })
    expect(entry.personTitle).toMatch(/^P\.O\./)
    // Of the cell beside it there is nothing.
    expect(await told(manager, { measure: 'Percent_LibriRI.den' })).toEqual([])
    expect(await told(manager, { period: 1 })).toEqual([])
  })

  it('[SY38.1] shows what was refused to its author, and what came late to who decides on it too', async () => {
    const before = await told(manager)
    expect((await put(number(3))).said).toBe('conflict')
    expect(await told(manager)).toEqual(before)
    expect(await told(po)).toEqual([...before, ['value', number(3), 'conflict']])
    expect((await put(number(4), { period: 1 })).said).toBe('PERIOD_CLOSED')
    const late = [['value', number(4), 'rejected']]
    expect(await told(po, { period: 1 })).toEqual(late)
    expect(await told(manager, { period: 1 })).toEqual(late)
    expect(await told(await api.signIn('po-promozione'), { period: 1 })).toEqual([])
  })

  it('says who was in the position and on what, as far as anybody knows', async () => {
    const orm = await openOrm(database)
    await orm.em.fork().execute(`update "device" set "name" = ''`)
    await orm.em.fork().execute(`update "operation" set "person" = 'chi-non-c-e' where "verdict_type" = 'applied'`)
    await orm.close(true)
    expect((await entries(manager))[0]).toMatchObject({ device: null, personTitle: 'chi-non-c-e' })
  })

  it.each([[{ measure: 'Nessuna' }], [{ unit: 'XX' }], [{ year: 2019 }], [{ period: 9 }]])(
    '[RI32.2] of what is not there is answered as of what is not theirs: %j',
    async (changes) => {
      expect(await ask(manager, changes)).toEqual({ code: 'NOT_YOURS_TO_SEE' })
    },
  )

  it('[RI3.2] [RI32.1] of an individual sheet is for those who may see that', async () => {
    const sheet = { measure: 'PO2_1_2021.1.val' }
    expect(await ask(po, sheet)).toEqual({ entries: [] })
    expect(await ask(await api.signIn('po-promozione'), sheet)).toEqual({ code: 'NOT_YOURS_TO_SEE' })
    expect(await ask(po, { body: 'ISR' })).toEqual({ code: 'NOT_YOUR_BODY' })
  })

  it('[SY11.1] has what was done to a whole period, which is no measure', async () => {
    expect(await ask(po, { measure: WHOLE_PERIOD })).toEqual({ entries: [] })
  })
})
