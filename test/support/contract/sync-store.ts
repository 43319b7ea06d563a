import type { OperationRecord, RegisterState, SyncStore } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aKey, anOperation } from '../sync'

const record = (seq: number, changes: Partial<OperationRecord> = {}): OperationRecord => ({
  operation: anOperation({ seq }),
  sent: false,
  verdict: null,
  receivedAt: null,
  settled: false,
  ...changes,
})

const state = (stamp: number, body = 'B'): RegisterState => {
  const operation = anOperation({ key: { ...aKey, body, measure: `M${stamp}` } })
  return {
    id: operation.register,
    key: operation.key,
    head: operation.id,
    content: { type: 'number', number: stamp },
    person: 'anna',
    at: '2021-09-05T08:00:00.000Z',
    stamp,
  }
}

/** What every adapter of the `SyncStore` port does alike. `makeStore` gives an empty store each time. */
export function syncStoreContract(name: string, makeStore: () => Promise<SyncStore>): void {
  describe(`a sync store: ${name}`, () => {
    it('keeps operations and gives those that exist', async () => {
      const store = await makeStore()
      const kept = record(1)
      await store.transaction((tx) => tx.putOperations([kept]))
      const found = await store.transaction((tx) => tx.operations([kept.operation.id, anOperation({}).id]))
      expect(found).toEqual([kept])
    })

    it('replaces an operation that is put again', async () => {
      const store = await makeStore()
      const kept = record(1)
      await store.transaction((tx) => tx.putOperations([kept]))
      await store.transaction((tx) => tx.putOperations([{ ...kept, sent: true }]))
      expect(await store.transaction((tx) => tx.operations([kept.operation.id]))).toEqual([{ ...kept, sent: true }])
    })

    it('lists pending work by seq: unsent, deferred, conflict, refused; not what is done or settled', async () => {
      const store = await makeStore()
      const refusal = { code: 'PERIOD_CLOSED', message: 'Chiuso.' }
      const verdictOf = (one: OperationRecord, type: 'applied' | 'rejected' | 'deferred' | 'conflict') => {
        const operation = one.operation.id
        if (type === 'applied') return { operation, type }
        return type === 'conflict' ? { operation, type, current: null } : { operation, type, refusal }
      }
      const records = [3, 1, 2, 4, 5, 6].map((seq) => record(seq))
      const decided = records.map((one): OperationRecord => {
        switch (one.operation.seq) {
          case 2:
            return { ...one, verdict: verdictOf(one, 'applied') }
          case 3:
            return { ...one, verdict: verdictOf(one, 'deferred') }
          case 4:
            return { ...one, verdict: verdictOf(one, 'conflict') }
          case 5:
            return { ...one, verdict: verdictOf(one, 'rejected') }
          case 6:
            return { ...one, verdict: verdictOf(one, 'rejected'), settled: true }
          default:
            return one
        }
      })
      await store.transaction((tx) => tx.putOperations(decided))
      const pending = await store.transaction((tx) => tx.pending())
      expect(pending.map(({ operation }) => operation.seq)).toEqual([1, 3, 4, 5])
    })

    it('removes an operation', async () => {
      const store = await makeStore()
      const kept = record(1)
      await store.transaction((tx) => tx.putOperations([kept]))
      await store.transaction((tx) => tx.removeOperation(kept.operation.id))
      expect(await store.transaction((tx) => tx.operations([kept.operation.id]))).toEqual([])
    })

    it('finds who holds a seq of a node', async () => {
      const store = await makeStore()
      const kept = record(7)
      await store.transaction((tx) => tx.putOperations([kept]))
      const { node } = kept.operation
      expect(await store.transaction((tx) => tx.takenSeqs(node, [6, 7]))).toEqual([kept])
      expect(await store.transaction((tx) => tx.takenSeqs('another', [7]))).toEqual([])
    })

    it('gives registers by id, and of a body above a stamp in order, so many at most', async () => {
      const store = await makeStore()
      const states = [3, 1, 2].map((stamp) => state(stamp))
      await store.transaction((tx) => tx.putRegisters([...states, state(9, 'OTHER')]))
      const [third] = states
      expect(await store.transaction((tx) => tx.registers([third?.id ?? '']))).toEqual([third])
      const stamps = async (after: number, limit: number) =>
        (await store.transaction((tx) => tx.registersSince('B', after, limit))).map(({ stamp }) => stamp)
      expect(await stamps(0, 10)).toEqual([1, 2, 3])
      expect(await stamps(1, 10)).toEqual([2, 3])
      expect(await stamps(0, 2)).toEqual([1, 2])
    })

    it('replaces a register that is put again', async () => {
      const store = await makeStore()
      const first = state(1)
      await store.transaction((tx) => tx.putRegisters([first]))
      await store.transaction((tx) => tx.putRegisters([{ ...first, content: null, stamp: 5 }]))
      expect(await store.transaction((tx) => tx.registersSince('B', 0, 9))).toEqual([
        { ...first, content: null, stamp: 5 },
      ])
    })

    it('counts from zero, and keeps each count', async () => {
      const store = await makeStore()
      expect(await store.transaction((tx) => tx.count('stamp/B', 0))).toBe(0)
      expect(await store.transaction((tx) => tx.count('stamp/B', 3))).toBe(3)
      expect(await store.transaction((tx) => tx.count('stamp/B', 1))).toBe(4)
      expect(await store.transaction((tx) => tx.count('stamp/C', 1))).toBe(1)
    })

    it('gives no number twice to transactions that run at once', async () => {
      const store = await makeStore()
      const counts = await Promise.all(Array.from({ length: 20 }, () => store.transaction((tx) => tx.count('seq', 1))))
      expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    })

    it('keeps settings', async () => {
      const store = await makeStore()
      expect(await store.transaction((tx) => tx.setting('cursor'))).toBeNull()
      await store.transaction((tx) => tx.putSetting('cursor', '12'))
      await store.transaction((tx) => tx.putSetting('cursor', '13'))
      expect(await store.transaction((tx) => tx.setting('cursor'))).toBe('13')
    })

    it('keeps nothing of a transaction that fails', async () => {
      const store = await makeStore()
      const kept = record(1)
      const failing = store.transaction(async (tx) => {
        await tx.putOperations([kept])
        await tx.putRegisters([state(1)])
        await tx.count('seq', 1)
        throw new Error('cut')
      })
      await expect(failing).rejects.toThrow('cut')
      const left = await store.transaction(async (tx) => ({
        operations: await tx.operations([kept.operation.id]),
        registers: await tx.registersSince('B', 0, 9),
        count: await tx.count('seq', 0),
      }))
      expect(left).toEqual({ operations: [], registers: [], count: 0 })
    })
  })
}
