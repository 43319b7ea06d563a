import {
  exportWork,
  importWork,
  leftWork,
  memoryStore,
  type Operation,
  type OperationRecord,
  pendingIn,
  registerId,
  type SyncStore,
  takeUp,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { saveReplicaState, newReplicaState, readReplicaState } from '../../../shared/src/sync/replica-state'
import { SEQ } from '../../../shared/src/sync/device/record-edit'
import { aKey, anOperation, aRecord, devicePorts } from '../../support/sync'

let phone: SyncStore
const anna = devicePorts()
const put = (...records: readonly OperationRecord[]) => phone.transaction((tx) => tx.putOperations(records))
const decided = (operation: Operation, stamp: number, provisional = false): OperationRecord =>
  aRecord(operation, {
    ...{ sent: true, stamp, scope: 's' },
    verdict: { operation: operation.id, type: 'applied', stamp, provisional, scope: 's' },
  })
const refused = (operation: Operation, isEnded: boolean): OperationRecord => {
  const end = { by: 'x', kind: 'dismiss' as const, person: 'anna', at: '2021-09-05T08:00:00.000Z', reason: null }
  const verdict = { operation: operation.id, type: 'conflict' as const, stamp: 1, provisional: false, current: null }
  return aRecord(operation, { sent: true, stamp: 1, verdict, settlement: isEnded ? end : null })
}

beforeEach(() => {
  phone = memoryStore()
})

describe('a file of work', () => {
  const ids = (file: { readonly operations: readonly Operation[] }) => file.operations.map(({ id }) => id)

  it('[SY29.1] holds what its person has still to send or to settle, and nothing else', async () => {
    const [waiting, open, ended, over] = [1, 2, 3, 4].map((seq) => anOperation({ seq })) as [
      ...[Operation, Operation],
      ...[Operation, Operation],
    ]
    const bruno = anOperation({ person: 'bruno' })
    await put(aRecord(waiting), refused(open, false), refused(ended, true), decided(over, 2), aRecord(bruno))
    const file = await exportWork(phone, anna)
    expect(file).toMatchObject({ format: 'traguardo-lavoro', body: 'B', person: 'anna' })
    expect(ids(file)).toEqual([waiting.id, open.id])
  })

  it('[SY29.2] goes into another device unchanged, each operation once', async () => {
    await put(aRecord(anOperation({ seq: 1 })), aRecord(anOperation({ seq: 2 })))
    const file = await exportWork(phone, anna)
    const other = memoryStore()
    expect(await importWork(other, JSON.stringify(file), anna)).toEqual({ ok: true, value: 2 })
    expect(await other.reading((tx) => tx.pending())).toMatchObject(
      file.operations.map((operation) => ({ operation, sent: true, verdict: null })),
    )
    expect(await importWork(other, JSON.stringify(file), anna)).toEqual({ ok: true, value: 0 })
    // What is known there stays as it is there.
    expect(await importWork(phone, JSON.stringify(file), anna)).toEqual({ ok: true, value: 0 })
    expect((await phone.reading((tx) => tx.pending())).map(({ sent }) => sent)).toEqual([false, false])
  })

  it('[SY29.3] of somebody else, of another body, or changed by hand is refused, whole', async () => {
    const operation = anOperation({})
    const file = { format: 'traguardo-lavoro', body: 'B', person: 'anna', operations: [operation] }
    const taken = async (text: string) => {
      const result = await importWork(phone, text, anna)
      return result.ok ? result.value : `${result.error.code} ${JSON.stringify(result.error.params)}`
    }
    const of = (changes: object) => taken(JSON.stringify({ ...file, ...changes }))
    expect(await taken('{')).toMatch(/^NOT_A_WORK_FILE .*other/)
    expect(await of({ format: 'x' })).toMatch(/^NOT_A_WORK_FILE .*other/)
    expect(await of({ person: 'bruno' })).toMatch(/^OTHER_PERSON/)
    expect(await of({ body: 'C' })).toMatch(/^OTHER_PERSON/)
    const other = { ...aKey, body: 'C' }
    for (const wrong of [
      { ...operation, person: 'bruno' },
      { ...operation, key: other, register: registerId(other) },
      { ...operation, register: registerId({ ...aKey, unit: 'U2' }) },
      { ...operation, id: 7 },
    ])
      expect(await of({ operations: [operation, wrong] })).toMatch(/^NOT_A_WORK_FILE .*changed/)
    expect(await phone.reading((tx) => tx.pending())).toEqual([])
    expect(await of({})).toBe(1)
  })
})

describe('what stays when a person leaves', () => {
  const line = { ...newReplicaState(), epoch: 'e', receipt: 'r', safe: 5 }

  it('[SY45.2] is the own work that waits or is in no backup yet, in its order, and what was told last', async () => {
    const [first, second, safe, later, site] = [5, 3, 1, 2, 4].map((seq) => anOperation({ seq })) as [
      ...[Operation, Operation, Operation],
      ...[Operation, Operation],
    ]
    await put(aRecord(first), aRecord(second), decided(safe, 5), decided(later, 6), decided(site, 4, true))
    await put(aRecord(anOperation({ person: 'bruno' })), decided(anOperation({ person: 'bruno' }), 9))
    await phone.transaction(async (tx) => {
      await saveReplicaState(tx, 'B', line)
      await tx.count(SEQ, 7)
    })
    const left = await phone.transaction((tx) => leftWork(tx, anna))
    expect(left.records.map(({ operation }) => operation.id)).toEqual([later.id, second.id, site.id, first.id])
    expect(left).toMatchObject({ seq: 7, line: { epoch: 'e', receipt: 'r', safe: 5 } })
    expect(pendingIn(left)).toBe(2)
  })

  it('[SY45.3] is taken up again over nothing that is known here, and the count goes on', async () => {
    const [known, fresh] = [anOperation({ seq: 1 }), anOperation({ seq: 2 })]
    await put(decided(known, 3))
    const left = { records: [aRecord(known), aRecord(fresh)], seq: 7, line: { epoch: 'e', receipt: 'r', safe: 5 } }
    const seq = () => phone.transaction((tx) => tx.count(SEQ, 0))
    await phone.transaction((tx) => tx.count(SEQ, 4))
    await phone.transaction((tx) => takeUp(tx, 'B', left))
    expect((await phone.reading((tx) => tx.pending())).map(({ operation }) => operation.id)).toEqual([fresh.id])
    expect(await phone.reading((tx) => tx.decided())).toMatchObject([{ stamp: 3 }])
    expect(await seq()).toBe(7)
    expect(await phone.transaction((tx) => readReplicaState(tx, 'B'))).toEqual(line)
    // A device that has gone on since has a line and a count of its own.
    await phone.transaction((tx) => takeUp(tx, 'B', { ...left, seq: 6, line: { ...left.line, epoch: 'old' } }))
    expect(await seq()).toBe(7)
    expect((await phone.transaction((tx) => readReplicaState(tx, 'B'))).epoch).toBe('e')
  })
})
