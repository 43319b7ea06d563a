import type { HeadStore, NodeRecord, OperationRecord, Verdict } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aKey, anOperation, aRecord } from '../sync'

const node = (name: string, changes: Partial<NodeRecord> = {}): NodeRecord => ({
  ...{ node: name, body: 'B', person: 'anna', credential: 'access', name: 'Chrome su Android' },
  ...{ firstSeen: '2021-09-01T08:00:00.000Z', lastSeen: '2021-09-05T08:00:00.000Z', revokedAt: null, toldAll: null },
  ...changes,
})

/** What every adapter of the `HeadStore` port does alike, beside what every store does. */
export function headStoreContract(name: string, makeStore: () => Promise<HeadStore>): void {
  describe(`a head store: ${name}`, () => {
    it('[SY34.1] gives a node to who claims it first, and lets nobody else have it', async () => {
      const store = await makeStore()
      const claim = (records: readonly NodeRecord[]) => store.transaction((tx) => tx.claimNodes(records))
      expect(await claim([])).toEqual([])
      expect(await claim([node('a'), node('b')])).toEqual(expect.arrayContaining([node('a'), node('b')]))
      for (const other of [{ person: 'bruno' }, { body: 'C' }])
        expect(await claim([node('a', { ...other, credential: 'stolen' })])).toEqual([node('a')])
      const later = { credential: 'next', name: 'Firefox', lastSeen: '2021-09-06T08:00:00.000Z' }
      expect(await claim([node('a', later)])).toEqual([node('a', later)])
      expect(await store.reading((tx) => tx.nodes(['a', 'c']))).toEqual([node('a', later)])
    })

    it('[SY35] counts the nodes of people that came lately', async () => {
      const store = await makeStore()
      const others = [node('c', { person: 'bruno' }), node('d', { body: 'C' }), node('e', { lastSeen: '2020-01-01' })]
      await store.transaction((tx) => tx.claimNodes([node('a'), node('b'), ...others]))
      const counts = await store.reading((tx) => tx.nodeCounts('B', ['anna', 'bruno', 'carla'], '2021-01-01'))
      expect([...counts].sort()).toEqual([
        ['anna', 2],
        ['bruno', 1],
      ])
    })

    it('[SY71.2] knows who is awaited: a person is one, a site speaks for the devices whose work it brings', async () => {
      const store = await makeStore()
      const put = (...records: readonly NodeRecord[]) => store.transaction((tx) => tx.claimNodes(records))
      const isAwaited = (epoch = 'e', since = '2021-09-01') => store.reading((tx) => tx.isAwaited('B', epoch, since))
      expect(await isAwaited()).toBe(false)
      await put(node('a'), node('b'), node('site', { person: '', credential: 'site' }))
      await put(node('c', { person: 'carla', credential: 'site' }), node('x', { body: 'C', toldAll: 'e' }))
      await put(node('old', { person: 'olga', lastSeen: '2021-08-01T08:00:00.000Z' }))
      await put(node('a', { toldAll: 'e' }))
      expect(await isAwaited()).toBe(true)
      await put(node('site', { person: '', credential: 'site', toldAll: 'e' }))
      expect(await isAwaited()).toBe(false)
      expect(await isAwaited('f')).toBe(true)
      expect(await isAwaited('e', '2021-07-01')).toBe(true)
      expect(await store.reading((tx) => tx.nodes(['a']))).toMatchObject([{ toldAll: 'e' }])
    })

    it('[SY37.4] counts what waits to be dealt with, by person', async () => {
      const store = await makeStore()
      const said = { stamp: 1, provisional: false }
      const record = (seq: number, verdict: object, changes: Partial<OperationRecord> = {}, person = 'anna') => {
        const operation = anOperation({ seq, person, key: { ...aKey, measure: `M${seq}` } })
        return aRecord(operation, { verdict: { ...said, operation: operation.id, ...verdict } as Verdict, ...changes })
      }
      const refusal = { code: 'NOT_YOUR_UNIT', message: 'No.' }
      const settlement = { by: 'x', kind: 'dismiss', person: 'anna', at: '2021-09-05', reason: null } as const
      await store.transaction((tx) =>
        tx.putOperations([
          record(1, { type: 'conflict', current: null }),
          record(2, { type: 'rejected', refusal, current: null }),
          record(3, { type: 'rejected', refusal, current: null }, { settlement }),
          record(4, { type: 'applied', scope: 's' }),
          record(5, { type: 'conflict', current: null }, {}, 'bruno'),
        ]),
      )
      const counts = await store.reading((tx) => tx.refused('B', ['anna', 'bruno', 'carla']))
      expect([...counts].sort()).toEqual([
        ['anna', 2],
        ['bruno', 1],
      ])
      expect([...(await store.reading((tx) => tx.refused('C', ['anna'])))]).toEqual([])
    })
  })
}
