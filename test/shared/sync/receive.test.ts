import {
  type Answer,
  BATCH,
  type Cursor,
  LATE,
  type HeadStore,
  type MemoryStore,
  memoryStore,
  type Operation,
  PROTOCOL,
  type Push,
  receive,
  type ReceivePorts,
  recordIn,
  registerId,
  sumOf,
  viewOf,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, anOperation, aPush, NOWHERE, receivePorts, SCOPES } from '../../support/sync'

const ports = receivePorts()

let head: HeadStore
beforeEach(() => {
  head = memoryStore()
})

const push = (
  operations: readonly Operation[],
  cursor: Cursor = NOWHERE,
  changes: Partial<ReceivePorts> = {},
): Promise<Answer> => receive(head, aPush(operations, { cursor }), { ...ports, ...changes })
const heads = () => head.reading((tx) => tx.registersSince('B', 0, null, 1000))

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
    expect(types(await push([second]))).toEqual(['applied'])
    expect(await heads()).toMatchObject([{ head: second.id, content: number(2), person: 'anna', at: ports.now }])
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
    expect(await heads()).toMatchObject([{ head: first.id }])
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
    expect(again.cursor).toEqual(first.cursor)
    const twice = anOperation({ content: number(2), base: operation.id, seq: 2 })
    expect(types(await push([twice, twice]))).toEqual(['applied', 'applied'])
    expect((await push([])).cursor.stamp).toBe(2)
  })

  it('[SY8] the same id with other content is kept under another id, and what was based on it is a conflict', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const other = { ...operation, content: number(9) }
    const chained = anOperation({ content: number(10), base: operation.id, seq: 2 })
    const answer = await push([other, chained])
    expect(types(answer)).toEqual(['conflict', 'conflict'])
    const keptAs = answer.verdicts[0]?.keptAs ?? ''
    expect(keptAs).not.toBe(operation.id)
    expect(await head.reading((tx) => tx.operations([keptAs]))).toMatchObject([{ operation: { content: number(9) } }])
    expect((await push([other])).verdicts[0]).toEqual(answer.verdicts[0])
    expect(await heads()).toMatchObject([{ content: number(1) }])
  })

  it('[SY8] [SY21] the same seq with another id, and a count behind what is known, stop the push', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const copy = anOperation({ content: number(9), base: operation.id })
    expect(await push([copy])).toMatchObject({ notice: 'cloned', verdicts: [] })
    const behind = await receive(head, aPush([], { lastSeq: 0 }), ports)
    expect(behind).toMatchObject({ notice: 'cloned', registers: [] })
    expect(await heads()).toMatchObject([{ content: number(1) }])
  })

  it('refuses an operation in the name of another person, body or register', async () => {
    const forged = [
      anOperation({ person: 'bruno' }),
      anOperation({ key: { ...aKey, body: 'C' }, seq: 3 }),
      { ...anOperation({ seq: 4 }), register: registerId({ ...aKey, measure: 'M9' }) },
    ]
    const answer = await push(forged)
    expect(types(answer)).toEqual(['rejected', 'rejected', 'rejected'])
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
    expect(answer.cursor.stamp).toBe(BATCH)
  })

  it('[SY9] leaves nothing where its transaction fails', async () => {
    const operation = anOperation({})
    const failing: HeadStore = {
      ...head,
      transaction: (work) =>
        head.transaction(async (tx) => {
          await work(tx)
          throw new Error('killed before the commit')
        }),
    }
    await expect(receive(failing, aPush([operation]), ports)).rejects.toThrow('killed')
    expect(types(await push([operation]))).toEqual(['applied'])
  })

  it('[SY10] state comes in pages above the cursor', async () => {
    await push([1, 2, 3].map((seq) => anOperation({ seq, key: { ...aKey, measure: `M${seq}` } })))
    const first = await push([], NOWHERE, { pageSize: 2 })
    expect(first).toMatchObject({ cursor: { stamp: 2 }, more: true, checksum: null })
    const second = await push([], first.cursor, { pageSize: 2 })
    expect(second).toMatchObject({ cursor: { stamp: 3 }, more: false, checksum: sumOf(await heads()) })
    expect([...first.registers, ...second.registers].map(({ stamp }) => stamp)).toEqual([1, 2, 3])
  })

  it('[SY11] what may not be seen is in no answer, and the cursor goes on', async () => {
    await push([anOperation({ content: number(1) })])
    const hidden = await push([anOperation({ content: number(2), seq: 2 })], NOWHERE, { view: viewOf([]) })
    expect(hidden).toMatchObject({
      registers: [],
      cursor: { stamp: 2 },
      verdicts: [{ type: 'conflict', current: null }],
    })
  })
})

describe('a view', () => {
  const other = { ...aKey, unit: 'U2' }

  it('[SY19] that is another one is told, with what was decided and nothing else', async () => {
    const first = await push([anOperation({}), anOperation({ seq: 2, key: other })], NOWHERE, {
      view: viewOf(SCOPES.filter((scope) => !scope.endsWith('U2'))),
    })
    expect(first.view?.scopes).toHaveLength(6)
    const wider = await push([anOperation({ seq: 3, key: { ...aKey, measure: 'M9' } })], first.cursor)
    expect(wider).toMatchObject({
      view: { scopes: [...SCOPES].sort() },
      registers: [],
      more: true,
      cursor: first.cursor,
    })
    expect(types(wider)).toEqual(['applied'])
    const behind = { scopes: SCOPES.filter((scope) => scope.endsWith('U2')), stamp: 0 }
    const gained = await push([], { ...first.cursor, view: wider.view?.token ?? '', behind })
    expect(gained.registers.map(({ key: { unit, measure } }) => `${unit} ${measure}`)).toEqual(['U1 M9', 'U2 M1'])
    expect(gained.cursor.behind).toBeNull()
  })

  it('[SY26] of its own operations a device hears the stamp only', async () => {
    const answer = await push([anOperation({})])
    expect(answer).toMatchObject({ registers: [], verdicts: [{ type: 'applied', stamp: 1 }], cursor: { stamp: 1 } })
    expect((await push([], NOWHERE)).registers).toHaveLength(1)
  })

  it('[SY22] tells the checksum of each scope where it is asked', async () => {
    const { cursor } = await push([anOperation({}), anOperation({ seq: 2, key: other })])
    const answer = await receive(head, aPush([], { cursor, verify: true }), ports)
    expect(answer.sums?.map(({ scope }) => scope).sort()).toEqual(['2021/2/U1', '2021/2/U2'])
  })
})

describe('an epoch', () => {
  it('[SY20] is new where the head knows less than it told, and whoever comes with another hears so', async () => {
    const told = await push([anOperation({ content: number(1) })])
    const { epoch, cursor, receipt = null } = told
    head = memoryStore()
    await push([
      anOperation({ node: 'tablet' }),
      anOperation({ node: 'tablet', seq: 2, key: { ...aKey, measure: 'M2' } }),
    ])
    const fromOther = await receive(head, aPush([], { epoch, cursor, receipt }), ports)
    expect(fromOther).toMatchObject({ notice: 'new-epoch', registers: [] })
  })

  /** The head after a restore to before somebody was told of one more operation, and what that reader holds. */
  async function restored() {
    await push([anOperation({})])
    const kept = await (head as MemoryStore).copy()
    const told = await push([anOperation({ seq: 2, key: { ...aKey, measure: 'M2' } })])
    head = kept
    return told
  }
  const comes = (told: Answer, changes: Partial<Push> = {}, as: ReceivePorts = ports) =>
    receive(head, aPush([], { epoch: told.epoch, receipt: told.receipt ?? null, ...changes }), as)

  it('[SY20] is new where the same life of the head lost a count or an operation that it told of', async () => {
    const behind = await restored()
    expect(await comes(behind)).toMatchObject({ notice: 'new-epoch' })
    head = memoryStore()
    const overtaken = await restored()
    const others = ['M3', 'M4'].map((measure, seq) =>
      anOperation({ node: 'tablet', seq: seq + 1, key: { ...aKey, measure } }),
    )
    await receive(head, aPush(others, { node: 'tablet' }), ports)
    const answer = await comes(overtaken)
    expect(answer.notice).toBe('new-epoch')
    expect(answer.epoch).not.toBe(overtaken.epoch)
  })

  it('[SY39] is begun by nothing that a reader merely says: no count, no operation, no receipt of somebody or something else', async () => {
    const told = await restored()
    const { epoch } = told
    const beyond = { view: ports.view.token, stamp: 99, tray: 99, behind: null }
    const [, id = '', place = '', proof = ''] = (told.receipt ?? '').split('/')
    const lies: readonly [Partial<Push>, ReceivePorts?][] = [
      [{ receipt: null, cursor: beyond }],
      [{ receipt: [99, id, place, proof].join('/'), cursor: beyond }],
      [{ receipt: [2, anOperation({}).id, place, proof].join('/') }],
      [{ receipt: '99///' }],
      [{ receipt: 'x'.repeat(1000) }],
      [{}, receivePorts({ person: 'bruno' })],
    ]
    for (const [changes, as = ports] of lies) {
      const node = as === ports ? 'phone' : 'phone of bruno'
      const answer = await comes(told, { ...changes, node }, as)
      expect(answer, JSON.stringify(changes)).toMatchObject({ notice: 'none', epoch })
    }
    // It is answered as well as it can be: from the beginning.
    expect(await comes(told, { receipt: null, cursor: beyond })).toMatchObject({
      registers: [{ stamp: 1 }],
      cursor: { stamp: 1 },
    })
    // A base that nobody knows waits for nothing: nothing is known to be lost.
    const orphan = anOperation({ seq: 5, base: anOperation({}).id, content: number(5) })
    expect(types(await receive(head, aPush([orphan]), ports))).toEqual(['conflict'])
    expect((await comes(told)).notice).toBe('new-epoch')
  })

  it('[SY39] is begun by one receipt once: shown again it speaks of a life that is over', async () => {
    const told = await restored()
    const { epoch } = await comes(told)
    for (const lie of [{}, { epoch }]) expect((await comes(told, lie)).epoch).toBe(epoch)
    head = memoryStore()
    await push([])
    // Nor does an epoch that nobody ever gave make a new head wait for what was lost.
    expect(await comes(told, { receipt: null, epoch: 'mai vista' })).toMatchObject({ notice: 'new-epoch' })
    const orphan = anOperation({ base: anOperation({}).id })
    expect(types(await push([orphan]))).toEqual(['conflict'])
  })

  it('[SY23] an operation on a base that was lost waits thirty days for it, then it is a conflict', async () => {
    await comes(await restored())
    const orphan = anOperation({ seq: 2, base: anOperation({}).id, content: number(5) })
    const days = (count: number) => new Date(Date.parse(ports.now) + count * 86_400_000).toISOString()
    const at = (now: string) => receive(head, aPush([orphan]), { ...ports, now })
    expect((await at(days(29))).verdicts).toMatchObject([{ type: 'deferred', refusal: { code: 'BASE_MISSING' } }])
    expect(types(await at(days(31)))).toEqual(['conflict'])
  })
})

describe('a late value', () => {
  const late = anOperation({ content: number(4), person: 'carla', node: 'tablet' })
  const mara = receivePorts({ person: 'mara', view: viewOf(SCOPES, SCOPES) })
  const closed = receivePorts({ person: 'carla', judge: () => ({ code: LATE, params: {}, message: 'Chiuso.' }) })
  const answerOf = (changes: Partial<Operation>) =>
    anOperation({
      node: 'desk',
      person: 'mara',
      kind: 'accept',
      content: number(4),
      about: late.id,
      decision: { reason: 'Guasto della linea', inTime: true },
      ...changes,
    })
  const ask = (operations: readonly Operation[]) => receive(head, aPush(operations, { node: 'desk' }), mara)

  beforeEach(async () => {
    await receive(head, aPush([late], { node: 'tablet' }), closed)
  })

  it('[SY25] waits for whoever manages its unit, and is in no register', async () => {
    const answer = await ask([])
    expect(answer).toMatchObject({ registers: [], tray: [{ operation: { id: late.id }, settlement: null }] })
    expect((await push([])).tray).toEqual([])
  })

  it('[SY25] accepted as in time becomes the head with its author, and its author hears why', async () => {
    expect(types(await ask([answerOf({})]))).toEqual(['applied'])
    expect(await heads()).toMatchObject([{ content: number(4), person: 'carla', excused: true }])
    const told = await receive(head, aPush([], { node: 'tablet', cursor: { ...NOWHERE, tray: 1 } }), closed)
    expect(told.tray).toMatchObject([{ settlement: { kind: 'accept', person: 'mara', reason: 'Guasto della linea' } }])
    expect((await ask([answerOf({ seq: 2 })])).verdicts).toMatchObject([{ refusal: { code: 'ALREADY_DECIDED' } }])
  })

  it('[SY25] declined changes nothing; another content than the one that came is refused', async () => {
    expect((await ask([answerOf({ content: number(5) })])).verdicts).toMatchObject([
      { refusal: { code: 'OTHER_CONTENT' } },
    ])
    expect(types(await ask([answerOf({ kind: 'decline', seq: 2 })]))).toEqual(['applied'])
    expect(await heads()).toEqual([])
  })

  it('[SY25] over a head that the manager had not seen is a conflict, and still waits', async () => {
    await push([anOperation({ content: number(1) })])
    expect(types(await ask([answerOf({})]))).toEqual(['conflict'])
    expect((await ask([])).tray.map(({ operation }) => operation.id)).toContain(late.id)
  })

  it('[SY12] can be let go of by its author, and by nobody else', async () => {
    const dismiss = (person: string, seq: number) =>
      anOperation({ kind: 'dismiss', content: null, about: late.id, person, seq, node: `tablet of ${person}` })
    expect((await push([dismiss('anna', 1)])).verdicts).toMatchObject([{ refusal: { code: 'NOT_YOUR_TRAY' } }])
    const own = await receive(head, aPush([dismiss('carla', 2)], { node: 'tablet of carla' }), closed)
    expect(types(own)).toEqual(['applied'])
    expect((await ask([])).tray).toEqual([])
  })
})

describe('an earlier app', () => {
  it('[SY24] kept operations without a kind: they are edits, and their verdicts are asked for again', () => {
    const { kind, about, decision, ...first } = anOperation({ protocol: 1 })
    expect([kind, about, decision]).toEqual(['edit', null, null])
    const older = { operation: first, sent: true, verdict: { type: 'applied' }, receivedAt: null, settled: false }
    expect(recordIn(older)).toMatchObject({ operation: { kind: 'edit', about: null }, sent: true, verdict: null })
    const today = recordIn(older)
    expect(recordIn(today)).toEqual(today)
    expect(recordIn({ ...older, operation: { ...first, key: null } })).toBeNull()
  })
})
