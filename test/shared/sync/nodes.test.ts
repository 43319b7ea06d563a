import {
  type PushAnswer,
  type MemoryStore,
  memoryStore,
  type Operation,
  type Push,
  receivePush,
  type ReceivePorts,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, anOperation, aPush, aRecord, receivePorts } from '../../support/sync'

let head: MemoryStore
beforeEach(() => {
  head = memoryStore()
})

const ask = (person: string, operations: readonly Operation[], changes: Partial<Push> = {}, ports = {}) =>
  receivePush(head, aPush(operations, changes), receivePorts({ person, ...ports }))
const codes = ({ verdicts }: PushAnswer) =>
  verdicts.map((verdict) => ('refusal' in verdict ? verdict.refusal.code : verdict.type))
const cell = (measure: string) => ({ key: { ...aKey, measure } })

/** A site that brings what its people did. */
const site = (id: string): Partial<ReceivePorts> => ({
  ...{ persons: ['anna', 'bruno'], mayBring: () => true },
  bearer: { person: null, credential: id, name: 'Sede', receiver: null },
})

describe('a node', () => {
  it('[SY34.1] is somebody’s from the first push on, named or not, with or without operations', async () => {
    await ask('anna', [], { node: 'phone' })
    expect(await head.reading((tx) => tx.nodes(['phone']))).toMatchObject([{ person: 'anna', body: 'B' }])
    await ask('bruno', [], { node: 'phone' })
    expect(await head.reading((tx) => tx.nodes(['phone']))).toMatchObject([{ person: 'anna', body: 'B' }])
  })

  it('[SY34.2] is written down in the transaction of its push, with what it came with', async () => {
    const failing: MemoryStore = {
      ...head,
      transaction: (work) =>
        head.transaction(async (tx) => {
          await work(tx)
          throw new Error('killed')
        }),
    }
    const push = aPush([], { node: 'phone' })
    await expect(receivePush(failing, push, receivePorts({ person: 'anna' }))).rejects.toThrow('killed')
    const known = () => head.reading((tx) => tx.nodes(['phone']))
    expect(await known()).toEqual([])
    await receivePush(head, push, receivePorts({ person: 'anna' }))
    expect(await known()).toMatchObject([{ credential: 'access of anna', name: 'Chrome su Android' }])
  })

  it('[SY34.3] of somebody else brings nothing: the push is refused whole', async () => {
    await ask('anna', [], { node: 'phone' })
    const stolen = anOperation({ person: 'bruno', node: 'phone', seq: 1 })
    expect(await ask('bruno', [stolen], { node: 'phone' })).toMatchObject({ notice: 'not-yours', verdicts: [] })
    expect(await head.reading((tx) => tx.operations([stolen.id]))).toEqual([])
    expect((await ask('anna', [anOperation({ seq: 1 })], { node: 'phone', lastSeq: 1 })).notice).toBe('none')
  })

  /** Anna's node «lost», shut out. */
  async function shutOut(): Promise<void> {
    await ask('anna', [], { node: 'lost' })
    const [lost] = await head.reading((tx) => tx.nodes(['lost']))
    await head.transaction((tx) =>
      tx.claimNodes([{ ...(lost as NonNullable<typeof lost>), revokedAt: '2021-09-05T09:00:00.000Z' }]),
    )
  }

  it('[SY34.4] that was shut out brings nothing', async () => {
    await shutOut()
    expect((await ask('anna', [anOperation({ node: 'lost' })], { node: 'lost' })).notice).toBe('revoked')
  })

  it('[SY34.9] that was shut out may have what it held brought by another of its person', async () => {
    await shutOut()
    expect(codes(await ask('anna', [anOperation({ node: 'lost' })], { node: 'phone' }))).toEqual(['applied'])
  })

  /** Anna brings an operation under the name of Bruno's tablet, among others of her own. */
  async function forging() {
    await ask('bruno', [anOperation({ person: 'bruno', node: 'tablet', ...cell('M1') })], { node: 'tablet' })
    const forged = anOperation({ node: 'tablet', seq: 2, ...cell('M2') })
    const own = anOperation({ node: 'other-phone', seq: 7, ...cell('M3') })
    return { forged, answer: await ask('anna', [forged, own, anOperation({ seq: 1, ...cell('M4') })]) }
  }

  it('[SY34.5] of somebody else inside a push is refused by itself; one’s own other is taken', async () => {
    const { answer } = await forging()
    expect(codes(answer)).toEqual(['NODE_NOT_YOURS', 'applied', 'applied'])
    expect((await ask('bruno', [], { node: 'other-phone' })).notice).toBe('not-yours')
  })

  it('[SY34.6] of somebody else is left as it was by what was refused under its name', async () => {
    const { forged, answer } = await forging()
    expect(answer.verdicts[0]?.stamp).toBe(0)
    expect(await head.reading((tx) => tx.operations([forged.id]))).toEqual([])
    expect(await head.reading((tx) => tx.lastSeq('tablet'))).toBe(1)
    expect((await ask('bruno', [], { node: 'tablet', lastSeq: 1 })).notice).toBe('none')
  })

  it('[SY34.10] of a site is the site’s: nobody stops it by bearing its name, and it brings its people’s devices', async () => {
    await receivePush(head, aPush([], { node: 'site-1' }), receivePorts(site('site-1')))
    expect((await ask('anna', [], { node: 'site-1' })).notice).toBe('not-yours')
    const poison = anOperation({ node: 'site-1', seq: 1, kind: 'dismiss', content: null, about: anOperation({}).id })
    expect(codes(await ask('anna', [poison]))).toEqual(['NODE_NOT_YOURS'])
    const brought = [
      anOperation({ node: 'phone-of-anna', ...cell('M1') }),
      anOperation({ node: 'phone-of-bruno', person: 'bruno', ...cell('M2') }),
      anOperation({ node: 'phone-of-anna', seq: 2, person: 'bruno', ...cell('M3') }),
      anOperation({ node: 'site-1', seq: 3, ...cell('M4') }),
    ]
    const answer = await receivePush(head, aPush(brought, { node: 'site-1' }), receivePorts(site('site-1')))
    expect(answer.notice).toBe('none')
    expect(codes(answer)).toEqual(['applied', 'applied', 'NODE_NOT_YOURS', 'NODE_NOT_YOURS'])
    expect(await head.reading((tx) => tx.nodes(['phone-of-anna']))).toMatchObject([
      { person: 'anna', credential: 'site-1' },
    ])
  })

  it('[SY72.4] of a site brings nothing of people who never were its own', async () => {
    const its = receivePorts({ ...site('site-1'), persons: ['anna'], mayBring: ({ person }) => person === 'anna' })
    const foreign = anOperation({ node: 'phone-of-carla', person: 'carla', ...cell('M1') })
    expect(codes(await receivePush(head, aPush([foreign], { node: 'site-1' }), its))).toEqual(['MALFORMED_OPERATION'])
    expect(await head.reading((tx) => tx.operations([foreign.id]))).toEqual([])
  })

  it('[SY72.6] of a site hears nothing of the work of its people that it has left', async () => {
    await ask('anna', [anOperation({ ...cell('M1') })])
    await ask('anna', [anOperation({ seq: 2, content: { type: 'number', number: 2 }, ...cell('M1') })])
    const tray = async (mayBring: boolean) =>
      (
        await receivePush(
          head,
          aPush([], { node: 'site-1' }),
          receivePorts({ ...site('site-1'), persons: ['anna'], mayBring: () => mayBring }),
        )
      ).tray
    expect([(await tray(true)).length, (await tray(false)).length]).toEqual([1, 0])
  })

  it('[SY72.5] at a site tells its author the last word on what was dealt with meanwhile', async () => {
    const settlement = {
      by: 'x',
      kind: 'dismiss',
      person: 'anna',
      at: '2021-09-05T08:00:00.000Z',
      reason: null,
    } as const
    const told = async (relayed: boolean) => {
      head = memoryStore()
      const operation = anOperation({})
      const verdict = {
        operation: operation.id,
        type: 'conflict',
        stamp: 1,
        provisional: false,
        current: null,
      } as const
      const record = aRecord(operation, { sent: true, stamp: 1, verdict, settlement, relayed })
      await head.transaction(async (tx) => {
        await tx.count('stamp/B', 1)
        await tx.putOperations([record])
      })
      return (await ask('anna', [])).tray.length
    }
    expect([await told(true), await told(false)]).toEqual([1, 0])
  })

  it('[SY34.8] that is the receiver’s own name is nobody’s who comes to it', async () => {
    const atSite = { bearer: { person: 'anna', credential: 'x', name: null, receiver: 'here' } }
    expect((await ask('anna', [], { node: 'here' }, atSite)).notice).toBe('not-yours')
    expect(codes(await ask('anna', [anOperation({ node: 'here' })], {}, atSite))).toEqual(['NODE_NOT_YOURS'])
  })

  it('[SY35] there are two hundred of a person in ninety days at most', async () => {
    for (let at = 0; at < 200; at++) await ask('anna', [], { node: `phone-${at}` })
    expect((await ask('anna', [], { node: 'one-more' })).notice).toBe('too-many')
    expect(codes(await ask('anna', [anOperation({ node: 'one-more' })], { node: 'phone-1' }))).toEqual([
      'TOO_MANY_DEVICES',
    ])
    expect((await ask('anna', [], { node: 'phone-7' })).notice).toBe('none')
    expect((await ask('bruno', [], { node: 'tablet' })).notice).toBe('none')
    const later = { now: '2021-12-24T09:00:00.000Z' }
    expect((await ask('anna', [], { node: 'one-more' }, later)).notice).toBe('none')
  })
})
