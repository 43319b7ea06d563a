import { LATE, type OperationRecord, type RegisterState, type SyncStore, type Verdict } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aKey, anOperation, aRecord } from '../sync'

const record = (seq: number, changes: Partial<OperationRecord> = {}): OperationRecord =>
  aRecord(anOperation({ seq }), changes)

const settlement = {
  by: anOperation({}).id,
  kind: 'dismiss',
  person: 'anna',
  at: '2021-09-05T09:00:00.000Z',
  reason: null,
} as const

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
    scope: '2021/2/U1',
    excused: false,
    complete: true,
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
      const refusal = { code: 'PERIOD_CLOSED', params: {}, message: 'Chiuso.' }
      const verdictOf = (one: OperationRecord, type: Verdict['type']): Verdict => {
        const said = { operation: one.operation.id, stamp: 1, provisional: false }
        if (type === 'applied') return { ...said, type, scope: '2021/2/U1' }
        if (type === 'deferred') return { ...said, type, refusal }
        return type === 'rejected' ? { ...said, type, refusal, current: null } : { ...said, type, current: null }
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
            return { ...one, verdict: verdictOf(one, 'rejected'), settlement }
          default:
            return one
        }
      })
      await store.transaction((tx) => tx.putOperations(decided))
      const seqs = (found: readonly OperationRecord[]) => found.map(({ operation }) => operation.seq)
      expect(seqs(await store.transaction((tx) => tx.pending()))).toEqual([1, 3, 4, 5])
      expect(seqs(await store.reading((tx) => tx.decided()))).toEqual([2, 6])
      expect(seqs(await store.reading((tx) => tx.outbox(9)))).toEqual([1, 3])
      const [any] = decided
      expect(seqs(await store.reading((tx) => tx.pendingOn(any?.operation.register ?? '')))).toEqual([1, 3, 4, 5])
      expect(await store.reading((tx) => tx.pendingOn(anOperation({}).id))).toEqual([])
      expect(seqs(await store.reading((tx) => tx.outbox(1)))).toEqual([1])
    })

    it('marks operations as sent, and nothing else of them', async () => {
      const store = await makeStore()
      const [kept, other] = [record(1), record(2)]
      await store.transaction((tx) => tx.putOperations([kept, other]))
      await store.transaction((tx) => tx.markSent([kept.operation.id]))
      expect(await store.reading((tx) => tx.pending())).toEqual([{ ...kept, sent: true }, other])
    })

    it('removes an operation', async () => {
      const store = await makeStore()
      const kept = record(1)
      await store.transaction((tx) => tx.putOperations([kept]))
      await store.transaction((tx) => tx.removeOperations([kept.operation.id]))
      expect(await store.transaction((tx) => tx.operations([kept.operation.id]))).toEqual([])
    })

    it('finds who holds a seq of a node', async () => {
      const store = await makeStore()
      const kept = record(7)
      await store.transaction((tx) => tx.putOperations([kept]))
      const { node } = kept.operation
      const taken = (name: string) => store.transaction((tx) => tx.takenSeqs(name, [6, 7]))
      expect(await taken(node)).toEqual([kept])
      expect(await taken('another')).toEqual([])
      expect(await store.reading((tx) => tx.lastSeq(node))).toBe(7)
      expect(await store.reading((tx) => tx.lastSeq('another'))).toBe(0)
    })

    it('lists what has a provisional verdict, in the order of its stamps', async () => {
      const store = await makeStore()
      const said = { type: 'applied', scope: '2021/2/U1', stamp: 1 } as const
      const made = [3, 1, 2].map((stamp) => {
        const one = record(10 - stamp, { stamp, relayed: true })
        return { ...one, verdict: { ...said, operation: one.operation.id, provisional: stamp !== 2 } }
      })
      await store.transaction((tx) => tx.putOperations(made))
      expect((await store.reading((tx) => tx.provisional(9))).map(({ stamp }) => stamp)).toEqual([1, 3])
      expect((await store.reading((tx) => tx.provisional(1))).map(({ stamp }) => stamp)).toEqual([1])
    })

    it('gives a tray: what became of the work of these people, and late values in these scopes', async () => {
      const store = await makeStore()
      const make = (stamp: number, person: string, code: string | null, scope = '2021/2/U1'): OperationRecord => {
        const operation = anOperation({ seq: stamp, person })
        const said = { operation: operation.id, stamp, provisional: false }
        const verdict: Verdict =
          code === null
            ? { ...said, type: 'applied', scope }
            : { ...said, type: 'rejected', refusal: { code, params: {}, message: 'No.' }, current: null }
        return { ...record(stamp), operation, verdict, stamp, scope }
      }
      await store.transaction((tx) =>
        tx.putOperations([
          make(5, 'anna', 'NOT_A_COUNT'),
          make(1, 'anna', null),
          make(2, 'bruno', LATE),
          make(3, 'bruno', 'NOT_A_COUNT'),
          make(4, 'bruno', LATE, '2021/2/U2'),
          { ...make(6, 'anna', null), relayed: true },
        ]),
      )
      const stamps = async (persons: readonly string[], lateIn: readonly string[], after = 0, limit = 9) =>
        (await store.reading((tx) => tx.tray('B', after, { persons, lateIn }, limit))).map(({ stamp }) => stamp)
      expect(await stamps(['anna'], [])).toEqual([5, 6])
      expect(await stamps(['anna'], ['2021/2/U1'])).toEqual([2, 5, 6])
      expect(await stamps(['anna', 'bruno'], [], 2, 2)).toEqual([3, 4])
      expect(await stamps([], ['2021/2/U1', '2021/2/U2'])).toEqual([2, 4])
      expect(await store.reading((tx) => tx.tray('OTHER', 0, { persons: ['anna'], lateIn: [] }, 9))).toEqual([])
    })

    it('gives registers by id, and of a body above a stamp in order, so many at most', async () => {
      const store = await makeStore()
      const states = [3, 1, 2].map((stamp) => state(stamp))
      await store.transaction((tx) => tx.putRegisters([...states, state(9, 'OTHER')]))
      const [third] = states
      expect(await store.transaction((tx) => tx.registers([third?.id ?? '']))).toEqual([third])
      const stamps = async (after: number, limit: number) =>
        (await store.transaction((tx) => tx.registersSince('B', after, null, limit))).map(({ stamp }) => stamp)
      expect(await stamps(0, 10)).toEqual([1, 2, 3])
      expect(await stamps(1, 10)).toEqual([2, 3])
      expect(await stamps(0, 2)).toEqual([1, 2])
    })

    it('gives registers of some scopes, and lets go of scopes with their checksums', async () => {
      const store = await makeStore()
      const [first, second, third] = [
        state(1),
        { ...state(2), scope: '2021/2/U2' },
        { ...state(3), scope: '2021/3/U1' },
      ]
      const sums = [first, second].map(({ scope }) => ({ scope, sum: '0123456789abcdef' }))
      await store.transaction(async (tx) => {
        await tx.putRegisters([first, second, third])
        await tx.putScopeSums('B', sums)
        await tx.putScopeSums('OTHER', [{ scope: first.scope, sum: 'fedcba9876543210' }])
      })
      const stamps = async (scopes: readonly string[]) =>
        (await store.reading((tx) => tx.registersSince('B', 0, scopes, 9))).map(({ stamp }) => stamp)
      expect(await stamps([first.scope, third.scope])).toEqual([1, 3])
      expect(await stamps([])).toEqual([])
      await store.transaction((tx) => tx.removeScopes('B', [first.scope, '2021/1/U9']))
      expect(await stamps([first.scope, second.scope, third.scope])).toEqual([2, 3])
      expect(await store.reading((tx) => tx.scopeSums('B'))).toEqual([sums[1]])
      expect(await store.reading((tx) => tx.scopeSums('OTHER'))).toHaveLength(1)
      await store.transaction((tx) => tx.removeRegisters([third.id]))
      expect(await stamps([third.scope])).toEqual([])
    })

    it('replaces a register that is put again', async () => {
      const store = await makeStore()
      const first = state(1)
      await store.transaction((tx) => tx.putRegisters([first]))
      await store.transaction((tx) => tx.putRegisters([{ ...first, content: null, stamp: 5 }]))
      expect(await store.transaction((tx) => tx.registersSince('B', 0, null, 9))).toEqual([
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

    it('reads a count without adding to it', async () => {
      const store = await makeStore()
      expect(await store.reading((tx) => tx.count('stamp/B', 0))).toBe(0)
      await store.transaction((tx) => tx.count('stamp/B', 3))
      expect(await store.reading((tx) => tx.count('stamp/B', 0))).toBe(3)
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
        registers: await tx.registersSince('B', 0, null, 9),
        count: await tx.count('seq', 0),
      }))
      expect(left).toEqual({ operations: [], registers: [], count: 0 })
    })
  })
}
