import {
  type Answer,
  type Content,
  deviceView,
  exchange,
  type HeadStore,
  memoryStore,
  type Push,
  receive,
  recordEdit,
  settle,
  type SyncStore,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, devicePorts, receivePorts } from '../../support/sync'

const number = (value: number): Content => ({ type: 'number', number: value })

let head: HeadStore
let phone: SyncStore
const anna = devicePorts()
const bruno = devicePorts({ person: 'bruno', node: 'tablet' })

beforeEach(() => {
  head = memoryStore()
  phone = memoryStore()
})

const lineOf =
  (person: string, rejected = false) =>
  (push: Push): Promise<Answer> =>
    receive(
      head,
      push,
      receivePorts({
        person,
        judge: () => (rejected ? { code: 'PERIOD_CLOSED', params: {}, message: 'Chiuso.' } : null),
      }),
    )

const edit = (content: Content, ports = anna, store = phone) => recordEdit(store, { key: aKey, content }, ports)
const shown = async (store = phone) =>
  (await deviceView(store, 'B', 'anna')).registers.map(({ content, state }) => ({ content, state }))

/** Somebody else puts a value into the same cell first. */
async function brunoWrites(value: number): Promise<void> {
  const tablet = memoryStore()
  await exchange(tablet, lineOf('bruno'), bruno)
  await edit(number(value), { ...bruno, node: `tablet-${value}` }, tablet)
  await exchange(tablet, lineOf('bruno'), { ...bruno, node: `tablet-${value}` })
}

describe('an edit', () => {
  it('[SY2] is in the store when it is called saved, and shown as local', async () => {
    await edit(number(1))
    expect(await shown()).toEqual([{ content: number(1), state: 'local' }])
  })

  it('[SY13] says whether what stands at the head office was ever read here', async () => {
    const fetched = async () => (await deviceView(phone, 'B', 'anna')).fetched
    expect(await fetched()).toBe(false)
    await edit(number(1))
    expect(await fetched()).toBe(false)
    await exchange(phone, lineOf('anna'), anna)
    expect(await fetched()).toBe(true)
  })

  it('[SY3] coalesces while unsent: one operation, first base, last content', async () => {
    const first = await edit(number(1))
    const second = await edit(number(2))
    expect(second.operation).toEqual({ ...first.operation, content: number(2) })
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(1)
  })

  it('[SY3] [SY4] after an operation was sent, the next is chained to it and it stays as it was', async () => {
    const first = await edit(number(1))
    await expect(exchange(phone, () => Promise.reject(new Error('no line')), anna)).rejects.toThrow('no line')
    const second = await edit(number(2))
    expect(second.operation).toMatchObject({ base: first.operation.id, seq: 2 })
    const pushes: Push[] = []
    await exchange(phone, (push) => (pushes.push(push), lineOf('anna')(push)), anna)
    expect(pushes[0]?.operations).toEqual([first.operation, second.operation])
    expect(await shown()).toEqual([{ content: number(2), state: 'synced' }])
  })
})

describe('an exchange', () => {
  it('[SY16] after an answer that was lost the same goes again, and stands once', async () => {
    await edit(number(1))
    const losing = async (push: Push): Promise<Answer> => {
      await lineOf('anna')(push)
      throw new Error('answer lost')
    }
    await expect(exchange(phone, losing, anna)).rejects.toThrow('answer lost')
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(1)
    await exchange(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(1), state: 'synced' }])
    expect(await head.transaction((tx) => tx.registersSince('B', 0, null, 9))).toMatchObject([{ stamp: 1 }])
  })

  it('[SY13] shows the pulled state under the pending edits', async () => {
    await brunoWrites(7)
    await exchange(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(7), state: 'synced' }])
    await edit(number(8))
    expect(await shown()).toEqual([{ content: number(8), state: 'local' }])
  })

  it('an edit right after an applied one is based on it, without a conflict with oneself', async () => {
    await edit(number(1))
    await exchange(phone, lineOf('anna'), anna)
    await edit(number(2))
    expect(await exchange(phone, lineOf('anna'), anna)).toMatchObject({ sent: 1, refused: 0 })
  })

  it.each<[string, Partial<Answer>]>([
    ['always says there is more', { more: true }],
    ['always says that the name is taken', { notice: 'cloned' }],
    ['always says that it lost something', { notice: 'new-epoch' }],
  ])('[SY35] ends, and says that nothing moves, with a peer that %s', async (_, lie) => {
    let asked = 0
    const names: string[] = []
    const ports = { ...anna, renew: async () => names[names.push(`another-${names.length}`) - 1] ?? '' }
    await edit(number(1))
    const outcome = await exchange(
      phone,
      async (push) => {
        asked += 1
        return { ...(await lineOf('anna')(push)), ...lie }
      },
      ports,
    )
    expect(outcome.stopped).not.toBeNull()
    expect(asked).toBeLessThan(6)
    expect(names.length).toBe(lie.notice === 'cloned' ? 1 : 0)
    // What was to go out is there still, and goes the next time.
    expect(await exchange(phone, lineOf('anna'), { ...ports, node: names[0] ?? anna.node })).toMatchObject({
      stopped: null,
    })
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(0)
  })

  it('[SY34] takes another name, once, where its own is somebody else’s at the server', async () => {
    await exchange(memoryStore(), lineOf('bruno'), devicePorts({ person: 'bruno', node: anna.node }))
    await edit(number(1))
    let renewed = 0
    const ports = { ...anna, renew: async () => `mine-${(renewed += 1)}` }
    // As the page does with the refusal that it gets over HTTP.
    const line = async (push: Push): Promise<Answer> => {
      const answer = await lineOf('anna')(push)
      return answer.notice === 'not-yours' ? { ...answer, notice: 'cloned' } : answer
    }
    expect(await exchange(phone, line, ports)).toMatchObject({ sent: 1, stopped: null })
    expect(renewed).toBe(1)
    expect(await shown()).toEqual([{ content: number(1), state: 'synced' }])
  })
})

describe('the tray', () => {
  beforeEach(async () => {
    await edit(number(1))
    await brunoWrites(7)
    await exchange(phone, lineOf('anna'), anna)
  })

  it('[SY12] holds a conflict with both contents until it is settled', async () => {
    const { tray } = await deviceView(phone, 'B', 'anna')
    expect(tray).toMatchObject([
      { record: { operation: { content: number(1) } }, current: { content: number(7), person: 'bruno' } },
    ])
    await exchange(phone, lineOf('anna'), anna)
    expect((await deviceView(phone, 'B', 'anna')).tray).toHaveLength(1)
    expect(await shown()).toEqual([{ content: number(1), state: 'tray' }])
  })

  it.each([
    ['mine', number(1)],
    ['theirs', number(7)],
    [{ content: number(4) }, number(4)],
  ] as const)('[SY12] settled with %j leaves %j at both ends', async (choice, expected) => {
    const [item] = (await deviceView(phone, 'B', 'anna')).tray
    await settle(phone, item?.record.operation.id ?? '', choice, anna)
    await exchange(phone, lineOf('anna'), anna)
    expect(await deviceView(phone, 'B', 'anna')).toMatchObject({ pending: 0, tray: [] })
    expect(await shown()).toEqual([{ content: expected, state: 'synced' }])
    expect(await head.transaction((tx) => tx.registersSince('B', 0, null, 9))).toMatchObject([{ content: expected }])
  })

  it('[SY12] keeping mine where the head moved meanwhile is a conflict again', async () => {
    const [item] = (await deviceView(phone, 'B', 'anna')).tray
    await settle(phone, item?.record.operation.id ?? '', 'mine', anna)
    await brunoWrites(9)
    await exchange(phone, lineOf('anna'), anna)
    expect((await deviceView(phone, 'B', 'anna')).tray).toMatchObject([{ current: { content: number(9) } }])
  })

  it('[SY18] typing over an open conflict does not hide it: it is a conflict with the new value', async () => {
    await edit(number(3))
    await exchange(phone, lineOf('anna'), anna)
    const { tray } = await deviceView(phone, 'B', 'anna')
    expect(tray).toMatchObject([{ record: { operation: { content: number(3) } }, current: { content: number(7) } }])
  })

  it('[SY12] holds a refusal with its reason', async () => {
    phone = memoryStore()
    const late = devicePorts({ node: 'phone-2' })
    await edit(number(2), late)
    await exchange(phone, lineOf('anna', true), late)
    // With the conflict that waits on the other device of the same person.
    expect((await deviceView(phone, 'B', 'anna')).tray.map(({ record }) => record.verdict?.type).sort()).toEqual([
      'conflict',
      'rejected',
    ])
  })
})
