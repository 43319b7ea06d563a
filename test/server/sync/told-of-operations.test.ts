import { LATE, registerId, type OperationRecord, type Verdict } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { eventsOf, operationRow, recordOf, registerOf, registerRow } from '../../../server/src/sync/store/rows'
import type { OperationEntity } from '../../../server/src/sync/store/operation.entity'
import { aKey, anOperation, aRecord } from '../../support/sync'

const AT = '2021-09-05T09:00:00.000Z'
const rejected = (code: string) => ({ type: 'rejected', current: null, refusal: { code, params: {} } })

function decided(verdict: object, changes: Partial<OperationRecord> = {}, operation = anOperation({ id: 'o' })) {
  const said = { operation: operation.id, stamp: 7, scope: 'S', provisional: false, current: null, ...verdict }
  return aRecord(operation, { verdict: said as unknown as Verdict, receivedAt: AT, stamp: 7, scope: 'S', ...changes })
}

describe('what the record says of operations', () => {
  it('[RE1.3] who did what, of which cell, over what, and what came of it', () => {
    expect(eventsOf([decided({ type: 'applied' })])).toEqual([
      {
        ...{ body: 'B', at: AT, person: 'anna', action: 'value.edit', outcome: 'done', about: ['value/M1/U1/2021/2'] },
        detail: {
          ...{ operation: 'o', base: null, content: { type: 'number', number: 1 }, decision: null, verdict: 'applied' },
        },
      },
    ])
    const merged = decided({ type: 'merged' }, {}, anOperation({ id: 'o', base: 'b', about: 'other', kind: 'accept' }))
    expect(eventsOf([merged])[0]).toMatchObject({
      ...{ action: 'value.accept', outcome: 'done', detail: { base: 'b', of: 'other', verdict: 'merged' } },
    })
  })

  it('[RE1.3] evidence without its hash, a note as a note', () => {
    const of = (field: `evidence/${string}` | 'note') =>
      eventsOf([decided({ type: 'applied' }, {}, anOperation({ key: { ...aKey, field }, content: 'x' }))])[0]?.action
    expect([of(`evidence/${'a'.repeat(64)}`), of('note')]).toEqual(['evidence.edit', 'note.edit'])
  })

  it('[SY38.2] of what was refused its code, and nothing of what it said', () => {
    const detail = { operation: 'o', base: null, verdict: 'rejected', code: 'PERIOD_CLOSED' }
    expect(eventsOf([decided(rejected('PERIOD_CLOSED'))])).toMatchObject([{ outcome: 'refused' }])
    expect(eventsOf([decided(rejected('PERIOD_CLOSED'))])[0]?.detail).toEqual(detail)
    expect(eventsOf([decided({ type: 'conflict' })])[0]).toMatchObject({ outcome: 'refused' })
    expect(eventsOf([decided({ type: 'conflict' })])[0]?.detail).toEqual({
      ...{ operation: 'o', base: null, verdict: 'conflict' },
    })
  })

  it('[RI64.2] the holder where somebody brings their own, and of nobody else', () => {
    const by = { person: 'anna', holder: 'h' }
    expect(eventsOf([decided({ type: 'applied' })], by)[0]).toMatchObject({ person: 'anna', holder: 'h' })
    expect(eventsOf([decided({ type: 'applied' })], { ...by, person: 'bruno' })[0]).not.toHaveProperty('holder')
    expect(eventsOf([decided({ type: 'applied' })])[0]).not.toHaveProperty('holder')
  })

  it('[RE1.5] what was received and decided here, just now, and nothing that was told before', () => {
    const settled = (by: string) => ({
      settlement: { kind: 'edited', by, person: 'anna', reason: '', at: AT } as never,
    })
    const told = (record: OperationRecord) => eventsOf([record]).length
    expect(told(decided({ type: 'applied' }, settled('o')))).toBe(1)
    expect(told(decided({ type: 'applied' }, settled('another')))).toBe(0)
    expect(told(decided({ type: 'applied' }, { receivedAt: null }))).toBe(0)
    expect(told(decided({ type: 'applied' }, { stamp: 8 }))).toBe(0)
    expect(told(decided({ type: 'deferred' }))).toBe(0)
    expect(told(decided({ type: 'applied' }, { verdict: null }))).toBe(0)
  })
})

describe('an operation as a row', () => {
  const back = (record: OperationRecord) => recordOf(operationRow(record))

  it.each([
    ['never decided', aRecord(anOperation({}))],
    ['applied', decided({ type: 'applied' })],
    ['a note', decided({ type: 'applied' }, {}, anOperation({ content: 'una nota', key: { ...aKey, field: 'note' } }))],
    ['taken away', decided({ type: 'applied' }, {}, anOperation({ content: null }))],
    ['put off', decided({ type: 'deferred', refusal: { code: 'PROTOCOL_UNKNOWN', params: {} } })],
  ])('%s is read as it was written', (_what, record) => {
    expect(back(record)).toEqual(record)
  })

  it('[SY25.1] says what it is looked for by: its verdict, that it is a site’s, that it came late', () => {
    expect(operationRow(decided({ type: 'applied' }))).toMatchObject({
      ...{ body: 'B', verdictType: 'applied', provisional: false, late: false, settlement: null },
    })
    expect(operationRow(decided({ type: 'applied', provisional: true }))).toMatchObject({ provisional: true })
    expect(operationRow(aRecord(anOperation({})))).toMatchObject({
      ...{ verdictType: null, verdict: null, provisional: false, receivedAt: null },
    })
    expect(operationRow(decided(rejected(LATE)))).toMatchObject({ late: true })
    expect(operationRow(decided(rejected('NOT_YOUR_UNIT')))).toMatchObject({ late: false })
  })

  it('a verdict of the first protocol is read with the count and scope of its row', () => {
    const row = { ...operationRow(decided({ type: 'applied' })), stamp: 9, scope: 'T', verdict: { type: 'applied' } }
    expect(recordOf(row as unknown as OperationEntity).verdict).toEqual({
      ...{ type: 'applied', stamp: 9, scope: 'T', provisional: false, current: null },
    })
  })

  it('a register is read as it was written', () => {
    const state = {
      ...{ id: registerId(aKey), key: aKey, scope: 'S', head: 'h', content: { type: 'number', number: 1 } as const },
      ...{ person: 'anna', at: AT, stamp: 3, excused: true, complete: false },
    }
    expect(registerOf(registerRow(state))).toEqual(state)
    expect(registerRow({ ...state, content: null }).content).toBeNull()
  })
})
