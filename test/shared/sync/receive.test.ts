import {
  type PushAnswer,
  BATCH,
  type Cursor,
  LATE,
  type HeadStore,
  type MemoryStore,
  memoryStore,
  type Operation,
  PROTOCOL,
  type Push,
  receivePush,
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
): Promise<PushAnswer> => receivePush(head, aPush(operations, { cursor }), { ...ports, ...changes })
const heads = () => head.reading((tx) => tx.registersSince('B', 0, null, 1000))

const types = ({ verdicts }: PushAnswer) => verdicts.map(({ type }) => type)
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

  it('[SY7.1] an operation with another base and content is a conflict and changes nothing', async () => {
    const first = anOperation({ content: number(1) })
    await push([first])
    const answer = await push([anOperation({ content: number(2), seq: 2 })])
    expect(answer.verdicts).toMatchObject([{ type: 'conflict', current: { head: first.id, content: number(1) } }])
    expect(await heads()).toMatchObject([{ head: first.id }])
  })

  it('[SY18] an edit chained to a conflict or to a refusal is a conflict too', async () => {
    await push([anOperation({ content: number(1) })])
    const lost = anOperation({ content: number(2), seq: 2 })
    const chained = anOperation({ content: number(3), seq: 3, base: lost.id })
    expect(types(await push([lost, chained]))).toEqual(['conflict', 'conflict'])
    const refused = anOperation({ content: number(2), seq: 4, key: { ...aKey, measure: 'M2' } })
    await push([refused], NOWHERE, { judge: () => ({ code: 'PERIOD_CLOSED', params: {}, message: 'No.' }) })
    expect(types(await push([{ ...anOperation({ base: refused.id, seq: 5, key: refused.key }) }]))).toEqual([
      'conflict',
    ])
  })

  it('[SY8.1] the same id again gets the same verdict and has one effect', async () => {
    const operation = anOperation({ content: number(1) })
    const first = await push([operation])
    const again = await push([operation])
    expect(again.verdicts).toEqual(first.verdicts)
    expect(again.cursor).toEqual(first.cursor)
    const twice = anOperation({ content: number(2), base: operation.id, seq: 2 })
    expect(types(await push([twice, twice]))).toEqual(['applied', 'applied'])
    expect((await push([])).cursor.stamp).toBe(2)
  })

  it('[SY8.2] the same id with other content is kept under another id, the same each time', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const other = { ...operation, content: number(9) }
    const answer = await push([other])
    const keptAs = answer.verdicts[0]?.keptAs ?? ''
    expect(keptAs).not.toBe(operation.id)
    expect(await head.reading((tx) => tx.operations([keptAs]))).toMatchObject([{ operation: { content: number(9) } }])
    expect((await push([other])).verdicts[0]).toEqual(answer.verdicts[0])
  })

  it('[SY8.3] what is kept under another id is decided on its own, and what was based on it is a conflict', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const chained = anOperation({ content: number(10), base: operation.id, seq: 2 })
    expect(types(await push([{ ...operation, content: number(9) }, chained]))).toEqual(['conflict', 'conflict'])
    expect(await heads()).toMatchObject([{ content: number(1) }])
    const elsewhere = { ...aKey, measure: 'M2' }
    expect(types(await push([{ ...operation, key: elsewhere, register: registerId(elsewhere) }]))).toEqual(['applied'])
  })

  it('[SY8.4] the same seq with another id stops the push', async () => {
    const operation = anOperation({ content: number(1) })
    await push([operation])
    const copy = anOperation({ content: number(9), base: operation.id })
    expect(await push([copy])).toMatchObject({ notice: 'cloned', verdicts: [] })
    expect(await heads()).toMatchObject([{ content: number(1) }])
  })

  it('[SY21.1] a count behind what is known stops the push', async () => {
    await push([anOperation({ content: number(1) })])
    const behind = await receivePush(head, aPush([], { lastSeq: 0 }), ports)
    expect(behind).toMatchObject({ notice: 'cloned', registers: [] })
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

  it('[SY15.1] an unknown protocol is deferred and not kept, so that it can be sent again', async () => {
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
  it('[SY9.1] is decided up to 500 operations, and what is beyond them waits', async () => {
    const many = Array.from({ length: BATCH + 1 }, (_, index) =>
      anOperation({ seq: index + 1, key: { ...aKey, measure: `M${index}` } }),
    )
    const answer = await push(many)
    expect(answer.verdicts).toHaveLength(BATCH)
    expect(answer.cursor.stamp).toBe(BATCH)
  })

  it('[SY9.4] is decided in the order of its operations', async () => {
    const first = anOperation({ content: number(1) })
    const second = anOperation({ content: number(2), base: first.id, seq: 2 })
    expect(types(await push([second, first]))).toEqual(['conflict', 'applied'])
    head = memoryStore()
    expect(types(await push([first, second]))).toEqual(['applied', 'applied'])
  })

  /** A head that dies after its work and before the commit. */
  const failing = (): HeadStore => ({
    ...head,
    transaction: (work) =>
      head.transaction(async (tx) => {
        await work(tx)
        throw new Error('killed before the commit')
      }),
  })

  it('[SY9.5] leaves nothing where its transaction fails', async () => {
    const operation = anOperation({})
    await receivePush(failing(), aPush([operation]), ports).catch(() => undefined)
    expect(await head.reading((tx) => tx.operations([operation.id]))).toEqual([])
    expect(await heads()).toEqual([])
    expect(types(await push([operation]))).toEqual(['applied'])
  })

  it('[SY9.6] is answered by nothing that was not committed', async () => {
    await expect(receivePush(failing(), aPush([anOperation({})]), ports)).rejects.toThrow('killed')
  })

  it('[SY10.1] state comes in pages above the cursor', async () => {
    await push([1, 2, 3].map((seq) => anOperation({ seq, key: { ...aKey, measure: `M${seq}` } })))
    const first = await push([], NOWHERE, { pageSize: 2 })
    expect(first).toMatchObject({ cursor: { stamp: 2 }, more: true, checksum: null })
    const second = await push([], first.cursor, { pageSize: 2 })
    expect(second).toMatchObject({ cursor: { stamp: 3 }, more: false, checksum: sumOf(await heads()) })
    expect([...first.registers, ...second.registers].map(({ stamp }) => stamp)).toEqual([1, 2, 3])
  })

  const blind = { view: viewOf([]) }

  it('[SY11.1] what may not be seen is in no answer, and the cursor goes on', async () => {
    await push([anOperation({ content: number(1) })])
    expect(await push([], NOWHERE, blind)).toMatchObject({ registers: [], cursor: { stamp: 1 } })
  })

  it('[SY11.2] a conflict over what may not be seen does not show it', async () => {
    await push([anOperation({ content: number(1) })])
    const { verdicts } = await push([anOperation({ content: number(2), seq: 2 })], NOWHERE, blind)
    expect(verdicts).toMatchObject([{ type: 'conflict', current: null }])
  })
})

describe('a view', () => {
  const other = { ...aKey, unit: 'U2' }

  it('[SY19.2] that is another one is told, with what was decided and nothing else', async () => {
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

  it('[SY22.1] tells the checksum of each scope where it is asked', async () => {
    const { cursor } = await push([anOperation({}), anOperation({ seq: 2, key: other })])
    const answer = await receivePush(head, aPush([], { cursor, verify: true }), ports)
    expect(answer.sums?.map(({ scope }) => scope).sort()).toEqual(['2021/2/U1', '2021/2/U2'])
  })

  it('[SY22.2] tells the checksum of the whole with the last page, and not before', async () => {
    await push([anOperation({}), anOperation({ seq: 2, key: other })])
    const first = await push([], NOWHERE, { pageSize: 1 })
    const last = await push([], first.cursor, { pageSize: 1 })
    expect([first.checksum, last.checksum]).toEqual([null, sumOf(await heads())])
  })
})

describe('an epoch', () => {
  it('[SY20.2] is told to whoever comes with another', async () => {
    const told = await push([anOperation({ content: number(1) })])
    const { epoch, cursor, receipt = null } = told
    head = memoryStore()
    await push([
      anOperation({ node: 'tablet' }),
      anOperation({ node: 'tablet', seq: 2, key: { ...aKey, measure: 'M2' } }),
    ])
    const fromOther = await receivePush(head, aPush([], { epoch, cursor, receipt }), ports)
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
  const comes = (told: PushAnswer, changes: Partial<Push> = {}, as: ReceivePorts = ports) =>
    receivePush(head, aPush([], { epoch: told.epoch, receipt: told.receipt ?? null, ...changes }), as)

  it('[SY20.1] is new where the same life of the head lost a count or an operation that it told of', async () => {
    const behind = await restored()
    expect(await comes(behind)).toMatchObject({ notice: 'new-epoch' })
    head = memoryStore()
    const overtaken = await restored()
    const others = ['M3', 'M4'].map((measure, seq) =>
      anOperation({ node: 'tablet', seq: seq + 1, key: { ...aKey, measure } }),
    )
    await receivePush(head, aPush(others, { node: 'tablet' }), ports)
    const answer = await comes(overtaken)
    expect(answer.notice).toBe('new-epoch')
    expect(answer.epoch).not.toBe(overtaken.epoch)
  })

  const beyond = { view: ports.view.token, stamp: 99, tray: 99, behind: null }

  it('[SY39.2] is begun by nothing that a reader merely says: no count, no operation, no receipt of somebody or something else', async () => {
    const told = await restored()
    const { epoch } = told
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
    // A base that nobody knows waits for nothing: nothing is known to be lost.
    const orphan = anOperation({ seq: 5, base: anOperation({}).id, content: number(5) })
    expect(types(await receivePush(head, aPush([orphan]), ports))).toEqual(['conflict'])
    expect((await comes(told)).notice).toBe('new-epoch')
  })

  it('[SY39.3] is not begun by a claim without a receipt, which is answered from the beginning', async () => {
    const told = await restored()
    expect(await comes(told, { receipt: null, cursor: beyond })).toMatchObject({
      ...{ notice: 'none', registers: [{ stamp: 1 }], cursor: { stamp: 1 } },
    })
  })

  it('[SY39.4] is begun by one receipt once: shown again it speaks of a life that is over', async () => {
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

  /** What is said, so many days after a new epoch, of an operation on a base that was lost. */
  async function orphanAfter(days: number, changes: Partial<ReceivePorts> = {}) {
    await comes(await restored())
    const orphan = anOperation({ seq: 2, base: anOperation({}).id, content: number(5) })
    const now = new Date(Date.parse(ports.now) + days * 86_400_000).toISOString()
    return (await receivePush(head, aPush([orphan]), { ...ports, now, ...changes })).verdicts
  }

  it('[SY23.1] puts off an operation on a base that was lost, for thirty days', async () => {
    expect(await orphanAfter(29)).toMatchObject([{ type: 'deferred', refusal: { code: 'BASE_MISSING' } }])
  })

  it('[SY23.2] makes an operation on a base that was lost a conflict after thirty days', async () => {
    expect(await orphanAfter(31)).toMatchObject([{ type: 'conflict' }])
  })

  it('[SY71.4] puts nothing off at a site', async () => {
    expect(await orphanAfter(1, { provisional: true })).toMatchObject([{ type: 'conflict' }])
  })

  it('[SY71.1] is known to be over for whoever comes without operations, and not before', async () => {
    const { epoch } = await comes(await restored())
    const toldAll = async () => (await head.reading((tx) => tx.nodes(['phone'])))[0]?.toldAll
    await receivePush(head, aPush([anOperation({ seq: 3, key: { ...aKey, measure: 'M3' } })], { epoch }), ports)
    expect(await toldAll()).toBeNull()
    await receivePush(head, aPush([], { epoch }), ports)
    expect(await toldAll()).toBe(epoch)
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
  const ask = (operations: readonly Operation[]) => receivePush(head, aPush(operations, { node: 'desk' }), mara)

  beforeEach(async () => {
    await receivePush(head, aPush([late], { node: 'tablet' }), closed)
  })

  it('[SY33.2] comes without the name of its device', async () => {
    expect((await ask([])).tray).toMatchObject([{ operation: { id: late.id, node: '' } }])
  })

  it('[SY25.1] waits for whoever manages its unit, and is in no register', async () => {
    const answer = await ask([])
    expect(answer).toMatchObject({ registers: [], tray: [{ operation: { id: late.id }, settlement: null }] })
    expect((await push([])).tray).toEqual([])
  })

  it.each([true, false])('[SY25.2] accepted (in time: %j) becomes the head with its author', async (inTime) => {
    expect(types(await ask([answerOf({ decision: { reason: 'Guasto', inTime } })]))).toEqual(['applied'])
    expect(await heads()).toMatchObject([{ content: number(4), person: 'carla', excused: inTime }])
  })

  it('[SY25.3] declined changes nothing', async () => {
    expect(types(await ask([answerOf({ kind: 'decline' })]))).toEqual(['applied'])
    expect(await heads()).toEqual([])
    expect((await ask([])).tray).toEqual([])
  })

  it('[SY25.4] is answered with a reason, which its author hears', async () => {
    await ask([answerOf({})])
    const told = await receivePush(head, aPush([], { node: 'tablet', cursor: { ...NOWHERE, tray: 1 } }), closed)
    expect(told.tray).toMatchObject([{ settlement: { kind: 'accept', person: 'mara', reason: 'Guasto della linea' } }])
  })

  it('[SY25.8] is answered once', async () => {
    await ask([answerOf({})])
    expect((await ask([answerOf({ seq: 2 })])).verdicts).toMatchObject([{ refusal: { code: 'ALREADY_DECIDED' } }])
  })

  it('[SY25.9] is accepted with no other content than the one that came', async () => {
    const answer = await ask([answerOf({ content: number(5) })])
    expect(answer.verdicts).toMatchObject([{ refusal: { code: 'OTHER_CONTENT' } }])
    expect(await heads()).toEqual([])
  })

  it('[SY25.7] over a head that the manager had not seen is a conflict, and still waits', async () => {
    await push([anOperation({ content: number(1) })])
    expect(types(await ask([answerOf({})]))).toEqual(['conflict'])
    expect((await ask([])).tray.map(({ operation }) => operation.id)).toContain(late.id)
  })

  it('[SY37.1] can be let go of by its author, and by nobody else', async () => {
    const dismiss = (person: string, seq: number) =>
      anOperation({ kind: 'dismiss', content: null, about: late.id, person, seq, node: `tablet of ${person}` })
    expect((await push([dismiss('anna', 1)])).verdicts).toMatchObject([{ refusal: { code: 'NOT_YOUR_TRAY' } }])
    const own = await receivePush(head, aPush([dismiss('carla', 2)], { node: 'tablet of carla' }), closed)
    expect(types(own)).toEqual(['applied'])
    expect((await ask([])).tray).toEqual([])
  })
})

describe('an earlier app', () => {
  const { kind, about, decision, ...first } = anOperation({ protocol: 1 })
  const older = { operation: first, sent: true, verdict: { type: 'applied' }, receivedAt: null, settled: false }

  it.each([PROTOCOL - 1, PROTOCOL - 2])(
    '[SY24.1] of protocol %i brings operations that are accepted',
    async (protocol) => {
      expect(types(await push([anOperation({ protocol })]))).toEqual(['applied'])
    },
  )

  it('[SY24.2] kept operations without a kind: they are edits', () => {
    expect([kind, about, decision]).toEqual(['edit', null, null])
    expect(recordIn(older)).toMatchObject({ operation: { kind: 'edit', about: null }, sent: true })
    const today = recordIn(older)
    expect(recordIn(today)).toEqual(today)
    expect(recordIn({ ...older, operation: { ...first, key: null } })).toBeNull()
  })

  it('[SY24.3] kept verdicts that are asked for again', () => {
    expect(recordIn(older)?.verdict).toBeNull()
  })
})
