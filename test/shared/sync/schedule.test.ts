import {
  type Answer,
  type Content,
  deviceView,
  exchange,
  memoryStore,
  type Push,
  receive,
  recordEdit,
  settle,
  type SyncStore,
} from '@traguardo/shared/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aKey, devicePorts } from '../../support/sync'

/** What may happen next: somebody types, or the line does something to one exchange. */
type Step =
  | { readonly do: 'edit'; readonly device: number; readonly measure: number; readonly value: number }
  | { readonly do: 'sync'; readonly device: number; readonly line: 'good' | 'request lost' | 'answer lost' | 'twice' }
  | { readonly do: 'settle'; readonly device: number; readonly choice: 'mine' | 'theirs' }

const DEVICES = ['anna', 'bruno', 'carla']
const device = fc.nat(DEVICES.length - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), device, measure: fc.nat(2), value: fc.nat(5) }),
  fc.record({
    do: fc.constant('sync' as const),
    device,
    line: fc.constantFrom('good' as const, 'request lost' as const, 'answer lost' as const, 'twice' as const),
  }),
  fc.record({
    do: fc.constant('settle' as const),
    device,
    choice: fc.constantFrom('mine' as const, 'theirs' as const),
  }),
)

class World {
  readonly head = memoryStore()
  readonly phones = DEVICES.map((person) => ({
    store: memoryStore(),
    ports: devicePorts({ person, node: `phone-${person}` }),
  }))
  /** What a person was told is saved, and not typed over since on the same device. */
  readonly saved = new Map<string, Content>()

  private phone(index: number): { store: SyncStore; ports: ReturnType<typeof devicePorts> } {
    const phone = this.phones[index]
    if (!phone) throw new Error('no such phone')
    return phone
  }

  private line(person: string, how: Extract<Step, { do: 'sync' }>['line']) {
    const send = (push: Push): Promise<Answer> =>
      receive(this.head, push, {
        person,
        now: '2021-09-05T09:00:00.000Z',
        judge: () => null,
        visible: () => true,
        pageSize: 2,
      })
    return async (push: Push): Promise<Answer> => {
      if (how === 'request lost') throw new Error('request lost')
      const answer = await send(push)
      if (how === 'answer lost') throw new Error('answer lost')
      return how === 'twice' ? send(push) : answer
    }
  }

  async take(step: Step): Promise<void> {
    const { store, ports } = this.phone(step.device)
    if (step.do === 'edit') {
      const key = { ...aKey, measure: `M${step.measure}` }
      const content: Content = { type: 'number', number: step.value }
      await recordEdit(store, { key, content }, ports)
    } else if (step.do === 'sync') {
      await exchange(store, this.line(ports.person, step.line), ports).catch(() => undefined)
    } else {
      const [item] = (await deviceView(store, 'B')).tray
      if (item) await settle(store, item.record.operation.id, step.choice, ports)
    }
  }

  /** The network heals: everybody syncs until nothing moves. */
  async heal(): Promise<void> {
    for (let round = 0; round < 2; round++)
      for (const { store, ports } of this.phones) await exchange(store, this.line(ports.person, 'good'), ports)
  }
}

it('[SY4] [SY5] [SY8] [SY12] [SY16] whatever the line does: nothing pending is lost, nothing twice, no silent overwrite, all converge', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World()
      for (const one of steps) await world.take(one)
      const before = await Promise.all(world.phones.map(({ store }) => store.transaction((tx) => tx.pending())))
      await world.heal()

      const head = await world.head.transaction((tx) => tx.registersSince('B', 0, 1000))
      const history = await world.head.transaction((tx) =>
        tx.operations(before.flat().map(({ operation }) => operation.id)),
      )
      // Every pending operation is decided at the head, with the content its author saved.
      const decided = new Map(history.map((record) => [record.operation.id, record]))
      for (const { operation } of before.flat()) {
        expect(decided.get(operation.id)?.operation.content).toEqual(operation.content)
        expect(decided.get(operation.id)?.verdict).not.toBeNull()
      }
      // Each stamp once: no operation had two effects.
      expect(new Set(head.map(({ stamp }) => stamp)).size).toBe(head.length)

      for (const { store } of world.phones) {
        const view = await deviceView(store, 'B')
        expect(view.pending).toBe(0)
        // All hold the head's state; what differs on a page is in the tray, with both contents.
        const pulled = await store.transaction((tx) => tx.registersSince('B', 0, 1000))
        expect(pulled).toEqual(head)
        const refused = new Set(view.tray.map(({ record }) => record.operation.register))
        for (const shown of view.registers) expect(shown.state).toBe(refused.has(shown.id) ? 'tray' : 'synced')
      }
    }),
    { numRuns: 400 },
  )
})

it('[SY7] no operation replaces a head that its author had not seen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = new World()
      const heads = new Map<string, string>()
      for (const one of steps) {
        await world.take(one)
        const now = await world.head.transaction((tx) => tx.registersSince('B', 0, 1000))
        for (const { id, head } of now) {
          if (heads.get(id) === head) continue
          const chain = await world.head.transaction(async (tx) => {
            let [record] = await tx.operations([head])
            const seen: (string | null)[] = []
            while (record) {
              const { base } = record.operation
              const [next]: (typeof record)[] = base ? await tx.operations([base]) : []
              seen.push(next?.verdict?.type === 'merged' ? (next.verdict.current?.head ?? null) : base)
              record = next
            }
            return seen
          })
          expect(chain).toContain(heads.get(id) ?? null)
          heads.set(id, head)
        }
      }
    }),
    { numRuns: 200 },
  )
})
