import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { appendEntry } from '../../../server/src/kernel/audit/append'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush, edit } from '../../support/push'

const RECORD = `query($person: String, $about: String, $outcome: String, $before: Int) {
  record(body: "CCIAA-MS", person: $person, about: $about, outcome: $outcome, before: $before) {
    ... on RecordPage { next entries { seq at person personTitle action outcome about detail hash } }
    ... on Refusal { code } } }`
interface Page {
  readonly record: {
    readonly next: number | null
    readonly code?: string
    readonly entries: readonly {
      readonly seq: number
      readonly person: string
      readonly action: string
      readonly outcome: string
      readonly about: readonly string[]
      readonly detail: Record<string, unknown>
    }[]
  }
}

describe.each(KINDS)('the record on %s', (kind) => {
  let api: Api
  let orm: Orm
  let head: Caller
  let controller: Caller

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database)
    orm = await openOrm(database)
    head = await api.signIn('po-registro-imprese')
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  const read = async (variables = {}) => (await controller.ask<Page>(RECORD, variables)).record

  it('[RE1.1] tells of a value with what it says, and of one that was refused with its code', async () => {
    const good = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 1.8 })
    const closed = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 2 }, { period: 1 })
    await head.ask(...aPush([good, closed]))
    const own = { person: 'po-registro-imprese', about: 'value/' }
    const { entries } = await read(own)
    expect(entries.map(({ action, outcome, about }) => [action, outcome, about])).toEqual([
      ['value.edit', 'refused', ['value/T_medi_C1.1.1/RI/2021/1']],
      ['value.edit', 'done', ['value/T_medi_C1.1.1/RI/2021/2']],
    ])
    expect(entries[0]?.detail).toMatchObject({ code: 'PERIOD_CLOSED' })
    expect(entries[1]?.detail).toMatchObject({ content: { type: 'number', number: 1.8 }, operation: good.id })
  })

  it('[RE1.5] tells of what is brought once more only once', async () => {
    const again = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 1.8 })
    const told = async () => (await read({ person: 'po-registro-imprese', about: 'value/' })).entries.length
    await head.ask(...aPush([again]))
    const before = await told()
    await head.ask(...aPush([again]))
    expect(await told()).toBe(before)
  })

  it('[RE1.2] tells of what was refused to somebody', async () => {
    await head.ask('mutation { planImport(text: "{}") { __typename } }')
    expect((await read({ person: 'po-registro-imprese', outcome: 'refused' })).entries[0]).toMatchObject({
      action: 'planImport',
      detail: { code: 'NOT_CONTROLLER' },
    })
  })

  it('[SY38.2] shows of what earlier software told of a refusal what there is, and nothing of what was refused', async () => {
    const earlier = (detail: unknown) =>
      ({
        ...{ body: 'CCIAA-MS', at: '2021-09-05T08:00:00.000Z', person: 'oiv', action: 'earlier', outcome: 'refused' },
        detail,
      }) as never
    await orm.em
      .fork()
      .transactional((tx) =>
        appendEntry(tx as never, [earlier(null), earlier({ content: 'mine', decision: {}, code: 'X' })]),
      )
    const { entries } = await read({ person: 'oiv', outcome: 'refused' })
    expect(entries.slice(0, 2).map(({ detail }) => detail)).toEqual([{ code: 'X' }, null])
  })

  it('is read by person, by value and by objective, a page at a time, by controller and evaluator alone', async () => {
    const found = await read({ about: 'value/T_medi_C1.1.1/RI' })
    expect(found.entries.length).toBeGreaterThanOrEqual(2)
    expect(found.entries.every(({ about }) => about.some((one) => one.startsWith('value/T_medi_C1.1.1/RI')))).toBe(true)
    expect((await read({ about: 'value/T_medi%' })).entries).toEqual([])
    const all = await read()
    expect((await read({ before: all.entries[0]?.seq })).entries[0]?.seq).toBe((all.entries[0]?.seq ?? 0) - 1)
    const evaluator = await api.signIn('oiv')
    expect((await evaluator.ask<Page>(RECORD)).record.entries.length).toBeGreaterThan(2)
    for (const who of ['po-registro-imprese', 'segretario-generale', 'organi']) {
      const answer = await (await api.signIn(who)).ask<Page>(RECORD)
      expect(answer.record.code, who).toBe('NOT_CONTROLLER')
    }
  })

  it('goes out whole, an entry a line, to those who may', async () => {
    const get = (cookie: string) => api.app.inject({ method: 'GET', url: '/registro.jsonl', headers: { cookie } })
    const lines = (await get(controller.cookie)).body.trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(lines.map((_, at) => at + 1))
    expect((await get(head.cookie)).statusCode).toBe(403)
    expect((await get('')).statusCode).toBe(401)
  })

  it('[RE5.2] is verified, and the database itself lets nobody change or remove an entry', async () => {
    const verified = await verifyRecords(orm.em.fork())
    expect(verified.find(({ body }) => body === 'CCIAA-MS')).toMatchObject({ fault: null })
    for (const sql of [`update "record" set "person" = 'x'`, 'delete from "record"'])
      await expect(orm.em.fork().execute(sql)).rejects.toThrow('append-only')
    const free = kind === 'sqlite' ? 'drop trigger "record_no_update"' : 'alter table "record" disable trigger all'
    await orm.em.fork().execute(free)
    await orm.em.fork().execute(`update "record" set "person" = 'x' where "body" = 'CCIAA-MS' and "seq" = 2`)
    expect(await verifyRecords(orm.em.fork(), 'CCIAA-MS')).toMatchObject([{ fault: { seq: 2, what: 'changed' } }])
  })

  it('[RE1.4] has no holes and no twins, however many write at once', async () => {
    const event = { body: 'X', at: '2021-09-05T08:00:00.000Z', person: 'p', action: 'feed.renew' } as const
    const write = () => orm.em.fork().transactional((tx) => appendEntry(tx as never, [event, event]))
    await Promise.all(Array.from({ length: 8 }, write))
    expect(await verifyRecords(orm.em.fork(), 'X')).toEqual([{ body: 'X', entries: 16, fault: null }])
  })

  it('[RE5.1] keeps nothing of a change that was undone', async () => {
    const undone = orm.em.fork().transactional(async (tx) => {
      await appendEntry(tx as never, [{ body: 'Y', at: '2021-09-05T08:00:00.000Z', person: 'p', action: 'feed.renew' }])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await verifyRecords(orm.em.fork(), 'Y')).toEqual([])
  })
})
