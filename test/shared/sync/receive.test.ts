import {
  type Answer,
  BATCH,
  memoryStore,
  type Operation,
  PROTOCOL,
  receive,
  type ReceivePorts,
  registerId,
  type SyncStore,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, anOperation } from '../../support/sync'

const ports: ReceivePorts = {
  person: 'anna',
  now: '2021-09-05T09:00:00.000Z',
  judge: () => null,
  visible: () => true,
}

let head: SyncStore
beforeEach(() => {
  head = memoryStore()
})

const push = (operations: readonly Operation[], cursor = 0, changes: Partial<ReceivePorts> = {}): Promise<Answer> =>
  receive(head, { body: 'B', node: 'phone', protocol: PROTOCOL, cursor, operations }, { ...ports, ...changes })

const types = ({ verdicts }: Answer) => verdicts.map(({ type }) => type)
const number = (value: number) => ({ type: 'number', number: value }) as const

describe('verdicts', () => {
  it('[SY1] two people who fill the same empty cell speak of one register', () => {
    expect(registerId({ ...aKey })).toBe(registerId({ ...aKey }))
    const others = [
      { measure: 'M2' },
      { unit: 'U2' },
      { unit: null },
      { year: 2022 },
      { period: 3 },
      { field: 'note' as const },
    ]
    const ids = others.map((change) => registerId({ ...aKey, ...change }))
    expect(new Set([registerId(aKey), ...ids]).size).toBe(7)
  })

  it('[SY5] an operation based on the head is applied and becomes the head', async () => {
    const first = anOperation({ content: number(1) })
    const second = anOperation({ content: number(2), base: first.id, seq: 2 })
    expect(types(await push([first]))).toEqual(['applied'])
    const answer = await push([second])
    expect(types(answer)).toEqual(['applied'])
    expect(answer.registers).toMatchObject([{ head: second.id, content: number(2), person: 'anna', at: ports.now }])
  })

  it('[SY6] an operation that says what stands there already is merged', async () => {
    await push([anOperation({ content: number(1) })])
    const again = anOperation({ content: number(1), seq: 2 })
    expect(types(await push([again]))).toEqual(['merged'])
    const next = anOperation({ content: number(5), seq: 3, base: again.id })
    expect(types(await push([next]))).toEqual(['applied'])
  })

  it('[SY7] an operation with another base and content is a conflict and changes nothing', async () => {
    const first = anOperation({ content: number(1) })
    await push([first])
    const answer = await push([anOperation({ content: number(2), seq: 2 })])
    expect(answer.verdicts).toMatchObject([{ type: 'conflict', current: { head: first.id, content: number(1) } }])
    expect(answer.registers).toMatchObject([{ head: first.id }])
  })

  it('[SY18] an edit chained to a conflict is a conflict too', async () => {
    await push([anOperation({ content: number(1) })])
    const lost = anOperation({ content: number(2), seq: 2 })
    const chained = anOperation({ content: number(3), seq: 3, base: lost.id })
    expect(types(await push([lost, chained]))).toEqual(['conflict', 'conflict'])
  })

  it('[SY8] the same id again gets the same verdict and has one effect', async () => {
    const operation = anOperation({ content: number(1) })
    const first = await push([operation])
    const again = await push([operation])
    expect(again.verdicts).toEqual(first.verdicts)
    expect(again.cursor).toBe(first.cursor)
    const twice = anOperation({ content: number(2), base: operation.id, seq: 2 })
    expect(types(await push([twice, twice]))).toEqual(['applied', 'applied'])
    expect((await push([])).cursor).toBe(2)
  })

  it('[SY8] the same id with other content, and the same seq with another id, are refused', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const forged = await push([{ ...operation, content: number(9) }])
    expect(forged.verdicts).toMatchObject([{ type: 'rejected', refusal: { code: 'SAME_ID_OTHER_CONTENT' } }])
    const cloned = await push([anOperation({ content: number(9), base: operation.id })])
    expect(cloned.verdicts).toMatchObject([{ type: 'rejected', refusal: { code: 'SAME_SEQ_OTHER_ID' } }])
    expect(cloned.registers).toMatchObject([{ content: number(1) }])
  })

  it('refuses an operation in the name of another person, node, body or register', async () => {
    const forged = [
      anOperation({ person: 'bruno' }),
      anOperation({ node: 'tablet', seq: 2 }),
      anOperation({ key: { ...aKey, body: 'C' }, seq: 3 }),
      { ...anOperation({ seq: 4 }), register: registerId({ ...aKey, measure: 'M9' }) },
    ]
    const answer = await push(forged)
    expect(types(answer)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
    expect(answer.registers).toEqual([])
  })

  it('[SY15] an unknown protocol is deferred and not kept, so that it can be sent again', async () => {
    const future = anOperation({ protocol: PROTOCOL + 1 })
    expect(types(await push([future]))).toEqual(['deferred'])
    expect(types(await push([{ ...future, protocol: PROTOCOL }]))).toEqual(['applied'])
  })

  it('[SY17] the device clock decides nothing', async () => {
    for (const deviceTime of ['2011-01-01T00:00:00.000Z', '2031-12-31T23:59:59.999Z']) {
      head = memoryStore()
      expect(types(await push([anOperation({ deviceTime })]))).toEqual(['applied'])
    }
  })
})

describe('a push', () => {
  it('[SY9] is decided in order, stands whole, and is at most 500 operations', async () => {
    const many = Array.from({ length: BATCH + 1 }, (_, index) =>
      anOperation({ seq: index + 1, key: { ...aKey, measure: `M${index}` } }),
    )
    const answer = await push(many)
    expect(answer.verdicts).toHaveLength(BATCH)
    expect(answer.cursor).toBe(BATCH)
  })

  it('[SY9] leaves nothing where its transaction fails', async () => {
    const operation = anOperation({})
    const failing: SyncStore = {
      transaction: (work) =>
        head.transaction(async (tx) => {
          await work(tx)
          throw new Error('killed before the commit')
        }),
    }
    const request = { body: 'B', node: 'phone', protocol: PROTOCOL, cursor: 0, operations: [operation] }
    await expect(receive(failing, request, ports)).rejects.toThrow('killed')
    expect(types(await push([operation]))).toEqual(['applied'])
  })

  it('[SY10] state comes in pages above the cursor', async () => {
    await push([1, 2, 3].map((seq) => anOperation({ seq, key: { ...aKey, measure: `M${seq}` } })))
    const first = await push([], 0, { pageSize: 2 })
    expect(first).toMatchObject({ cursor: 2, more: true })
    const second = await push([], first.cursor, { pageSize: 2 })
    expect(second).toMatchObject({ cursor: 3, more: false })
    expect([...first.registers, ...second.registers].map(({ stamp }) => stamp)).toEqual([1, 2, 3])
  })

  it('[SY11] what may not be seen is in no answer, and the cursor goes on', async () => {
    await push([anOperation({ content: number(1) })])
    const hidden = await push([anOperation({ content: number(2), seq: 2 })], 0, { visible: () => false })
    expect(hidden).toMatchObject({ registers: [], cursor: 1, verdicts: [{ type: 'conflict', current: null }] })
  })
})
