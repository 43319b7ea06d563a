import {
  type PushAnswer,
  type Content,
  deviceView,
  exchangeWork,
  type HeadStore,
  type MemoryStore,
  memoryStore,
  PROTOCOL,
  type Push,
  putWithSums,
  receivePush,
  type ReceivePorts,
  recordEdit,
  settleOperation,
  type SyncStore,
  viewOf,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, devicePorts, receivePorts, SCOPES } from '../../support/sync'

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
  (person: string, rejected = false, changes: Partial<ReceivePorts> = {}) =>
  (push: Push): Promise<PushAnswer> =>
    receivePush(
      head,
      push,
      receivePorts({
        person,
        judge: () => (rejected ? { code: 'PERIOD_CLOSED', params: {}, message: 'Chiuso.' } : null),
        ...changes,
      }),
    )
/** The line of Anna where she sees only the scopes of these units; without checksums, which would mend what goes wrong. */
const seeing =
  (...units: readonly string[]) =>
  async (push: Push): Promise<PushAnswer> => {
    const view = viewOf(SCOPES.filter((scope) => units.some((unit) => scope.endsWith(unit))))
    return { ...(await lineOf('anna', false, { view })(push)), checksum: null }
  }
/** A line to software that does not know yet what is sent. */
const deferring = (line: ReturnType<typeof seeing>) => (push: Push) =>
  line({ ...push, operations: push.operations.map((one) => ({ ...one, protocol: PROTOCOL + 1 })) })
const headState = async () => {
  const [state] = await head.reading((tx) => tx.registersSince('B', -1, null, 9))
  return state ?? expect.fail('nothing stands there')
}

const edit = (content: Content, ports = anna, store = phone) => recordEdit(store, { key: aKey, content }, ports)
const shown = async (store = phone) =>
  (await deviceView(store, 'B', 'anna')).registers.map(({ content, state }) => ({ content, state }))

/** Somebody else puts a value into the same cell first. */
async function brunoWrites(value: number): Promise<void> {
  const tablet = memoryStore()
  await exchangeWork(tablet, lineOf('bruno'), bruno)
  await edit(number(value), { ...bruno, node: `tablet-${value}` }, tablet)
  await exchangeWork(tablet, lineOf('bruno'), { ...bruno, node: `tablet-${value}` })
}

describe('an edit', () => {
  it('[SY2] is in the store when it is called saved, and shown as local', async () => {
    await edit(number(1))
    expect(await shown()).toEqual([{ content: number(1), state: 'local' }])
  })

  it('[SY13.3] says whether what stands at the head office was ever read here', async () => {
    const fetched = async () => (await deviceView(phone, 'B', 'anna')).fetched
    expect(await fetched()).toBe(false)
    await edit(number(1))
    expect(await fetched()).toBe(false)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await fetched()).toBe(true)
  })

  it('[SY3.1] coalesces while unsent: one operation, first base, last content', async () => {
    const first = await edit(number(1))
    const second = await edit(number(2))
    expect(second.operation).toEqual({ ...first.operation, content: number(2) })
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(1)
  })

  /** One edit that was sent, and nobody answered. */
  async function sent() {
    const first = await edit(number(1))
    await expect(exchangeWork(phone, () => Promise.reject(new Error('no line')), anna)).rejects.toThrow('no line')
    return first
  }

  it('[SY3.2] after one that was sent is based on it', async () => {
    const first = await sent()
    expect((await edit(number(2))).operation).toMatchObject({ base: first.operation.id, seq: 2 })
  })

  it('[SY4] that was sent goes again as it was, whatever was typed since', async () => {
    const first = await sent()
    const second = await edit(number(2))
    const pushes: Push[] = []
    await exchangeWork(phone, (push) => (pushes.push(push), lineOf('anna')(push)), anna)
    expect(pushes[0]?.operations).toEqual([first.operation, second.operation])
    expect(await shown()).toEqual([{ content: number(2), state: 'synced' }])
  })
})

describe('an exchange', () => {
  it('[SY16.1] sends what is in the outbox, and nothing that was decided', async () => {
    const { operation } = await edit(number(1))
    const pushes: Push[] = []
    const line = (push: Push) => (pushes.push(push), lineOf('anna')(push))
    await exchangeWork(phone, line, anna)
    await exchangeWork(phone, line, anna)
    expect(pushes.flatMap(({ operations }) => operations)).toEqual([operation])
  })

  it('[SY15.2] keeps what was deferred, shows it, and sends it again', async () => {
    await edit(number(1))
    await exchangeWork(phone, deferring(lineOf('anna')), anna)
    expect(await shown()).toEqual([{ content: number(1), state: 'deferred' }])
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(1), state: 'synced' }])
  })

  it('[SY19.3] lets go of the scopes that are not its reader’s any more', async () => {
    await brunoWrites(7)
    await exchangeWork(phone, lineOf('anna'), anna)
    await exchangeWork(phone, seeing('U2'), anna)
    expect(await shown()).toEqual([])
  })

  it('[SY19.5] reads the scopes that are new to its reader from their beginning', async () => {
    await brunoWrites(7)
    await exchangeWork(phone, seeing('U2'), anna)
    expect(await shown()).toEqual([])
    await exchangeWork(phone, seeing('U1', 'U2'), anna)
    expect(await shown()).toEqual([{ content: number(7), state: 'synced' }])
  })

  it('[SY19.4] keeps pending work of a scope that is not its reader’s any more', async () => {
    await exchangeWork(phone, lineOf('anna'), anna)
    await edit(number(1))
    await exchangeWork(phone, deferring(seeing('U2')), anna)
    expect(await shown()).toEqual([{ content: number(1), state: 'deferred' }])
  })

  it('[SY22.3] reads a scope again whose checksum is another than its own', async () => {
    await brunoWrites(7)
    await exchangeWork(phone, lineOf('anna'), anna)
    // What stands there changed and nobody was told.
    const state = await headState()
    await head.transaction((tx) => putWithSums(tx, 'B', [{ ...state, head: 'another', content: number(5) }]))
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(5), state: 'synced' }])
  })

  it('[SY16.2] after an answer that was lost the same goes again, and stands once', async () => {
    await edit(number(1))
    const losing = async (push: Push): Promise<PushAnswer> => {
      await lineOf('anna')(push)
      throw new Error('answer lost')
    }
    await expect(exchangeWork(phone, losing, anna)).rejects.toThrow('answer lost')
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(1)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(1), state: 'synced' }])
    expect(await head.transaction((tx) => tx.registersSince('B', 0, null, 9))).toMatchObject([{ stamp: 1 }])
  })

  it('[SY13.1] shows the pulled state under the pending edits', async () => {
    await brunoWrites(7)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await shown()).toEqual([{ content: number(7), state: 'synced' }])
    await edit(number(8))
    expect(await shown()).toEqual([{ content: number(8), state: 'local' }])
  })

  it('an edit right after an applied one is based on it, without a conflict with oneself', async () => {
    await edit(number(1))
    await exchangeWork(phone, lineOf('anna'), anna)
    await edit(number(2))
    expect(await exchangeWork(phone, lineOf('anna'), anna)).toMatchObject({ sent: 1, refused: 0 })
  })

  it.each<[string, Partial<PushAnswer>]>([
    ['always says there is more', { more: true }],
    ['always says that the name is taken', { notice: 'cloned' }],
    ['always says that it lost something', { notice: 'new-epoch' }],
  ])('[SY50.3] ends, and says that nothing moves, with a peer that %s', async (_, lie) => {
    let asked = 0
    const names: string[] = []
    const ports = { ...anna, renew: async () => names[names.push(`another-${names.length}`) - 1] ?? '' }
    await edit(number(1))
    const outcome = await exchangeWork(
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
    expect(await exchangeWork(phone, lineOf('anna'), { ...ports, node: names[0] ?? anna.node })).toMatchObject({
      stopped: null,
    })
    expect((await deviceView(phone, 'B', 'anna')).pending).toBe(0)
  })

  it('[SY34.7] takes another name, once, where its own is somebody else’s at the server', async () => {
    await exchangeWork(memoryStore(), lineOf('bruno'), devicePorts({ person: 'bruno', node: anna.node }))
    await edit(number(1))
    let renewed = 0
    const ports = { ...anna, renew: async () => `mine-${(renewed += 1)}` }
    // As the page does with the refusal that it gets over HTTP.
    const line = async (push: Push): Promise<PushAnswer> => {
      const answer = await lineOf('anna')(push)
      return answer.notice === 'not-yours' ? { ...answer, notice: 'cloned' } : answer
    }
    expect(await exchangeWork(phone, line, ports)).toMatchObject({ sent: 1, stopped: null })
    expect(renewed).toBe(1)
    expect(await shown()).toEqual([{ content: number(1), state: 'synced' }])
  })
})

describe('after the head office lost something', () => {
  beforeEach(async () => {
    await brunoWrites(7)
    await exchangeWork(phone, lineOf('anna'), anna)
    await recordEdit(phone, { key: { ...aKey, unit: 'U2' }, content: number(1) }, anna)
    await exchangeWork(phone, lineOf('anna'), anna)
    head = memoryStore()
    await brunoWrites(8)
  })

  it('[SY20.3] a device sends again everything that it keeps', async () => {
    await exchangeWork(phone, lineOf('anna'), anna)
    const states = await head.reading((tx) => tx.registersSince('B', -1, null, 9))
    expect(states.map(({ content }) => content)).toEqual([number(8), number(1)])
  })

  it('[SY20.4] a device reads everything again, also where the count has gone beyond its own', async () => {
    await brunoWrites(9)
    await exchangeWork(phone, seeing('U1', 'U2', 'U3'), anna)
    expect((await shown()).map(({ content }) => content)).toEqual(expect.arrayContaining([number(9), number(1)]))
  })
})

it('[SY21.2] a copy of a device takes another name, and what nobody has decided goes out under that', async () => {
  await edit(number(1))
  await exchangeWork(phone, lineOf('anna'), anna)
  const copy = await (phone as MemoryStore).copy()
  await edit(number(2))
  await exchangeWork(phone, lineOf('anna'), anna)
  await recordEdit(copy, { key: { ...aKey, unit: 'U2' }, content: number(3) }, anna)
  const ports = { ...anna, renew: async () => 'another' }
  expect(await exchangeWork(copy, lineOf('anna'), ports)).toMatchObject({ sent: 1, stopped: null })
  const [known] = await head.reading((tx) => tx.takenSeqs('another', [2, 3, 4]))
  expect(known?.operation).toMatchObject({ node: 'another', content: number(3) })
})

it('[SY37.5] what is refused and not recorded stays on its device', async () => {
  const { operation } = await edit(number(1))
  await exchangeWork(phone, (push) => lineOf('bruno')({ ...push, node: 'tablet' }), anna)
  expect((await deviceView(phone, 'B', 'anna')).tray.map(({ record }) => record.operation.id)).toEqual([operation.id])
  expect(await head.reading((tx) => tx.operations([operation.id]))).toEqual([])
})

describe('the tray', () => {
  beforeEach(async () => {
    await edit(number(1))
    await brunoWrites(7)
    await exchangeWork(phone, lineOf('anna'), anna)
  })

  it('[SY7.2] holds a conflict with both contents', async () => {
    const { tray } = await deviceView(phone, 'B', 'anna')
    expect(tray).toMatchObject([
      { record: { operation: { content: number(1) } }, current: { content: number(7), person: 'bruno' } },
    ])
  })

  it('[SY13.2] shows a register with a conflict as to be looked at', async () => {
    expect(await shown()).toEqual([{ content: number(1), state: 'tray' }])
  })

  const trayIds = async (store = phone) =>
    (await deviceView(store, 'B', 'anna')).tray.map(({ record }) => record.operation.id)

  it('[SY12.1] holds a conflict until an operation settles it', async () => {
    const [id = ''] = await trayIds()
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await trayIds()).toEqual([id])
    await settleOperation(phone, id, 'theirs', anna)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await trayIds()).toEqual([])
  })

  it('[SY12.2] is the same on every device of its person', async () => {
    const desk = memoryStore()
    const atDesk = devicePorts({ node: 'desk' })
    await exchangeWork(desk, lineOf('anna'), atDesk)
    const [id = ''] = await trayIds()
    expect(await trayIds(desk)).toEqual([id])
    await settleOperation(desk, id, 'theirs', atDesk)
    await exchangeWork(desk, lineOf('anna'), atDesk)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await trayIds()).toEqual([])
  })

  it('[SY12.5] leaves at the head office what was settled, with its verdict and its end', async () => {
    const [id = ''] = await trayIds()
    await settleOperation(phone, id, 'theirs', anna)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await head.reading((tx) => tx.operations([id]))).toMatchObject([
      { verdict: { type: 'conflict' }, settlement: { kind: 'dismiss', person: 'anna' } },
    ])
  })

  it.each([
    ['mine', number(1)],
    ['theirs', number(7)],
    [{ content: number(4) }, number(4)],
  ] as const)('[SY12.3] settled with %j leaves %j at both ends', async (choice, expected) => {
    const [item] = (await deviceView(phone, 'B', 'anna')).tray
    await settleOperation(phone, item?.record.operation.id ?? '', choice, anna)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect(await deviceView(phone, 'B', 'anna')).toMatchObject({ pending: 0, tray: [] })
    expect(await shown()).toEqual([{ content: expected, state: 'synced' }])
    expect(await head.transaction((tx) => tx.registersSince('B', 0, null, 9))).toMatchObject([{ content: expected }])
  })

  it('[SY12.4] keeping mine where the head moved meanwhile is a conflict again', async () => {
    const [item] = (await deviceView(phone, 'B', 'anna')).tray
    await settleOperation(phone, item?.record.operation.id ?? '', 'mine', anna)
    await brunoWrites(9)
    await exchangeWork(phone, lineOf('anna'), anna)
    expect((await deviceView(phone, 'B', 'anna')).tray).toMatchObject([{ current: { content: number(9) } }])
  })

  it('[SY18] typing over an open conflict does not hide it: it is a conflict with the new value', async () => {
    await edit(number(3))
    await exchangeWork(phone, lineOf('anna'), anna)
    const { tray } = await deviceView(phone, 'B', 'anna')
    expect(tray).toMatchObject([{ record: { operation: { content: number(3) } }, current: { content: number(7) } }])
  })

  it('[SY12.1] holds a refusal with its reason', async () => {
    phone = memoryStore()
    const late = devicePorts({ node: 'phone-2' })
    await edit(number(2), late)
    await exchangeWork(phone, lineOf('anna', true), late)
    // With the conflict that waits on the other device of the same person.
    expect((await deviceView(phone, 'B', 'anna')).tray.map(({ record }) => record.verdict?.type).sort()).toEqual([
      'conflict',
      'rejected',
    ])
  })
})
